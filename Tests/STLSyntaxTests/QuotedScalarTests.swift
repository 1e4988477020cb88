import STLSyntax
import Testing

struct QuotedScalarTests {
  static let cases: [(yaml: String, events: String)] = [
    ("\"a\"", "\"a"),
    ("'a'", "'a"),
    ("'it''s'", "'it's"),
    ("\"a\\tb\\n\\\"\\\\\\/\"", "\"a\\tb\\n\"\\\\/"),
    ("\"\\0\\a\\b\\e\\f\\v\\r\"", "\"\\0\u{7}\\b\u{1B}\u{C}\u{B}\\r"),
    ("\"\\x41\\u00e9\\U0001F600\"", "\"Aé😀"),
    ("\"\\N\\_\\L\\P\"", "\"\u{85} \u{2028}\u{2029}"),
    ("\"\\ \"", "⟨\" ⟩"),
    ("\"a\n b\n\n c\"", "⟨\"a b\\nc⟩"),
    ("'a\n b\n\n c'", "⟨'a b\\nc⟩"),
    ("\"a  \n  b\"", "⟨\"a b⟩"),
    ("\"a\\\n   b\"", "\"ab"),
    ("\"a \\\n\n   b\"", "⟨\"a \\nb⟩"),
    ("\"a\\  \n b\"", "⟨\"a  b⟩"),
    ("\"a\\t  \n b\"", "⟨\"a\\t b⟩"),
    ("a: \"b\n  c\"\nd: e", "+MAP :a ⟨\"b c⟩ :d :e -MAP"),
    ("a: \"b\" # c", "+MAP :a \"b -MAP"),
    ("\"a\" : b", "+MAP \"a :b -MAP"),
    ("\"a\tb\"", "\"a\\tb"),
    ("\" a \"", "⟨\" a ⟩"),
    ("'\\n'", "'\\\\n"),
    ("\"#\"", "\"#"),
    ("\"a: b\": c", "+MAP ⟨\"a: b⟩ :c -MAP"),
    ("'a': 'b'", "+MAP 'a 'b -MAP"),
    ("- \"a\"\n- 'b'", "+SEQ \"a 'b -SEQ"),
    ("\"\n  foo\n \n  bar\n\"", "⟨\" foo\\nbar ⟩"),
    ("\"\\\ta\"", "\"\\ta"),
    ("''", "'"),
    ("\"\"", "\""),
    ("a: \"\"", "+MAP :a \" -MAP"),
    ("a: \"---\n  ...\"", "+MAP :a ⟨\"--- ...⟩ -MAP"),
    ("\"say 'x'\"", "⟨\"say 'x'⟩"),
    ("'say \"x\"'", "⟨'say \"x\"⟩"),
    ("a:\n  \"b\"\n", "+MAP :a \"b -MAP"),
    ("a: \"\\\\n\"", "+MAP :a \"\\\\n -MAP"),
    ("a: '  b\n  c  '", "+MAP :a ⟨'  b c  ⟩ -MAP"),
  ]

  @Test(arguments: cases) func `reads quoted scalars`(yaml: String, expected: String) {
    #expect(problems(yaml) == [])
    #expect(events(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }
}
