import STLSyntax
import STLText
import Testing

struct FrontMatterTests {
  static let cases: [(markdown: String, events: String?, body: String)] = [
    ("---\na: b\n---\n# Title\n", "+STR\n+DOC\n+MAP\n=VAL :a\n=VAL :b\n-MAP\n-DOC\n-STR\n", "# Title\n"),
    ("---\na: b\n...\ntext", "+STR\n+DOC\n+MAP\n=VAL :a\n=VAL :b\n-MAP\n-DOC\n-STR\n", "text"),
    ("\u{FEFF}--- \r\na: b\r\n---\r\ntext", "+STR\n+DOC\n+MAP\n=VAL :a\n=VAL :b\n-MAP\n-DOC\n-STR\n", "text"),
    ("---\n---\n", "+STR\n-STR\n", ""),
    ("---\na: b\n---", "+STR\n+DOC\n+MAP\n=VAL :a\n=VAL :b\n-MAP\n-DOC\n-STR\n", ""),
    ("---\na: b\n", nil, ""),
    ("---", nil, ""),
    ("", nil, ""),
    ("# Title\n---\na: b\n---\n", nil, ""),
    ("--- a\n---\n", nil, ""),
    ("...\na: b\n---\n", nil, ""),
    ("----\na: b\n---\n", nil, ""),
    ("\n---\na: b\n---\n", nil, ""),
  ]

  @Test(arguments: cases) func `is read from between its lines`(markdown: String, expected: String?, body: String) {
    let bytes = Array(markdown.utf8)
    let found = SyntaxTree.frontMatter(of: bytes)
    #expect(found.map { String(decoding: $0.tree.events, as: UTF8.self) } == expected)
    guard let found else { return }
    #expect(String(decoding: bytes[found.bodyStart...], as: UTF8.self) == body)
    #expect(found.tree.lines == LineTable(bytes.span))
    #expect(found.tree.sourceCount == bytes.count && found.tree.text.starts(with: bytes))
  }

  @Test func `places are those of the whole file`() {
    let bytes = Array("---\na: b\nc: @d\n---\n{{ not yaml\n".utf8)
    let tree = SyntaxTree.frontMatter(of: bytes)?.tree
    #expect(tree?.problems.map(\.place) == [12..<14])
    #expect(tree?.nodes.map(\.start) == [4, 4, 7, 9, 12])
    #expect(tree?.lines.position(of: 12, in: bytes).line == 3)
  }

  @Test func `the body may hold anything`() {
    let bytes = Array("---\na: b\n---\n<<<<<<< x\n".utf8) + [0xFF, 0x00]
    #expect(SyntaxTree.frontMatter(of: bytes)?.tree.problems == [])
    let bad = Array("---\na: ".utf8) + [0xFF] + Array("\n---\n".utf8)
    #expect(SyntaxTree.frontMatter(of: bad)?.tree.problems.map(\.kind) == [.notUTF8])
  }
}
