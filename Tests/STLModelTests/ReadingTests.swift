import STLModel
import STLSyntax
import STLText
import Testing

/// What one file says: `kind/id` of its entities, and its problems as `line:column kind`.
private func read(_ text: String, path: String = "a.yaml") -> (entities: [String], problems: [String]) {
  let file = SourceFile(path: path, bytes: Array(text.utf8))
  let problems = file.problems.map { problem in
    let place = file.place(problem.place)
    return "\(place.line):\(place.column) \(problem.kind) \(problem.severity.name)"
  }
  return (file.views.map(\.reference), problems)
}

@Suite struct ReadingTests {
  @Test(arguments: [
    ("initiative: a\npriority: -3\n", "\"priority\" takes a whole number from 1 to 999999999, not \"-3\""),
    (
      "initiative: a\npriority: 1000000000\n",
      "\"priority\" takes a whole number from 1 to 999999999, not \"1000000000\""
    ),
    (
      "org: a\nthresholds: {absence_days: x}\n",
      "\"absence_days\" takes a whole number from 0 to 999999999, not \"x\""
    ),
    ("org: a\nrules: {STL001: fatal}\n", "\"STL001\" takes off or info or warning or error, not \"fatal\""),
    (
      "opening: a\nloops: {candidate: c, feedback: {bo: soon}}\n",
      "\"bo\" takes a date, not \"soon\""
    ),
  ])
  func `a wrong value is told by its own key and range`(text: String, message: String) {
    let file = SourceFile(path: "org.yaml", bytes: Array(text.utf8))
    #expect(file.problems.map(\.message) == [message])
  }

  @Test(arguments: [
    ("initiative: a\n", ["initiative/a"], []),
    ("title: x\ngoal: g\nteam: t\ninitiative: a\n", ["initiative/a"], []),
    ("opening: o\ninitiative: a\nteam: t\n", ["opening/o"], []),
    ("person: a\n---\nteam: b\n# nothing\n", ["person/a", "team/b"], []),
    ("person: a\n---\n", ["person/a"], ["2:1 syntaxError error"]), ("person: a\n---\n# nothing\n", ["person/a"], []),
    ("{initiative: a, leader: b}\n", ["initiative/a"], []),
    ("initiative: Robots 2\n", ["initiative/robots 2"], ["1:13 invalidID error"]),
    ("initiative:\n", [], ["1:1 invalidID error"]),
    ("initiative: a\npriorty: 1\n", ["initiative/a"], ["2:1 unknownKey error"]),
    ("initiative: a\nx-anything: {b: [c]}\n", ["initiative/a"], []),
    ("initiative: a\ndue: soon\n", ["initiative/a"], ["2:6 wrongType error"]),
    ("initiative: a\nstatus: live\n", ["initiative/a"], ["2:9 wrongType error"]),
    ("initiative: a\ninterim: [b]\n", ["initiative/a"], ["2:10 wrongType error"]),
    ("initiative: a\nupdates: {status: green}\n", ["initiative/a"], ["2:11 missingKey error"]),
    ("initiative: a\nleader: b\nleader: c\n", [], ["3:1 duplicateKey error"]),
    ("inititaive: a\nleader: b\n", [], ["1:1 noKindKey error"]),
    ("taem: a\n", [], ["1:1 noKindKey error"]),
    ("title: nothing of ours\nversion: 3\nservices:\n  web: {image: x}\n", [], ["1:1 noKindKey info"]),
    ("title: {{ .Values.name }}\n\tbroken: [\n", [], ["1:1 noKindKey info"]),
    ("# only a comment\n", [], []), ("", [], []),
    ("team: a\n---\nfoo: 1\n---\nbar: 2\n", ["team/a"], ["3:1 noKindKey info"]),
  ])
  func `finds entities and problems`(text: String, entities: [String], problems: [String]) {
    let found = read(text)
    #expect(found.entities == entities)
    #expect(found.problems == problems)
  }

  @Test func `a broken document hides no other`() {
    let found = read("team: a\n---\nteam: [b\n---\nteam: c\n")
    #expect(found.entities == ["team/a", "team/c"])
    #expect(found.problems.count == 1)
  }

  @Test func `front matter with a kind key is an entity, other front matter is nobody's business`() {
    #expect(read("---\ninitiative: a\nprfaq: self\n---\n# Text\n", path: "a.md").entities == ["initiative/a"])
    #expect(read("---\nlayout: post\ntags: [x\n---\n# Text\n", path: "a.md").problems == [])
    #expect(read("# No front matter\ninitiative: a\n", path: "a.md").entities == [])
  }

  @Test(
    arguments: [
      [0xFF, 0xFE, 0x74, 0x00, 0x65, 0x00], Array("team: Gr".utf8) + [0xF6] + Array("sse\n".utf8),
      Array("team: a\n# ".utf8) + [0xC0, 0x80],
    ] as [[UInt8]]) func `what is not UTF-8 is said, and nothing of it is read`(bytes: [UInt8])
  {
    let file = SourceFile(path: "a.yaml", bytes: bytes)
    #expect(file.problems.map(\.kind) == [.notUTF8])
    #expect(file.isUnreadable)
    #expect(file.entities.isEmpty)
  }

  @Test func `a list is the key again, placeholders and nothing are told apart`() throws {
    let text = "initiative: a\nleader: ['@Ana', ana, TBD, ~]\ndepends_on: [b, {team: c, kind: blocking}]\ndue:\n"
    let file = SourceFile(path: "a.yaml", bytes: Array(text.utf8))
    let entity = try #require(file.views.first)
    let leaders = entity.values.filter { $0.key == .leader }
    #expect(leaders.map(\.tag) == [.reference, .placeholder])
    #expect(leaders.first.map(file.string) == "ana")
    #expect(entity.values.filter { $0.key == .dependsOn }.map(\.tag) == [.reference, .map])
    #expect(entity.maps(.dependsOn).first?.children.word(.kind) == "blocking")
    #expect(entity.raw(.due)?.tag == .absent)
  }

  @Test(arguments: [
    ("80%", 80), ("80", 80), ("0", 0), ("100%", 100), ("101", nil), ("8.5%", nil), ("80 %", nil), ("-1", nil),
  ])
  func `reads a percentage`(text: String, expected: Int?) throws {
    let file = SourceFile(path: "a.yaml", bytes: Array("initiative: a\ndedication: \"\(text)\"\n".utf8))
    #expect(try #require(file.views.first).percent(.dedication) == expected)
    #expect(file.problems.isEmpty == (expected != nil))
  }

  @Test(arguments: [
    ("a", true), ("a-b.c_d", true), ("_a_", true), ("9", true), ("-a", false), ("a-", false), ("a.", false),
    ("", false),
    ("A", false), ("a b", false), ("ä", false), (String(repeating: "a", count: 128), true),
    (String(repeating: "a", count: 129), false),
  ])
  func `says what an id is`(text: String, expected: Bool) { #expect(ID.isValid(text) == expected) }
}
