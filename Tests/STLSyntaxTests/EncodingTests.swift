import STLSyntax
import Testing

struct EncodingTests {
  static let invalid: [(bytes: [UInt8], offset: Int)] = [
    ([0x61, 0xFF], 1), ([0x80], 0), ([0xC0, 0x80], 0), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
    ([0xF5, 0x80, 0x80, 0x80], 0),
    ([0x61, 0xC3], 1), ([0x61, 0x0A, 0xE2, 0x82], 2), ([0xF0, 0x9F, 0x98], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
  ]

  @Test(arguments: invalid) func `is one problem at the first byte that is not UTF-8`(bytes: [UInt8], offset: Int) {
    let tree = SyntaxTree(bytes)
    #expect(tree.problems.map(\.kind) == [.notUTF8])
    #expect(tree.problems.first?.place == offset..<offset + 1)
    #expect(tree.documents.isEmpty && tree.nodes.isEmpty)
    checkWhole(bytes)
  }

  @Test func `knows UTF-16 by its mark`() {
    #expect(
      problems([0xFF, 0xFE, 0x61, 0x00]) == [
        "1:1-1:2 notUTF8: this byte is not UTF-8 | way out: the file is UTF-16: save it as UTF-8"
      ])
  }

  @Test func `a byte order mark is no content`() {
    let tree = SyntaxTree([0xEF, 0xBB, 0xBF] + Array("a: b".utf8))
    #expect(tree.nodes.first?.start == 3)
    #expect(tree.problems == [])
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func `every line break is read`(lineBreak: String) {
    let yaml = ["a: |", "  b", "  c", "d: 'e", "  f'", "g: h"].joined(separator: lineBreak)
    #expect(events(yaml) == "+MAP :a |b\\nc\\n :d ⟨'e f⟩ :g :h -MAP")
    checkWhole(Array(yaml.utf8))
  }
}
