import STLText
import Testing

@Suite struct LineTableTests {
  @Test(arguments: [
    ("a\nbc\n", 2, 2, 1), ("a\r\nbc", 3, 2, 1), ("a\rbc", 3, 2, 2), ("å\tb", 3, 1, 3), ("\u{FEFF}ab", 4, 1, 2),
    ("", 0, 1, 1), ("ab", 2, 1, 3),
  ])
  func `finds line and column in scalars`(text: String, offset: Int, line: Int, column: Int) {
    let bytes = Array(text.utf8)
    let position = LineTable(bytes.span).position(of: offset, in: bytes)
    #expect(position.line == line)
    #expect(position.column == column)
  }

  @Test func `gives lines without their breaks`() {
    let bytes = Array("one\r\ntwo\n\nfour".utf8)
    let table = LineTable(bytes.span)
    let lines = (0...5).map { String(decoding: table.text(ofLine: $0, in: bytes), as: UTF8.self) }
    #expect(lines == ["", "one", "two", "", "four", ""])
  }
}
