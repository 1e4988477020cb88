import STLSyntax
import Testing

struct FlowCollectionTests {
  static let cases: [(yaml: String, events: String)] = [
    ("[]", "+SEQ [] -SEQ"),
    ("{}", "+MAP {} -MAP"),
    ("[a]", "+SEQ [] :a -SEQ"),
    ("[a, b]", "+SEQ [] :a :b -SEQ"),
    ("[a, b, ]", "+SEQ [] :a :b -SEQ"),
    ("[a b, c]", "+SEQ [] ⟨:a b⟩ :c -SEQ"),
    ("{a: b}", "+MAP {} :a :b -MAP"),
    ("{a: b, c: d,}", "+MAP {} :a :b :c :d -MAP"),
    ("{a, b: }", "+MAP {} :a : :b : -MAP"),
    ("{a: }", "+MAP {} :a : -MAP"),
    ("{a:}", "+MAP {} :a : -MAP"),
    ("[a: b]", "+SEQ [] +MAP {} :a :b -MAP -SEQ"),
    ("[a: b, c]", "+SEQ [] +MAP {} :a :b -MAP :c -SEQ"),
    ("[a:]", "+SEQ [] +MAP {} :a : -MAP -SEQ"),
    ("[\"a\":b]", "+SEQ [] +MAP {} \"a :b -MAP -SEQ"),
    ("{\"a\":b}", "+MAP {} \"a :b -MAP"),
    ("{\"a\" : b}", "+MAP {} \"a :b -MAP"),
    ("{a:b}", "+MAP {} :a:b : -MAP"),
    ("[:x, a:b]", "+SEQ [] ::x :a:b -SEQ"),
    ("[a, [b, c], {d: e}]", "+SEQ [] :a +SEQ [] :b :c -SEQ +MAP {} :d :e -MAP -SEQ"),
    ("{a: [b], c: {d: e}}", "+MAP {} :a +SEQ [] :b -SEQ :c +MAP {} :d :e -MAP -MAP"),
    ("[a,\n b\n]", "+SEQ [] :a :b -SEQ"),
    ("a: [\n  b,\n  c\n  ]", "+MAP :a +SEQ [] :b :c -SEQ -MAP"),
    ("a: [b,\n  c]", "+MAP :a +SEQ [] :b :c -SEQ -MAP"),
    ("a: {b: c,\n  d: e}", "+MAP :a +MAP {} :b :c :d :e -MAP -MAP"),
    ("[a # c\n, b]", "+SEQ [] :a :b -SEQ"),
    ("[\n# c\na\n]", "+SEQ [] :a -SEQ"),
    ("[a\n b,\n c]", "+SEQ [] ⟨:a b⟩ :c -SEQ"),
    ("[\"a\n b\"]", "+SEQ [] ⟨\"a b⟩ -SEQ"),
    ("{a\n : b}", "+MAP {} :a :b -MAP"),
    ("{\"a\"\n:b}", "+MAP {} \"a :b -MAP"),
    ("{a: b\n c}", "+MAP {} :a ⟨:b c⟩ -MAP"),
    ("[a, \"b\", 'c']", "+SEQ [] :a \"b 'c -SEQ"),
    ("- [a]\n- {b: c}", "+SEQ +SEQ [] :a -SEQ +MAP {} :b :c -MAP -SEQ"),
    ("a: [b] # c", "+MAP :a +SEQ [] :b -SEQ -MAP"),
    ("[http://x.org, a]", "+SEQ [] :http://x.org :a -SEQ"),
    ("[a#b]", "+SEQ [] :a#b -SEQ"),
    ("[-a, ?b, -1]", "+SEQ [] :-a :?b :-1 -SEQ"),
    ("[[]]", "+SEQ [] +SEQ [] -SEQ -SEQ"),
    ("[{}]", "+SEQ [] +MAP {} -MAP -SEQ"),
    ("[[a], [b, [c]]]", "+SEQ [] +SEQ [] :a -SEQ +SEQ [] :b +SEQ [] :c -SEQ -SEQ -SEQ"),
    ("{: a}", "+MAP {} : :a -MAP"),
    ("[: a]", "+SEQ [] +MAP {} : :a -MAP -SEQ"),
    ("[a: [b]]", "+SEQ [] +MAP {} :a +SEQ [] :b -SEQ -MAP -SEQ"),
    ("[a: {b: c}]", "+SEQ [] +MAP {} :a +MAP {} :b :c -MAP -MAP -SEQ"),
    ("{a: \"b\", 'c': d}", "+MAP {} :a \"b 'c :d -MAP"),
    ("a: [\n\n  b\n\n  ]", "+MAP :a +SEQ [] :b -SEQ -MAP"),
    ("\t[a]", "+SEQ [] :a -SEQ"),
    ("{a: b,\n\n  c: d}", "+MAP {} :a :b :c :d -MAP"),
    ("[a\n\n b]", "+SEQ [] :a\\nb -SEQ"),
    ("[ \"a\": ]", "+SEQ [] +MAP {} \"a : -MAP -SEQ"),
    ("{\n  a: b\n}", "+MAP {} :a :b -MAP"),
    ("[\n  a\n]", "+SEQ [] :a -SEQ"),
    ("{\"a\":[1,2],\"b\":{\"c\":null}}", "+MAP {} \"a +SEQ [] :1 :2 -SEQ \"b +MAP {} \"c :null -MAP -MAP"),
    ("[a!]", "+SEQ [] :a! -SEQ"),
    ("[a: b:c]", "+SEQ [] +MAP {} :a :b:c -MAP -SEQ"),
  ]

  @Test(arguments: cases) func `reads flow collections`(yaml: String, expected: String) {
    #expect(problems(yaml) == [])
    #expect(events(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }
}
