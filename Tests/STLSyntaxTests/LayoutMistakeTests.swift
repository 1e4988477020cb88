import STLSyntax
import Testing

struct LayoutMistakeTests {
  static let cases: [(yaml: String, problems: [String])] = [
    (
      "a: b\nc:d",
      [
        "2:1-2:4 syntaxError: no space after the colon in \"c:d\" | way out: write c: d"
      ]
    ),
    (
      "a:b\nc: d",
      [
        "1:1-1:4 syntaxError: no space after the colon in \"a:b\" | way out: write a: b"
      ]
    ),
    (
      "name:\"x\"\npaths:\n- y",
      [
        "1:1-1:9 syntaxError: no space after the colon in \"name:\"x\"\" | way out: write name: \"x\""
      ]
    ),
    (
      "- a\n-b",
      [
        "2:1-2:3 syntaxError: no space after the dash in \"-b\" | way out: write - b"
      ]
    ),
    (
      "a:\n  - b\n  -c",
      [
        "3:3-3:5 syntaxError: no space after the dash in \"-c\" | way out: write - c"
      ]
    ),
    (
      "a: b\nc",
      [
        "2:1-2:2 syntaxError: \"c\" is no key: it has no colon | way out: write \"key: value\"; text that goes on from the line above is indented more than its key"
      ]
    ),
    (
      "a: b\nc\nd: e",
      [
        "2:1-2:2 syntaxError: \"c\" is no key: it has no colon | way out: write \"key: value\"; text that goes on from the line above is indented more than its key"
      ]
    ),
    (
      "a\nb: c",
      [
        "1:1-1:2 syntaxError: \"a\" is no key: it has no colon | way out: write \"key: value\"; text that goes on from the line above is indented more than its key"
      ]
    ),
    (
      "a: - b",
      [
        "1:4-1:5 syntaxError: a list on the line of its key | way out: start the list on the next line, or write [a, b]"
      ]
    ),
    (
      "--- a: b",
      [
        "1:5-1:7 syntaxError: a mapping on the line of \"---\" | way out: start the mapping on the next line"
      ]
    ),
    (
      "--- - b",
      [
        "1:5-1:6 syntaxError: a list on the line of \"---\" | way out: start the list on the next line, or write [a, b]"
      ]
    ),
    (
      "++a\n++b: c",
      [
        "1:1-1:4 syntaxError: \"++a\" looks like a line of a patch | way out: remove the plus signs at the start of the lines"
      ]
    ),
    (
      "a:\n   b: c\n  d: e",
      [
        "3:3-3:7 syntaxError: wrong indentation: 2 spaces before \"d: e\" | way out: indent it by 3 spaces like \"b: c\" in line 2 | way out: start it in the first column like \"a:\" in line 1"
      ]
    ),
    (
      "a: b\n  c: d",
      [
        "2:3-2:7 syntaxError: wrong indentation: 2 spaces before \"c: d\" | way out: start it in the first column like \"a: b\" in line 1"
      ]
    ),
    (
      "a: \"b\"\n  c: d",
      [
        "2:3-2:7 syntaxError: wrong indentation: 2 spaces before \"c: d\" | way out: start it in the first column like \"a: \"b\"\" in line 1"
      ]
    ),
    (
      "a:\n  - b\n c: d",
      [
        "3:2-3:6 syntaxError: wrong indentation: 1 space before \"c: d\" | way out: start it in the first column like \"a:\" in line 1"
      ]
    ),
    (
      "a:\n  - b\n - c",
      [
        "3:2-3:5 syntaxError: wrong indentation: 1 space before \"- c\" | way out: indent it by 2 spaces like \"- b\" in line 2"
      ]
    ),
    (
      "- \"a\"\n  - b\n",
      [
        "2:3-2:6 syntaxError: wrong indentation: 2 spaces before \"- b\" | way out: start it in the first column like \"- \"a\"\" in line 1"
      ]
    ),
    (
      "a:\n- \"b\"\n  - c",
      [
        "3:3-3:6 syntaxError: wrong indentation: 2 spaces before \"- c\" | way out: start it in the first column like \"- \"b\"\" in line 2"
      ]
    ),
    (
      "a:\n  b: c\n   d: e",
      [
        "3:4-3:8 syntaxError: wrong indentation: 3 spaces before \"d: e\" | way out: indent it by 2 spaces like \"b: c\" in line 2"
      ]
    ),
    (
      "- a: b\n   c: d",
      [
        "2:4-2:8 syntaxError: wrong indentation: 3 spaces before \"c: d\" | way out: indent it by 2 spaces like \"a: b\" in line 1"
      ]
    ),
    (
      "- a: b\n c: d",
      [
        "2:2-2:6 syntaxError: wrong indentation: 1 space before \"c: d\" | way out: indent it by 2 spaces like \"a: b\" in line 1"
      ]
    ),
    (
      "a:\n  - b\n  c: d",
      [
        "3:3-3:7 syntaxError: wrong indentation: 2 spaces before \"c: d\" | way out: start it in the first column like \"a:\" in line 1"
      ]
    ),
    (
      "a:\n  - b: c\n    - d",
      [
        "3:5-3:8 syntaxError: list item \"- d\" among the keys of a mapping | way out: indent it by 2 spaces like \"- b: c\" in line 2"
      ]
    ),
    (
      "- a\nb: c",
      [
        "2:1-2:5 syntaxError: key \"b: c\" after a list: a document is a list or a mapping | way out: put the list under a key, or separate documents with \"---\""
      ]
    ),
    (
      "a: b\n- c",
      [
        "2:1-2:4 syntaxError: list item \"- c\" among the keys of a mapping | way out: put the list under a key of its own"
      ]
    ),
    (
      "a:\n  - b\n  c",
      [
        "3:3-3:4 syntaxError: list item \"c\" has no dash | way out: write - c"
      ]
    ),
    (
      "a: b\n\"c\"",
      [
        "2:1-2:4 syntaxError: \"\"c\"\" is no key: it has no colon | way out: write \"key: value\"; text that goes on from the line above is indented more than its key"
      ]
    ),
    (
      "a: b\n[c]",
      [
        "2:1-2:4 syntaxError: \"[c]\" is no key: it has no colon | way out: write \"key: value\"; text that goes on from the line above is indented more than its key"
      ]
    ),
    (
      "- word\n    key: value",
      [
        "2:5-2:15 syntaxError: key \"key\" under the text \"word\" | way out: write \"word:\" in line 1 if it is a key"
      ]
    ),
    (
      "a:\n  - word\n    key: value",
      [
        "3:5-3:15 syntaxError: key \"key\" under the text \"word\" | way out: write \"word:\" in line 2 if it is a key | way out: start it in the first column like \"a:\" in line 1"
      ]
    ),
    (
      "a: b\n---\n",
      [
        "2:1-2:4 syntaxError: nothing follows this \"---\" | way out: remove the line: \"---\" starts a document and does not end one"
      ]
    ),
    (
      "a: b\n=======\nc: d",
      [
        "2:1-2:8 conflictMarker: unresolved merge conflict | way out: keep one side and remove the lines with \"<<<<<<<\", \"=======\" and \">>>>>>>\""
      ]
    ),
    (
      "a = b\nc: d",
      [
        "1:1-1:6 syntaxError: an equals sign where a colon belongs in \"a = b\" | way out: write a: b"
      ]
    ),
    (
      "a: b #c\n  d",
      [
        "2:3-2:4 syntaxError: \"d\" belongs to nothing: the value above it is complete | way out: put \"# \" before it to make it a comment, or remove it"
      ]
    ),
    (
      "a:\n- b\n-c\nd: e",
      [
        "3:1-3:3 syntaxError: no space after the dash in \"-c\" | way out: write - c"
      ]
    ),
    (
      "a:\n  b\n  c: d",
      [
        "2:3-2:4 syntaxError: \"b\" is no key: it has no colon | way out: write \"key: value\"; text that goes on from the line above is indented more than its key"
      ]
    ),
  ]

  @Test(arguments: cases) func `names mistakes of layout`(yaml: String, expected: [String]) {
    #expect(problems(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }
}
