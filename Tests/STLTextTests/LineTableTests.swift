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

  @Test(arguments: ["", "\u{FEFF}", "first line\n"])
  func `columns of a line of any length are counted, and found again`(before: String) {
    let line = String(repeating: "aé港🚢", count: 400)
    let bytes = Array("\(before)\(line)\nlast".utf8)
    let table = LineTable(bytes.span)
    let start = before.utf8.count
    let number = before.hasSuffix("\n") ? 2 : 1
    var offset = start
    for (index, scalar) in line.unicodeScalars.enumerated() {
      for inside in 0..<UTF8.width(scalar) {
        let position = table.position(of: offset + inside, in: bytes)
        #expect(position == (number, index + 1))
      }
      #expect(table.offset(ofLine: number, column: index + 1, in: bytes) == offset)
      offset += UTF8.width(scalar)
    }
    #expect(table.position(of: offset, in: bytes) == (number, 1601))
    #expect(table.offset(ofLine: number, column: 1601, in: bytes) == offset)
    #expect(table.offset(ofLine: number, column: 9999, in: bytes) == offset)
    #expect(table.offset(ofLine: number + 1, column: 3, in: bytes) == offset + 3)
  }
}
