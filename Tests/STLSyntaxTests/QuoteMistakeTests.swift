import STLSyntax
import Testing

struct QuoteMistakeTests {
  static let cases: [(yaml: String, problems: [String])] = [
    (
      "title: DRA: Device",
      [
        "1:8-1:19 syntaxError: \": \" inside an unquoted value | way out: quote the value: title: \"DRA: Device\""
      ]
    ),
    (
      "- a: b: c",
      [
        "1:6-1:10 syntaxError: \": \" inside an unquoted value | way out: quote the value: - a: \"b: c\""
      ]
    ),
    (
      "a: b: \"c\"",
      [
        "1:4-1:10 syntaxError: \": \" inside an unquoted value | way out: quote the value: a: 'b: \"c\"'"
      ]
    ),
    (
      "a: \"b\": c",
      [
        "1:7-1:8 syntaxError: text after the closing quote | way out: quote the whole value, or give each key its own line"
      ]
    ),
    (
      "- \"@a\" (only for GA)",
      [
        "1:8-1:21 syntaxError: text after the closing quote: \"(only for GA)\" | way out: remove it or move it inside the quotes | way out: or make it a comment: - \"@a\" # (only for GA)"
      ]
    ),
    (
      "a: \"b\" c",
      [
        "1:8-1:9 syntaxError: text after the closing quote: \"c\" | way out: remove it or move it inside the quotes | way out: or make it a comment: a: \"b\" # c"
      ]
    ),
    (
      "a: \"b\" \"c\"",
      [
        "1:8-1:11 syntaxError: text after the closing quote: \"\"c\"\" | way out: escape a quote inside the text: \\\""
      ]
    ),
    (
      "- \"a\", \"b\"",
      [
        "1:3-1:11 syntaxError: several values on one line | way out: give each value its own line with a dash"
      ]
    ),
    (
      "a: \"b\", \"c\"",
      [
        "1:4-1:12 syntaxError: several values on one line | way out: make it a list: a: [\"b\", \"c\"]"
      ]
    ),
    (
      "a: 'it's b'",
      [
        "1:8-1:12 syntaxError: text after the closing quote: \"s b'\" | way out: double a quote inside the text: ''"
      ]
    ),
    (
      "a: @b",
      [
        "1:4-1:6 syntaxError: unquoted \"@\" at the start of a value | way out: quote it: \"@b\""
      ]
    ),
    (
      "- @b",
      [
        "1:3-1:5 syntaxError: unquoted \"@\" at the start of a value | way out: quote it: \"@b\""
      ]
    ),
    (
      "- `b`",
      [
        "1:3-1:6 syntaxError: unquoted \"`\" at the start of a value | way out: quote it: \"`b`\""
      ]
    ),
    (
      "a: %b",
      [
        "1:4-1:6 syntaxError: unquoted \"%\" at the start of a value | way out: quote it: \"%b\""
      ]
    ),
    (
      "a: ,b",
      [
        "1:4-1:5 syntaxError: \",\" at the start of a value | way out: remove it, or quote the text"
      ]
    ),
    (
      "a: \"b",
      [
        "1:4-1:5 syntaxError: this quote (\") is never closed | way out: close it: \"b\""
      ]
    ),
    (
      "a: \"b\nc: d",
      [
        "1:4-1:5 syntaxError: this quote (\") is never closed | way out: close it: \"b\""
      ]
    ),
    (
      "a: 'b\nc: d",
      [
        "1:4-1:5 syntaxError: this quote (') is never closed | way out: close it: 'b'"
      ]
    ),
    (
      "- \"a\n- b",
      [
        "1:3-1:4 syntaxError: this quote (\") is never closed | way out: close it: \"a\""
      ]
    ),
    (
      "a: [\"b, c]",
      [
        "1:5-1:6 syntaxError: this quote (\") is never closed | way out: close it: \"b, c]\""
      ]
    ),
    (
      "a: \"b\nc\"\nd: e",
      [
        "2:1-2:3 syntaxError: quoted text goes on at the left of its key | way out: indent the line more than its key, or close the quote in line 1"
      ]
    ),
    (
      "a: \"b\n---\nc",
      [
        "1:4-1:5 syntaxError: this quote (\") is never closed | way out: close it: \"b\""
      ]
    ),
    (
      "[a\n: b]",
      [
        "2:1-2:2 syntaxError: a colon on another line than its key | way out: write key and colon on one line"
      ]
    ),
    (
      "[\"a\"\n:b]",
      [
        "2:1-2:2 syntaxError: a colon on another line than its key | way out: write key and colon on one line"
      ]
    ),
    (
      "[@a]",
      [
        "1:2-1:4 syntaxError: unquoted \"@\" at the start of a value | way out: quote it: \"@a\""
      ]
    ),
    (
      "[*a]",
      [
        "1:2-1:4 unsupported: alias \"*a\" is not supported | way out: write the value out, or quote it as text: \"*a\""
      ]
    ),
    (
      "[&a b]",
      [
        "1:2-1:4 unsupported: anchor \"&a\" is not supported | way out: remove it and write the value where it is needed; quote text that starts with \"&\""
      ]
    ),
    (
      "[!t a]",
      [
        "1:2-1:4 unsupported: tag \"!t\" is not supported | way out: remove it, or quote it as text: \"!t a\""
      ]
    ),
    (
      "a: [b]#c",
      [
        "1:7-1:8 syntaxError: no space before \"#\" | way out: put a space before \"#\" to start a comment, or quote the text"
      ]
    ),
    (
      "[a,#b\n]",
      [
        "1:4-1:5 syntaxError: no space before \"#\" | way out: put a space before \"#\" to start a comment, or quote the text"
      ]
    ),
    (
      "a: \"b\"#c",
      [
        "1:7-1:8 syntaxError: no space before \"#\" | way out: put a space before \"#\" to start a comment, or quote the text"
      ]
    ),
    (
      "a: |x\n  b",
      [
        "1:4-1:6 syntaxError: text on the line of \"|\" | way out: start the text on the next line | way out: or quote it: \"|x\""
      ]
    ),
    (
      "a: | b",
      [
        "1:4-1:7 syntaxError: text on the line of \"|\" | way out: start the text on the next line | way out: or quote it: \"| b\""
      ]
    ),
    (
      "a: >#c\n  b",
      [
        "1:5-1:6 syntaxError: no space before \"#\" | way out: put a space before \"#\" to start a comment, or quote the text"
      ]
    ),
    (
      "a: |0\n b",
      [
        "1:4-1:6 syntaxError: unknown indicators in \"|0\" | way out: write at most one digit from 1 to 9 and one of \"+\" and \"-\" behind \"|\""
      ]
    ),
    (
      "a: |++\n b",
      [
        "1:4-1:7 syntaxError: unknown indicators in \"|++\" | way out: write at most one digit from 1 to 9 and one of \"+\" and \"-\" behind \"|\""
      ]
    ),
    (
      "a: |\n    \n  b",
      [
        "2:1-2:5 syntaxError: a blank line with more spaces than the text below it | way out: remove its spaces"
      ]
    ),
    (
      "\"a\\qb\"",
      [
        "1:3-1:5 syntaxError: unknown escape \"\\q\" in double quotes | way out: write \"\\\\q\" for a backslash, or use single quotes"
      ]
    ),
    (
      "\"\\xZZ\"",
      [
        "1:2-1:4 syntaxError: escape without 2 hexadecimal digits | way out: write 2 digits, or \"\\\\\" for a backslash"
      ]
    ),
    (
      "\"\\uD83D\\uDE00\"",
      [
        "1:2-1:8 syntaxError: escape \"\\uD83D\" is no character | way out: write the character itself, or \"\\U\" and its eight hexadecimal digits"
      ]
    ),
    (
      "\"a\\'b\"",
      [
        "1:3-1:5 syntaxError: unknown escape \"\\'\" in double quotes | way out: write ' without a backslash"
      ]
    ),
    (
      "\"a\" b",
      [
        "1:5-1:6 syntaxError: text after the closing quote: \"b\" | way out: remove it or move it inside the quotes | way out: or make it a comment: \"a\" # b"
      ]
    ),
    (
      "[a] b",
      [
        "1:5-1:6 syntaxError: text after the value: \"b\" | way out: make it a comment: [a] # b"
      ]
    ),
    (
      "\"a\nb\": c",
      [
        "1:1-2:3 syntaxError: a key over several lines | way out: write the key on one line"
      ]
    ),
    (
      "\"a\n b\": c",
      [
        "1:1-2:4 syntaxError: a key over several lines | way out: write the key on one line"
      ]
    ),
    (
      "a: b\n'c\n d': e",
      [
        "2:1-3:4 syntaxError: a key over several lines | way out: write the key on one line"
      ]
    ),
    (
      "a: b\n... c",
      [
        "2:5-2:6 syntaxError: text after the value: \"c\" | way out: make it a comment: ... # c"
      ]
    ),
    (
      "a\n... c\nb",
      [
        "2:5-2:6 syntaxError: text after the value: \"c\" | way out: make it a comment: ... # c"
      ]
    ),
    (
      "a: b\n%c",
      [
        "2:1-2:3 syntaxError: unquoted \"%\" at the start of a value | way out: quote it: \"%c\""
      ]
    ),
    (
      "a: b\n@c: d",
      [
        "2:1-2:6 syntaxError: unquoted \"@\" at the start of a value | way out: quote it: \"@c: d\""
      ]
    ),
    (
      "- a: \"b\n- c: d",
      [
        "1:6-1:7 syntaxError: this quote (\") is never closed | way out: close it: \"b\""
      ]
    ),
    (
      "- \"---\na: b",
      [
        "1:3-1:4 syntaxError: this quote (\") is never closed | way out: write \"---\" at the start of a line of its own, without the quote"
      ]
    ),
    (
      "a: “b: c”",
      [
        "1:4-1:10 syntaxError: \": \" inside an unquoted value | way out: quote the value: a: \"“b: c”\""
      ]
    ),
    (
      ": a: b",
      [
        "1:3-1:7 syntaxError: \": \" inside an unquoted value | way out: quote the value: : \"a: b\""
      ]
    ),
    (
      "a: 'b",
      [
        "1:4-1:5 syntaxError: this quote (') is never closed | way out: close it: 'b'"
      ]
    ),
    (
      "\"a",
      [
        "1:1-1:2 syntaxError: this quote (\") is never closed | way out: close it: \"a\""
      ]
    ),
    (
      "'a",
      [
        "1:1-1:2 syntaxError: this quote (') is never closed | way out: close it: 'a'"
      ]
    ),
    (
      "a: \"",
      [
        "1:4-1:5 syntaxError: this quote (\") is never closed | way out: close it: \"\""
      ]
    ),
    (
      "a: [\"",
      [
        "1:5-1:6 syntaxError: this quote (\") is never closed | way out: close it: \"\""
      ]
    ),
    (
      "a: \"b\" # ok\nb: \"c\"x",
      [
        "2:7-2:8 syntaxError: text after the closing quote: \"x\" | way out: remove it or move it inside the quotes | way out: or make it a comment: b: \"c\" # x"
      ]
    ),
  ]

  @Test(arguments: cases) func `names mistakes with quotes and values`(yaml: String, expected: [String]) {
    #expect(problems(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }
}
