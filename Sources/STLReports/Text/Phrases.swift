import STLRules
import STLText

/// Dates and counts as sentences need them.
enum Phrases {
  /// Said once where names stand for people.
  static let impliedPeople = "no file holds a `person:`, so every name is taken for one; the first `person:` ends that"

  private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  /// `Monday 23 November 2026`.
  static func longDay(_ date: CivilDate) -> String { weekdays[date.weekday] + " " + dateInWords(date) }

  /// `5 October`, with the year where it is not that of `today`.
  static func day(_ date: CivilDate, _ today: CivilDate) -> String {
    let (year, month, day) = date.parts
    return "\(day) \(monthNames[month - 1])" + (year == today.parts.year ? "" : " \(year)")
  }

  /// `31 Dec`, with the year from eleven months away on.
  static func shortDay(_ date: CivilDate, _ today: CivilDate) -> String {
    let (year, month, day) = date.parts
    let short = "\(day) \(monthNames[month - 1].prefix(3))"
    return abs(date.days(since: today)) < 330 ? short : short + " \(year)"
  }

  /// `1 error`, `5 errors`.
  static func count(_ count: Int, _ word: String, _ plural: String? = nil) -> String {
    "\(count) " + (count == 1 ? word : plural ?? word + "s")
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `text` as one word: no line breaks in it.
  static func whole(_ text: String) -> String { text.replacing(" ", with: "\u{A0}") }

  /// The first `count` characters of a commit's name.
  static func short(_ commit: String, _ count: Int = 7) -> String { String(commit.prefix(count)) }
}
