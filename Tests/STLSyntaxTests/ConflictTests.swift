import STLSyntax
import Testing

struct ConflictTests {
  private static let advice =
    "conflictMarker: unresolved merge conflict | way out: keep one side and remove the lines with \"<<<<<<<\", \"=======\" and \">>>>>>>\""

  static let cases: [(yaml: String, places: [String], broken: [Bool], events: String)] = [
    ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\nf: g\n", ["2:1-2:13"], [true], "+MAP :a :b :c :d :f :g -MAP"),
    (
      "a:\n<<<<<<< HEAD\n  - d\n||||||| x\n  - c\n=======\n  - e\n>>>>>>> x\n", ["2:1-2:13"], [true],
      "+MAP :a +SEQ :d -SEQ -MAP"
    ),
    (
      "a: b\n---\n<<<<<<< HEAD\nc: @\n=======\n>>>>>>> x\n---\ne: f\n", ["3:1-3:13"], [false, true, false],
      "+DOC +MAP :a :b -MAP -DOC +DOC --- +MAP :c :@ -MAP -DOC +DOC --- +MAP :e :f -MAP -DOC"
    ),
    ("a: b\n<<<<<<< HEAD\nc: d\n", ["2:1-2:13"], [true], "+MAP :a :b :c :d -MAP"),
    ("a: b\n>>>>>>> x\nc: d\n", ["2:1-2:10"], [true], "+MAP :a :b :c :d -MAP"),
    ("a: b\n=======\nc: d\n", ["2:1-2:8"], [true], "+MAP :a :b :c :d -MAP"),
  ]

  @Test(arguments: cases) func `a conflict is one problem on its marker`(
    yaml: String, places: [String], broken: [Bool], expected: String
  ) {
    #expect(problems(yaml) == places.map { "\($0) \(ConflictTests.advice)" })
    #expect(SyntaxTree(Array(yaml.utf8)).documents.map(\.isBroken) == broken)
    #expect(events(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }

  @Test func `markers inside text are text`() {
    #expect(events("a: |\n  <<<<<<< HEAD\n  =======\n") == "+MAP :a ⟨|<<<<<<< HEAD\\n=======\\n⟩ -MAP")
    #expect(events("a\n=======\n") == "⟨:a =======⟩")
  }
}
