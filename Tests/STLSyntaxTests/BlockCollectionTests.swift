import STLSyntax
import Testing

struct BlockCollectionTests {
  static let cases: [(yaml: String, events: String)] = [
    ("a: b\nc: d", "+MAP :a :b :c :d -MAP"),
    ("a:\n  b: c\n  d: e\nf: g", "+MAP :a +MAP :b :c :d :e -MAP :f :g -MAP"),
    ("a:\n- b\n- c\nd: e", "+MAP :a +SEQ :b :c -SEQ :d :e -MAP"),
    ("a:\n  - b\n  - c\nd: e", "+MAP :a +SEQ :b :c -SEQ :d :e -MAP"),
    ("- a\n- b", "+SEQ :a :b -SEQ"),
    ("- - a\n  - b\n- c", "+SEQ +SEQ :a :b -SEQ :c -SEQ"),
    ("- a: b\n  c: d\n- e", "+SEQ +MAP :a :b :c :d -MAP :e -SEQ"),
    ("-\n  a: b\n-\n  - c", "+SEQ +MAP :a :b -MAP +SEQ :c -SEQ -SEQ"),
    ("- \n- a", "+SEQ : :a -SEQ"),
    ("-", "+SEQ : -SEQ"),
    ("a:", "+MAP :a : -MAP"),
    ("a:\nb:", "+MAP :a : :b : -MAP"),
    ("a:\n-\n- b\nc:", "+MAP :a +SEQ : :b -SEQ :c : -MAP"),
    ("- a:\n  - b\n  c: d", "+SEQ +MAP :a +SEQ :b -SEQ :c :d -MAP -SEQ"),
    ("a:\n   b:\n      c", "+MAP :a +MAP :b :c -MAP -MAP"),
    ("a:\n    - b:\n        c", "+MAP :a +SEQ +MAP :b :c -MAP -SEQ -MAP"),
    ("  a: b\n  c: d", "+MAP :a :b :c :d -MAP"),
    ("a: b\n\n\nc: d", "+MAP :a :b :c :d -MAP"),
    ("- - - a", "+SEQ +SEQ +SEQ :a -SEQ -SEQ -SEQ"),
    ("- -\n  - a", "+SEQ +SEQ : :a -SEQ -SEQ"),
    ("a: []\nb: {}", "+MAP :a +SEQ [] -SEQ :b +MAP {} -MAP -MAP"),
    (": a", "+MAP : :a -MAP"),
    ("a:\n  : b", "+MAP :a +MAP : :b -MAP -MAP"),
    ("::", "+MAP :: : -MAP"),
    ("- :", "+SEQ +MAP : : -MAP -SEQ"),
    ("a:\n  \"b\": c", "+MAP :a +MAP \"b :c -MAP -MAP"),
    ("a:\n- - b\n  - c\n- d", "+MAP :a +SEQ +SEQ :b :c -SEQ :d -SEQ -MAP"),
    ("-   a: b\n    c: d", "+SEQ +MAP :a :b :c :d -MAP -SEQ"),
    ("a: b\r\nc: d\r\n", "+MAP :a :b :c :d -MAP"),
    ("a: b\rc: d", "+MAP :a :b :c :d -MAP"),
    ("\u{FEFF}a: b", "+MAP :a :b -MAP"),
    ("a:\n  b:\n    - c\n  d:\n  - e\nf:", "+MAP :a +MAP :b +SEQ :c -SEQ :d +SEQ :e -SEQ -MAP :f : -MAP"),
    ("?a", ":?a"),
    ("- ?a\n- -b", "+SEQ :?a :-b -SEQ"),
    ("a:   \n  b", "+MAP :a :b -MAP"),
    ("-\ta", "+SEQ :a -SEQ"),
    ("-  - a\n   - b", "+SEQ +SEQ :a :b -SEQ -SEQ"),
    ("a:\n# c\n- b", "+MAP :a +SEQ :b -SEQ -MAP"),
    ("a: b\n# c\n", "+MAP :a :b -MAP"),
    ("# c\na: b", "+MAP :a :b -MAP"),
    ("#c", ""),
    ("a:\n  - b\n# c\n  - d", "+MAP :a +SEQ :b :d -SEQ -MAP"),
    ("a:\n   # c\n  b: c\n    # d\n  e: f", "+MAP :a +MAP :b :c :e :f -MAP -MAP"),
  ]

  @Test(arguments: cases) func `reads block collections`(yaml: String, expected: String) {
    #expect(problems(yaml) == [])
    #expect(events(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }
}
