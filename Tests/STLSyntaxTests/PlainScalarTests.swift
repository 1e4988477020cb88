import STLSyntax
import Testing

struct PlainScalarTests {
  static let cases: [(yaml: String, events: String)] = [
    ("a", ":a"),
    ("a b", "⟨:a b⟩"),
    ("a  b ", "⟨:a  b⟩"),
    ("a\nb", "⟨:a b⟩"),
    ("a\n b\n\n\nc", "⟨:a b\\n\\nc⟩"),
    ("a: b", "+MAP :a :b -MAP"),
    ("a: b c  # comment", "+MAP :a ⟨:b c⟩ -MAP"),
    ("a: b #c", "+MAP :a :b -MAP"),
    ("a: b#c", "+MAP :a :b#c -MAP"),
    ("a: #c\n", "+MAP :a : -MAP"),
    ("a:\n  b\n  c", "+MAP :a ⟨:b c⟩ -MAP"),
    ("a:\n  b\n\n  c\n  d\ne: f", "+MAP :a ⟨:b\\nc d⟩ :e :f -MAP"),
    ("a: http://x.org:80/#top", "+MAP :a :http://x.org:80/#top -MAP"),
    ("a: x:y", "+MAP :a :x:y -MAP"),
    ("a: -1", "+MAP :a :-1 -MAP"),
    ("a: --- b", "+MAP :a ⟨:--- b⟩ -MAP"),
    ("a: ?x", "+MAP :a :?x -MAP"),
    ("a: :x", "+MAP :a ::x -MAP"),
    ("- :x", "+SEQ ::x -SEQ"),
    ("- -x", "+SEQ :-x -SEQ"),
    ("a: b, c [d] {e}", "+MAP :a ⟨:b, c [d] {e}⟩ -MAP"),
    ("a: 10:30", "+MAP :a :10:30 -MAP"),
    ("no: no", "+MAP :no :no -MAP"),
    ("\"a\": 'b'", "+MAP \"a 'b -MAP"),
    ("a : b", "+MAP :a :b -MAP"),
    ("a:\tb", "+MAP :a :b -MAP"),
    ("a: b\t# c", "+MAP :a :b -MAP"),
    ("- a\n# c\n- b", "+SEQ :a :b -SEQ"),
    ("é: ü", "+MAP :é :ü -MAP"),
    ("a: b\u{85}c", "+MAP :a :b\u{85}c -MAP"),
    ("a\u{2028}b: c", "+MAP :a\u{2028}b :c -MAP"),
    ("word one\n - two", "⟨:word one - two⟩"),
    ("a: # c\n  b", "+MAP :a :b -MAP"),
    ("a:\n  # c\n  b", "+MAP :a :b -MAP"),
    ("a:\n  - b\n   c", "+MAP :a +SEQ ⟨:b c⟩ -SEQ -MAP"),
    ("$x: <y", "+MAP :$x :<y -MAP"),
    ("a: b & c * d ! e", "+MAP :a ⟨:b & c * d ! e⟩ -MAP"),
    ("a: b | c", "+MAP :a ⟨:b | c⟩ -MAP"),
    ("=: x", "+MAP := :x -MAP"),
    ("<: y", "+MAP :< :y -MAP"),
    ("a: x%", "+MAP :a :x% -MAP"),
    ("a:\n\n\n  b", "+MAP :a :b -MAP"),
    ("- a\n\n- b\n", "+SEQ :a :b -SEQ"),
  ]

  @Test(arguments: cases) func `reads plain scalars`(yaml: String, expected: String) {
    #expect(problems(yaml) == [])
    #expect(events(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }
}
