import STLSyntax
import Testing

struct BlockScalarTests {
  static let cases: [(yaml: String, events: String)] = [
    ("a: |\n  b\n  c\n", "+MAP :a |b\\nc\\n -MAP"),
    ("a: |\n  b", "+MAP :a |b -MAP"),
    ("a: |-\n  b\n\n", "+MAP :a |b -MAP"),
    ("a: |+\n  b\n\n", "+MAP :a |b\\n\\n -MAP"),
    ("a: |+\n\nb: c", "+MAP :a |\\n :b :c -MAP"),
    ("a: |\nb: c", "+MAP :a | :b :c -MAP"),
    ("a: >\n  b\n  c\n", "+MAP :a ⟨>b c\\n⟩ -MAP"),
    ("a: >\n  b\n\n  c\n", "+MAP :a >b\\nc\\n -MAP"),
    ("a: >\n  b\n\n\n  c\n", "+MAP :a >b\\n\\nc\\n -MAP"),
    ("a: >\n  b\n   c\n  d\n", "+MAP :a ⟨>b\\n c\\nd\\n⟩ -MAP"),
    ("a: >\n  b\n\n   c\n\n  d\n", "+MAP :a ⟨>b\\n\\n c\\n\\nd\\n⟩ -MAP"),
    ("a: >-\n  b\n  c\n\n", "+MAP :a ⟨>b c⟩ -MAP"),
    ("a: >+\n  b\n\n\n", "+MAP :a >b\\n\\n\\n -MAP"),
    ("a: |2\n   b\n", "+MAP :a ⟨| b\\n⟩ -MAP"),
    ("a: |1-\n   b\n", "+MAP :a ⟨|  b⟩ -MAP"),
    ("a: |-1\n   b\n", "+MAP :a ⟨|  b⟩ -MAP"),
    ("- |\n a\n- >\n b\n", "+SEQ |a\\n >b\\n -SEQ"),
    ("- a: |\n    b\n  c: d", "+SEQ +MAP :a |b\\n :c :d -MAP -SEQ"),
    ("a: | # c\n  b\n", "+MAP :a |b\\n -MAP"),
    ("a: |\n  # b\n", "+MAP :a ⟨|# b\\n⟩ -MAP"),
    ("a: |\n  b\n # c\n", "+MAP :a |b\\n -MAP"),
    ("a: |\n\n  b\n", "+MAP :a |\\nb\\n -MAP"),
    ("a: |\n \n  b\n", "+MAP :a |\\nb\\n -MAP"),
    ("a: |\n  b\n \n  c\n", "+MAP :a |b\\n\\nc\\n -MAP"),
    ("a: |\n  b\n    \n", "+MAP :a ⟨|b\\n  \\n⟩ -MAP"),
    ("a: |\n  \tb\n", "+MAP :a |\\tb\\n -MAP"),
    ("a: >\n  \tb\n  c\n", "+MAP :a >\\tb\\nc\\n -MAP"),
    ("|\na\nb\n", "|a\\nb\\n"),
    (">\n a\n b\n", "⟨>a b\\n⟩"),
    ("--- |\n a\n", "+DOC --- |a\\n -DOC"),
    ("a: |\n  ---\n", "+MAP :a |---\\n -MAP"),
    ("a: |\n  b: \"c\n  - {d\n", "+MAP :a ⟨|b: \"c\\n- {d\\n⟩ -MAP"),
    ("a: |\r\n  b\r\n  c\r\n", "+MAP :a |b\\nc\\n -MAP"),
    ("a:\n  |\n  b\n", "+MAP :a |b\\n -MAP"),
    ("- - |\n   a\n", "+SEQ +SEQ |a\\n -SEQ -SEQ"),
    ("a: |\n  b\n\n\n# c\nd: e", "+MAP :a |b\\n :d :e -MAP"),
    ("a: >\n\n  b\n", "+MAP :a >\\nb\\n -MAP"),
    ("a: >\n  b  \n  c\n", "+MAP :a ⟨>b   c\\n⟩ -MAP"),
    ("a: |\n   \n  \n", "+MAP :a | -MAP"),
  ]

  @Test(arguments: cases) func `reads block scalars`(yaml: String, expected: String) {
    #expect(problems(yaml) == [])
    #expect(events(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }
}
