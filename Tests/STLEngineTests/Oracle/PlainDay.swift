/// A day of the calendar, counted one by one: slow, and independent of the product's dates.
struct PlainDay: Equatable, Comparable, CustomStringConvertible {
  var year: Int
  var month: Int
  var day: Int

  init(_ year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYY-MM-DD`, and nothing else.
  init?(text: String) {
    let characters = Array(text)
    guard characters.count == 10, characters[4] == "-", characters[7] == "-" else { return nil }
    for place in [0, 1, 2, 3, 5, 6, 8, 9] where !"0123456789".contains(characters[place]) {
      return nil
    }
    guard
      let year = Int(String(characters[0...3])), let month = Int(String(characters[5...6])),
      let day = Int(String(characters[8...9])),
      (1...12).contains(month), day >= 1, day <= PlainDay.days(year, month)
    else { return nil }
    self.init(year, month, day)
  }

  static func days(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31
    }
  }

  var tomorrow: PlainDay {
    if day < PlainDay.days(year, month) { return PlainDay(year, month, day + 1) }
    if month < 12 { return PlainDay(year, month + 1, 1) }
    return PlainDay(year + 1, 1, 1)
  }

  var yesterday: PlainDay {
    if day > 1 { return PlainDay(year, month, day - 1) }
    if month > 1 { return PlainDay(year, month - 1, PlainDay.days(year, month - 1)) }
    return PlainDay(year - 1, 12, 31)
  }

  func adding(_ count: Int) -> PlainDay {
    var result = self
    for _ in 0..<abs(count) {
      result = count > 0 ? result.tomorrow : result.yesterday
    }
    return result
  }

  /// How many days an absence has, its first and its last day counted; 0 when it ends before it begins.
  func length(until last: PlainDay) -> Int {
    var count = 0
    var day = self
    while day <= last {
      count += 1
      day = day.tomorrow
    }
    return count
  }

  static func < (left: PlainDay, right: PlainDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: width - digits.count) + digits
    }
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }
}
