import STLSyntax
import Testing

struct RefusalTests {
  static let cases: [(yaml: String, problems: [String])] = [
    (
      "a: &b c",
      [
        "1:4-1:6 unsupported: anchor \"&b\" is not supported | way out: remove it and write the value where it is needed; quote text that starts with \"&\""
      ]
    ),
    (
      "a: *b",
      [
        "1:4-1:6 unsupported: alias \"*b\" is not supported | way out: write the value out, or quote it as text: \"*b\""
      ]
    ),
    (
      "a: !c d",
      [
        "1:4-1:6 unsupported: tag \"!c\" is not supported | way out: remove it, or quote it as text: \"!c d\""
      ]
    ),
    (
      "a: !!str d",
      [
        "1:4-1:9 unsupported: tag \"!!str\" is not supported | way out: remove it, or quote it as text: \"!!str d\""
      ]
    ),
    (
      "<<: *b",
      [
        "1:1-1:3 unsupported: merge key \"<<\" is not supported | way out: write the merged keys out"
      ]
    ),
    (
      "<<: b",
      [
        "1:1-1:3 unsupported: merge key \"<<\" is not supported | way out: write the merged keys out"
      ]
    ),
    (
      "? a\n: b",
      [
        "1:1-1:2 unsupported: complex key \"? \" is not supported | way out: write \"key: value\""
      ]
    ),
    (
      "[? a : b]",
      [
        "1:2-1:3 unsupported: complex key \"? \" is not supported | way out: write \"key: value\""
      ]
    ),
    (
      "{? a : b}",
      [
        "1:2-1:3 unsupported: complex key \"? \" is not supported | way out: write \"key: value\""
      ]
    ),
    (
      "%YAML 1.2\n---\na: b",
      [
        "1:1-1:10 unsupported: directive \"%YAML 1.2\" is not supported | way out: remove the line; a \"%\" that is meant as text needs quotes"
      ]
    ),
    (
      "%TAG ! x\na: b",
      [
        "1:1-1:9 unsupported: directive \"%TAG ! x\" is not supported | way out: remove the line; a \"%\" that is meant as text needs quotes"
      ]
    ),
    (
      "[a]: b",
      [
        "1:1-1:4 unsupported: a list or mapping as a key is not supported | way out: use text as the key"
      ]
    ),
    (
      "{a: b}: c",
      [
        "1:1-1:7 unsupported: a list or mapping as a key is not supported | way out: use text as the key"
      ]
    ),
    (
      "- {a: b}: c",
      [
        "1:3-1:9 unsupported: a list or mapping as a key is not supported | way out: use text as the key"
      ]
    ),
    (
      "[[a]: b]",
      [
        "1:2-1:5 unsupported: a list or mapping as a key is not supported | way out: use text as the key"
      ]
    ),
    (
      "{[a]: b}",
      [
        "1:2-1:3 unsupported: a list or mapping as a key is not supported | way out: use text as the key"
      ]
    ),
    (
      "&a b: c",
      [
        "1:1-1:3 unsupported: anchor \"&a\" is not supported | way out: remove it and write the value where it is needed; quote text that starts with \"&\""
      ]
    ),
    (
      "- *.go",
      [
        "1:3-1:7 unsupported: alias \"*.go\" is not supported | way out: write the value out, or quote it as text: \"*.go\""
      ]
    ),
    (
      "a: **b**",
      [
        "1:4-1:9 unsupported: alias \"**b**\" is not supported | way out: write the value out, or quote it as text: \"**b**\""
      ]
    ),
    (
      "a:\n\tb: c",
      [
        "2:1-2:2 unsupported: tab used as indentation | way out: indent with spaces"
      ]
    ),
    (
      "a:\n  b: c\n\td: e",
      [
        "3:1-3:2 unsupported: tab used as indentation | way out: indent with spaces"
      ]
    ),
    (
      "\ta: b",
      [
        "1:1-1:3 unsupported: tab used as indentation | way out: indent with spaces"
      ]
    ),
    (
      "a:\n\t- b",
      [
        "2:1-2:2 unsupported: tab used as indentation | way out: indent with spaces"
      ]
    ),
    (
      "a: b\n\tc",
      [
        "2:1-2:2 unsupported: tab used as indentation | way out: indent with spaces"
      ]
    ),
    (
      "-\t- a",
      [
        "1:2-1:3 unsupported: tab used as indentation | way out: indent with spaces"
      ]
    ),
    (
      "-\ta: b",
      [
        "1:2-1:4 unsupported: tab used as indentation | way out: indent with spaces"
      ]
    ),
    (
      "- a\n\t- b",
      [
        "2:1-2:2 unsupported: tab used as indentation | way out: indent with spaces"
      ]
    ),
    (
      "a: \"b\n\tc\"",
      [
        "2:1-2:2 unsupported: tab used as indentation inside quoted text | way out: indent with spaces"
      ]
    ),
    (
      "a: [b,\n\tc]",
      [
        "2:1-2:2 unsupported: tab used as indentation | way out: indent with spaces"
      ]
    ),
    (
      "a: |\n  b\n\t\nc: d",
      [
        "3:1-3:2 unsupported: tab used as indentation below a block of text | way out: indent with spaces, or leave the line empty"
      ]
    ),
    (
      "a: |\n\tb",
      [
        "2:1-2:2 unsupported: tab used as indentation below a block of text | way out: indent with spaces, or leave the line empty"
      ]
    ),
    (
      "--- |2\n  a\n",
      [
        "1:5-1:7 unsupported: an indentation number at the root of a document is not supported | way out: leave the number out, or put the text under a key"
      ]
    ),
    (
      "a: b\n  \tc: d",
      [
        "2:3-2:4 unsupported: tab used as indentation | way out: indent with spaces"
      ]
    ),
  ]

  @Test(arguments: ["{b: c}", "[b]"]) func `a collection is no later key either`(key: String) {
    let expected = "2:1-2:\(key.count + 1) unsupported: a list or mapping as a key is not supported"
    #expect(problems("a: b\n\(key): d").map { $0.hasPrefix(expected) } == [true])
  }

  @Test(arguments: cases) func `refuses by name what the subset leaves out`(yaml: String, expected: [String]) {
    #expect(problems(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }
}
