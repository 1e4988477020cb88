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

  @Test(arguments: [
    ("initiative x\nleader: ana\n", "1:1 syntaxError error"), ("initiative\nleader: ana\n", "1:1 syntaxError error"),
    ("# ours\ntitle: X\ninitiative x # new\nleader: ana\n", "3:1 syntaxError error"),
    ("initiative Über-2\nleader: ana\n", "1:1 syntaxError error"),
    ("person bo\n", "1:1 noKindKey error"), ("team: a\n---\nperson bo # new\n", "3:1 noKindKey error"),
    ("team: a\n---\nperson\n", "3:1 noKindKey error"),
  ])
  func `a kind key without its colon is said, not dropped`(text: String, problem: String) {
    #expect(read(text).problems == [problem])
  }

  @Test(arguments: [
    "team members: 5\nbroken: [\n", "team goal:\nbroken: [\n", "teams 5\nbroken: [\n", "team-members x\nbroken: [\n",
    "text: |\n  team work\n  person x\nbroken: [\n", "- team x\n- goal\nbroken\n\tx\n",
    "text: \"goes on at the left,\nteam work\"\nbroken: [\n", "{{ team }}\nbroken: [\n",
    "team {{ .Values.x }}\nbroken: [\n",
    "permission is granted to any\nperson obtaining a copy\nto: [\n", "services:\n  web: *x\n  team x\n",
    "team,x\nbroken: [\n", "--- >\n prose of a\n team work\n--- !x\n",
  ])
  func `files of others with words of ours are one piece of information`(text: String) {
    #expect(read(text).problems.map { $0.suffix(14) } == ["noKindKey info"])
    #expect(read("---\n\(text)---\n# Text\n", path: "a.md").problems == [])
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func `lines end as they do on any machine`(end: String) {
    let lines = ["# ours", "title: x", "initiative: a", "---", "goal:", "inititaive: b", ""]
    let found = read(lines.joined(separator: end))
    #expect(found.entities == ["initiative/a"])
    #expect(found.problems == ["5:1 invalidID error"])
    #expect(read(["foo: 1", "bar: 2", "inititaive: b", ""].joined(separator: end)).problems == ["3:1 noKindKey error"])
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
    // A rule across the page, and text.
    #expect(read("---\nteam building\n\n# Text\n", path: "a.md").problems == [])
  }

  @Test func `front matter with a kind key that nothing closes is a problem`() {
    #expect(read("---\ninitiative: a\nleader: x\n\n# Text\n", path: "a.md").problems == ["2:1 syntaxError error"])
    #expect(read("---\ninitiative: a\nleader: x", path: "a.md").problems == ["2:1 syntaxError error"])
    #expect(SourceFile(path: "a.md", bytes: Array("---\ninitiative: a\n".utf8)).unread.count == 1)
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

  @Test func `of each kind of problem a file tells the first, and how many more there are`() {
    let keys = (0..<SourceFile.problemsMax + 7).map { "key\($0): x\n" }.joined()
    let waivers = String(repeating: "  - {rule: STL001, until: never}\n", count: SourceFile.problemsMax + 1)
    let file = SourceFile(path: "a.yaml", bytes: Array("initiative: a\n\(keys)waive:\n\(waivers)due: soon\n".utf8))
    #expect(file.problems.count { $0.kind == .unknownKey } == SourceFile.problemsMax + 1)
    #expect(file.problems.last { $0.kind == .unknownKey }?.message == "and 7 more like this in the file")
    #expect(file.problems.last { $0.kind == .unknownKey }.map { file.place($0.place).line } == 102)
    #expect(file.problems.count { $0.kind == .missingKey } == SourceFile.problemsMax + 1)
    #expect(file.problems.last?.message == "and 2 more like this in the file")
    #expect(file.problems.last?.kind == .wrongType)
    #expect(file.problems.map(\.place.lowerBound) == file.problems.map(\.place.lowerBound).sorted())
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
    ("contributors: [bo, {person: bo, share: 5}]", ["bo"]),
    ("contributors: [{person: '@Bo', share: 5}, bo, {person: bo}]", ["{bo 5}"]),
    ("contributors: [{person: bo, share: 5}, {person: cem, share: 5}]", ["{bo 5}", "{cem 5}"]),
    ("contributors: [{share: 5}, {share: 10}]", ["{5}", "{10}"]),
    ("depends_on: [x, {initiative: x, kind: ok}, {team: x, kind: ok}, {team: x}]", ["x", "{x ok}"]),
    ("depends_on: [{for: a, accepted_by: bo}, {for: b, accepted_by: bo}]", ["{a bo}", "{b bo}"]),
    ("updates: [{date: 2026-01-01}, {date: 2026-01-01}, {date: 2026-01-02}]", ["{2026-01-01}", "{2026-01-02}"]),
    ("tags: [a, 'a', \"a\", b]", ["a", "b"]),
  ])
  func `a duplicate in a list counts once, and the first of what names the same`(line: String, expected: [String])
    throws
  {
    let file = SourceFile(path: "a.yaml", bytes: Array("initiative: i\n\(line)\n".utf8))
    let entity = try #require(file.views.first)
    var items: [String] = []
    entity.values.forEachIndexed { index, value in
      let inside = entity.children(of: value, at: index).map(file.string).joined(separator: " ")
      items.append(value.tag == .map ? "{\(inside)}" : file.string(value))
    }
    #expect(items == expected)
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
