import STLSyntax
import Testing

struct LimitTests {
  @Test(arguments: ["[", "- ", "{a: ", "[a: "]) func `nesting has a limit`(opening: String) {
    let deep = String(repeating: opening, count: Limit.depth + 1)
    #expect(problems(deep).count == 1)
    #expect(problems(deep).first?.contains("unsupported: nested deeper than 64 levels") == true)
    checkWhole(Array(deep.utf8))
  }

  @Test func `the deepest nesting is read`() {
    let deep = String(repeating: "[", count: Limit.depth) + String(repeating: "]", count: Limit.depth)
    #expect(problems(deep) == [])
    #expect(problems("a: " + deep).count == 1)
  }

  @Test(arguments: ["[", "{", "- ", "a: ", "? ", "\"", "[\"", "'\n", "- \"\n", "&", "a:\n ", "{a: ", "- [\n"])
  func `ten thousand openings are one or a few problems`(opening: String) {
    let bytes = Array(String(repeating: opening, count: 10_000).utf8)
    #expect((1...Limit.problems).contains(SyntaxTree(bytes).problems.count))
    checkWhole(bytes)
  }

  @Test func `problems have a limit and the documents behind it stay whole`() {
    let bad = (0..<40).map { "a\($0): @b\n" }.joined()
    let tree = SyntaxTree(Array((bad + "---\na: b\n").utf8))
    #expect(tree.problems.count == Limit.problems)
    #expect(tree.documents.map(\.isBroken) == [true, false])
    let repeated = SyntaxTree(Array(String(repeating: "a: b\n", count: 40).utf8))
    #expect(repeated.problems.count == Limit.problems)
  }

  @Test func `a key has at most 1024 characters`() {
    let longest = String(repeating: "ü", count: Limit.keyCharacters)
    #expect(problems("\(longest): b") == [])
    #expect(problems("[\(longest): b]") == [])
    #expect(problems("\(longest)ü: b").first?.contains("unsupported: a key of more than 1024 characters") == true)
    #expect(problems("[\(longest)ü: b]").first?.contains("unsupported: a key of more than 1024 characters") == true)
    #expect(problems("{\(longest)ü: b}") == [])
  }
}
