import STLSyntax
import Testing

struct CharacterTests {
  static let cases: [(yaml: String, problems: [String])] = [
    (
      "a: \u{0}b",
      [
        "1:4-1:5 syntaxError: character U+0000 (NUL) is not allowed in YAML | way out: remove it, or write it as an escape in double quotes"
      ]
    ),
    (
      "a: b\u{7}",
      [
        "1:5-1:6 syntaxError: character U+0007 is not allowed in YAML | way out: remove it, or write it as an escape in double quotes"
      ]
    ),
    (
      "a: \u{7F}",
      [
        "1:4-1:5 syntaxError: character U+007F (delete) is not allowed in YAML | way out: remove it, or write it as an escape in double quotes"
      ]
    ),
    (
      "a\u{FEFF}: b",
      [
        "1:2-1:3 syntaxError: character U+FEFF (byte order mark) is not allowed in YAML | way out: remove it, or write it as an escape in double quotes"
      ]
    ),
    (
      "a: b\n---\n\u{1}\n---\nc: d",
      [
        "3:1-3:2 syntaxError: character U+0001 is not allowed in YAML | way out: remove it, or write it as an escape in double quotes"
      ]
    ),
    (
      "a: \"\u{80}\"",
      [
        "1:5-1:6 syntaxError: character U+0080 is not allowed in YAML | way out: remove it, or write it as an escape in double quotes"
      ]
    ),
    (
      "a: ￿",
      [
        "1:4-1:5 syntaxError: character U+FFFF is not allowed in YAML | way out: remove it, or write it as an escape in double quotes"
      ]
    ),
  ]

  @Test(arguments: cases) func `refuses characters that YAML forbids`(yaml: String, expected: [String]) {
    #expect(problems(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }

  @Test func `every document with such a character is broken, however many come before`() {
    for count in [1, Limit.problems, 5000] {
      let bells = String(repeating: "\u{7}", count: count)
      let bytes = Array("a: \(bells)\n---\nb: bell\u{7}bell\n---\nc: d\n---\ne: \u{0}\n".utf8)
      let tree = SyntaxTree(bytes)
      #expect(tree.documents.map(\.isBroken) == [true, true, false, true])
      #expect(tree.problems.count == min(count + 2, Limit.problems))
      checkWhole(bytes)
    }
  }
}
