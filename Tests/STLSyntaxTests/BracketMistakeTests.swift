import STLSyntax
import Testing

struct BracketMistakeTests {
  static let cases: [(yaml: String, problems: [String])] = [
    (
      "a: ]b",
      [
        "1:4-1:5 syntaxError: \"]\" without its opening bracket | way out: remove it, or quote the text"
      ]
    ),
    (
      "a: }",
      [
        "1:4-1:5 syntaxError: \"}\" without its opening bracket | way out: remove it, or quote the text"
      ]
    ),
    (
      "a: {{ b }}",
      [
        "1:4-1:11 syntaxError: template \"{{ b }}\" is not YAML | way out: fill the template in, or quote it: \"{{ b }}\""
      ]
    ),
    (
      "{{ b }}\na: c",
      [
        "1:1-1:8 syntaxError: template \"{{ b }}\" is not YAML | way out: fill the template in, or quote it: \"{{ b }}\""
      ]
    ),
    (
      "{{ b }}",
      [
        "1:1-1:8 syntaxError: template \"{{ b }}\" is not YAML | way out: fill the template in, or quote it: \"{{ b }}\""
      ]
    ),
    (
      "a: [b",
      [
        "1:4-1:5 syntaxError: this \"[\" is never closed | way out: close it with \"]\", or quote text that starts with \"[\""
      ]
    ),
    (
      "a: [b\nc: d",
      [
        "1:4-1:5 syntaxError: this \"[\" is never closed | way out: close it with \"]\", or quote text that starts with \"[\""
      ]
    ),
    (
      "a: {b: c\nd: e",
      [
        "1:4-1:5 syntaxError: this \"{\" is never closed | way out: close it with \"}\", or quote text that starts with \"{\""
      ]
    ),
    (
      "[a, b",
      [
        "1:1-1:2 syntaxError: this \"[\" is never closed | way out: close it with \"]\", or quote text that starts with \"[\""
      ]
    ),
    (
      "a: [b, c}",
      [
        "1:9-1:10 syntaxError: \"[\" is closed by \"}\" | note: the bracket opened here | way out: close it with \"]\""
      ]
    ),
    (
      "a: {b: c]",
      [
        "1:9-1:10 syntaxError: \"{\" is closed by \"]\" | note: the bracket opened here | way out: close it with \"}\""
      ]
    ),
    (
      "a: [b]]",
      [
        "1:7-1:8 syntaxError: \"]\" without its opening bracket | way out: remove it, or quote the text"
      ]
    ),
    (
      "[,a]",
      [
        "1:2-1:3 syntaxError: a comma with nothing before it | way out: remove it, or write \"\" for an empty value"
      ]
    ),
    (
      "[a,,b]",
      [
        "1:4-1:5 syntaxError: a comma with nothing before it | way out: remove it, or write \"\" for an empty value"
      ]
    ),
    (
      "{,}",
      [
        "1:2-1:3 syntaxError: a comma with nothing before it | way out: remove it, or write \"\" for an empty value"
      ]
    ),
    (
      "[\"a\" \"b\"]",
      [
        "1:6-1:9 syntaxError: no comma before \"\"b\"\" | way out: put a comma between items, or quotes around the text"
      ]
    ),
    (
      "{a: b: c}",
      [
        "1:6-1:7 syntaxError: a second colon in one item | way out: quote the text that holds a colon, or put a comma between items"
      ]
    ),
    (
      "[a: b: c]",
      [
        "1:6-1:7 syntaxError: a second colon in one item | way out: quote the text that holds a colon, or put a comma between items"
      ]
    ),
    (
      "[- a]",
      [
        "1:2-1:3 syntaxError: list item inside brackets | way out: separate items with commas and leave the dashes out"
      ]
    ),
    (
      "[-]",
      [
        "1:2-1:3 syntaxError: list item inside brackets | way out: separate items with commas and leave the dashes out"
      ]
    ),
    (
      "{a, - b}",
      [
        "1:5-1:6 syntaxError: list item inside brackets | way out: separate items with commas and leave the dashes out"
      ]
    ),
    (
      "a: [b,\nc]",
      [
        "2:1-2:3 syntaxError: this line inside \"[\" is not indented | way out: indent it by at least 1 space | note: the bracket opened here"
      ]
    ),
    (
      "a: [\n  b\n]",
      [
        "3:1-3:2 syntaxError: this line inside \"[\" is not indented | way out: indent it by at least 1 space | note: the bracket opened here"
      ]
    ),
    (
      "a: [b\n...\n",
      [
        "1:4-1:5 syntaxError: this \"[\" is never closed | way out: close it with \"]\", or quote text that starts with \"[\""
      ]
    ),
    (
      "{\"a\":\"b\"",
      [
        "1:1-1:2 syntaxError: this \"{\" is never closed | way out: close it with \"}\", or quote text that starts with \"{\""
      ]
    ),
    (
      "{\"a\":\"b\" \"c\":\"d\"}",
      [
        "1:10-1:17 syntaxError: no comma before \"\"c\":\"d\"\" | way out: put a comma between items, or quotes around the text"
      ]
    ),
    (
      "{\"a\":1,}}",
      [
        "1:9-1:10 syntaxError: \"}\" without its opening bracket | way out: remove it, or quote the text"
      ]
    ),
  ]

  @Test(arguments: cases) func `names mistakes with brackets and commas`(yaml: String, expected: [String]) {
    #expect(problems(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }
}
