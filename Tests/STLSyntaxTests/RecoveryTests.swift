import STLSyntax
import Testing

struct RecoveryTests {
  static let cases: [(yaml: String, broken: [Bool], places: [String], events: String)] = [
    ("a: @b\nc: d", [true], ["1:4"], "+MAP :a :@b :c :d -MAP"),
    ("a:\n  - @b\n  - c\nd: @e\nf: g", [true], ["2:5", "4:4"], "+MAP :a +SEQ :@b -SEQ :d :@e :f :g -MAP"),
    ("a: [b\nc: d\ne: f", [true], ["1:4"], "+MAP :a +SEQ [] :b -SEQ :c :d :e :f -MAP"),
    ("a: \"b\nc: d\n", [true], ["1:4"], "+MAP :a : :c :d -MAP"),
    ("a: b\nc\nd: e", [true], ["2:1"], "+MAP :a :b :d :e -MAP"),
    ("a: @b\n---\nc: d", [true, false], ["1:4"], "+DOC +MAP :a :@b -MAP -DOC +DOC --- +MAP :c :d -MAP -DOC"),
    (
      "---\na: @b\n...\n---\nc: d", [true, false], ["2:4"],
      "+DOC --- +MAP :a :@b -MAP -DOC ... +DOC --- +MAP :c :d -MAP -DOC"
    ),
    (
      "a: b\n---\nc: @d\n---\ne: f", [false, true, false], ["3:4"],
      "+DOC +MAP :a :b -MAP -DOC +DOC --- +MAP :c :@d -MAP -DOC +DOC --- +MAP :e :f -MAP -DOC"
    ),
    ("word\na: b", [true], ["1:1"], "+MAP :a :b -MAP"),
    ("@word\na: b", [true], ["1:1"], "+MAP :a :b -MAP"),
    ("- @a\n- b", [true], ["1:3"], "+SEQ :@a -SEQ"),
    ("{a: @b}\nc: d", [true], ["1:5"], "+MAP {} :a : -MAP"),
    (
      "%YAML 1.2\n---\na: b\n---\nc: d", [true, false], ["1:1"],
      "+DOC --- +MAP :a :b -MAP -DOC +DOC --- +MAP :c :d -MAP -DOC"
    ),
    ("\ta: b\nc: d", [true], ["1:1"], "+MAP :c :d -MAP"),
    ("a:\n  b: c\n   d: e\nf: g", [true], ["3:4"], "+MAP :a +MAP :b :c -MAP :f :g -MAP"),
    (
      "a: b\n... c\nd: e\n---\nf: g", [true, false], ["2:5"],
      "+DOC +MAP :a :b -MAP -DOC ... +DOC --- +MAP :f :g -MAP -DOC"
    ),
  ]

  @Test(arguments: cases) func `goes on behind a problem`(
    yaml: String, broken: [Bool], places: [String], expected: String
  ) {
    let tree = SyntaxTree(Array(yaml.utf8))
    #expect(tree.documents.map(\.isBroken) == broken)
    #expect(problems(yaml).map { String($0.prefix { $0 != "-" }) } == places)
    #expect(events(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }

  @Test func `every cut of a file leaves a whole tree`() {
    let yaml = "---\na: \"b\\tc\n  d\"\ne: [f, {g: h}, 'i']\nj:\n  - k: |\n      l\n    m: n\n...\n# o\n--- >\n p\n"
    let bytes = Array(yaml.utf8)
    for end in 0...bytes.count { checkWhole(Array(bytes[..<end])) }
    for start in 0...bytes.count { checkWhole(Array(bytes[start...])) }
    for index in bytes.indices {
      for byte in Array(":-#\"'[]{},&*!|>@%? \t\n\r\\".utf8) + [0, 0x80, 0xFF] {
        var changed = bytes
        changed[index] = byte
        checkWhole(changed)
      }
    }
  }
}
