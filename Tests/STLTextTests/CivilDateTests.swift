import STLText
import Testing

@Suite struct CivilDateTests {
  @Test func `days and dates are each other's inverse for eight hundred years`() throws {
    var previous = try #require(CivilDate("1600-01-01"))
    for step in 1...292_194 {
      let date = CivilDate(days: previous.days + 1)
      let (year, month, day) = date.parts
      if step % 97 == 0 { #expect(CivilDate(year: year, month: month, day: day) == date) }
      #expect(date.weekday == (previous.weekday + 1) % 7)
      previous = date
    }
    #expect(previous.description == "2400-01-01")
  }

  @Test(arguments: [
    ("2026-11-23", 20_780, 0), ("1970-01-01", 0, 3), ("2024-02-29", 19_782, 3), ("0001-01-01", -719_162, 0),
  ])
  func `reads a date`(text: String, days: Int32, weekday: Int) throws {
    let date = try #require(CivilDate(text))
    #expect(date.days == days)
    #expect(date.description == text)
    #expect(date.weekday == weekday)
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-01", "2026-1-1", "2026-01-01 ", "26-01-01", "2026/01/01", "", "0000-01-01",
    "2026-01-32", "２026-01-01",
  ])
  func `refuses what is no date`(text: String) { #expect(CivilDate(text) == nil) }
}
