/// A day of the proleptic Gregorian calendar, counted in days since 1970-01-01.
package struct CivilDate: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01; negative before it.
  package let days: Int32

  /// The day `days` days after 1970-01-01.
  package init(days: Int32) { self.days = days }

  /// The day with this year, month and day, or nil where the calendar has no such day (years 1 to 9999).
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.length(ofMonth: month, year: year)
    else { return nil }
    self.init(days: CivilDate.days(year: year, month: month, day: day))
  }

  /// Reads exactly `YYYY-MM-DD` in ASCII digits, else nil.
  package init?(_ text: ArraySlice<UInt8>) {
    guard text.count == 10 else { return nil }
    var numbers = [0, 0, 0]
    var part = 0
    for index in 0..<10 {
      let byte = text[text.startIndex + index]
      if index == 4 || index == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        part += 1
      } else {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        numbers[part] = numbers[part] * 10 + Int(byte - UInt8(ascii: "0"))
      }
    }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// Reads exactly `YYYY-MM-DD`, else nil.
  package init?(_ text: String) { self.init(Array(text.utf8)[...]) }

  package static func < (left: CivilDate, right: CivilDate) -> Bool { left.days < right.days }

  /// The day `count` days later, or the last one that can be counted.
  package func adding(days count: Int) -> CivilDate {
    CivilDate(days: Int32(clamping: Int(days) + Int(Int32(clamping: count))))
  }

  /// Whole days from `earlier` to this day; negative when `earlier` is later.
  package func days(since earlier: CivilDate) -> Int { Int(days) - Int(earlier.days) }

  /// Year, month and day of the civil calendar.
  package var parts: (year: Int, month: Int, day: Int) {
    // Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// 0 for Monday to 6 for Sunday.
  package var weekday: Int { ((Int(days) + 3) % 7 + 7) % 7 }

  private static func days(year: Int, month: Int, day: Int) -> Int32 {
    // Howard Hinnant, days_from_civil.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }
}

extension CivilDate: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  package var description: String {
    let (year, month, day) = parts
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }
}
