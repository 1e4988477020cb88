import STLSyntax
import Testing

struct DuplicateKeyTests {
  static let cases: [(yaml: String, problems: [String])] = [
    (
      "a: b\na: c",
      ["2:1-2:2 duplicateKey: key \"a\" is given twice | note: the first is here | way out: keep one of the two"]
    ),
    (
      "a: b\n\"a\": c",
      ["2:1-2:4 duplicateKey: key \"a\" is given twice | note: the first is here | way out: keep one of the two"]
    ),
    (
      "a: b\n\"\\x61\": c",
      ["2:1-2:7 duplicateKey: key \"a\" is given twice | note: the first is here | way out: keep one of the two"]
    ),
    (
      "\"\\x61\": b\n'a': c",
      ["2:1-2:4 duplicateKey: key \"a\" is given twice | note: the first is here | way out: keep one of the two"]
    ),
    (
      "{a: b, a: c}",
      ["1:8-1:9 duplicateKey: key \"a\" is given twice | note: the first is here | way out: keep one of the two"]
    ),
    (
      "- a:\n    b: c\n    b: d",
      ["3:5-3:6 duplicateKey: key \"b\" is given twice | note: the first is here | way out: keep one of the two"]
    ),
    (
      ": a\n: b",
      ["2:1-2:1 duplicateKey: key \"\" is given twice | note: the first is here | way out: keep one of the two"]
    ),
  ]

  @Test(arguments: cases) func `refuses a key that is given twice`(yaml: String, expected: [String]) {
    #expect(problems(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }

  @Test func `points at the first`() {
    let tree = SyntaxTree(Array("x: 1\na: b\na: c".utf8))
    #expect(tree.problems.first?.hints.first?.place == 5..<6)
    #expect(tree.documents.first?.isBroken == true)
  }

  @Test func `finds it among many keys`() {
    let keys = (0..<500).map { "key\($0): 1\n" }.joined()
    #expect(problems(keys) == [])
    #expect(problems(keys + "key0: 2\n").count == 1)
    #expect(problems(keys + "\"key\\x34\\x39\\x39\": 2\n").count == 1)
    #expect(problems("{" + (0..<500).map { "key\($0), " }.joined() + "key250}").count == 1)
  }

  @Test func `the same key in other mappings is fine`() {
    #expect(problems("a:\n  a:\n    a: b\nb:\n  a: c\n---\na: b") == [])
  }

  @Test func `keys that are repeated behind another mistake are not reported`() {
    #expect(problems("a: b\nc: \"---\na: b\n").map { $0.prefix(3) } == ["2:4"])
  }
}
