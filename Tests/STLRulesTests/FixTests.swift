import STLEngine
import STLText
import Testing

@testable import STLRules

/// What fixes make of a file: the finding is gone, the file can be read, comments and layout are as they were.
@Suite struct FixTests {
  /// A text with the fix of every finding of `code` applied, one after the other as a program would.
  private func fixed(_ text: String, _ code: String, path: String = "plan.yaml") throws -> String {
    var text = text
    for _ in 0..<10 {
      let findings = World(files: [(path, text)]).evaluation(today: Example.day).findings
      guard let finding = findings.first(where: { $0.code == code }) else {
        #expect(!findings.contains { $0.code.hasPrefix("FILE") }, "\(text)")
        return text
      }
      let fix = try #require(finding.fix, "no fix: \(finding.message)")
      #expect(fix.isSafe && fix.edits.allSatisfy { $0.path == path })
      text = apply(fix.edits, to: text)
    }
    Issue.record("the finding stays:\n\(text)")
    return text
  }

  private func apply(_ edits: [Edit], to text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var at = 0
    for edit in edits.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      #expect(edit.start >= at && edit.start <= edit.end, "edits overlap")
      result += bytes[at..<max(at, edit.start)] + Array(edit.text.utf8)
      at = edit.end
    }
    return String(decoding: result + bytes[at...], as: UTF8.self)
  }

  private static let waiver = "rule: STL001, reason: r, until: 2026-12-31"
  private static let other = "rule: STL007, reason: \"a # b\", until: 2026-12-31"

  @Test(arguments: [
    ("initiative: x\nleader: ana\nwaive: {W}\n", "initiative: x\nleader: ana\n"),
    ("initiative: x\nwaive:\n  - {W}\nleader: ana\n", "initiative: x\nleader: ana\n"),
    ("initiative: x\nwaive:\n- {W}  # agreed\nleader: ana\n", "initiative: x\n# agreed\nleader: ana\n"),
    (
      "# top\ninitiative: x\nwaive: # all of them\n  # until the\n  # candidate starts\n  - {W}\n\nleader: ana # she\n",
      "# top\ninitiative: x\n# all of them\n  # until the\n  # candidate starts\n\nleader: ana # she\n"
    ),
    (
      "initiative: x\nleader: ana\nwaive:\n  rule: STL001\n  reason: |\n    text # no comment\n\n    more\n  until: 2026-12-31",
      "initiative: x\nleader: ana\n"
    ),
    ("waive: [{W}]\ninitiative: x\nleader: ana\n", "initiative: x\nleader: ana\n"),
    ("initiative: x\r\nleader: ana\r\nwaive:\r\n  - {W}\r\n", "initiative: x\r\nleader: ana\r\n"),
    ("{initiative: x, leader: ana, waive: {W}}\n", "{initiative: x, leader: ana}\n"),
    ("{initiative: x, waive: {W}, leader: ana}\n", "{initiative: x, leader: ana}\n"),
    ("{initiative: x,\n  waive: {W},  # gone\n  leader: ana}\n", "{initiative: x,\n  # gone\n  leader: ana}\n"),
    ("\"waive\": {W}\n\"initiative\": x\nleader: ana\n", "\"initiative\": x\nleader: ana\n"),
  ])
  func `a waiver that waives nothing is removed`(before: String, after: String) throws {
    let before = before.replacing("{W}", with: "{\(Self.waiver)}")
    #expect(try fixed(before, "GOV006") == after)
  }

  @Test(arguments: [
    ("waive:\n  - {W}\n  # the other\n  - {O}\n", "waive:\n  # the other\n  - {O}\n"),
    ("waive:\n  - {O}\n  # this one\n  - {W}\n", "waive:\n  - {O}\n  # this one\n"),
    (
      "waive:\n  -\n    rule: STL001 # a\n    reason: r\n    until: 2026-12-31\n  - {O}\n",
      "waive:\n    # a\n  - {O}\n"
    ),
    ("waive: [{W}, {O}]\n", "waive: [{O}]\n"), ("waive: [{O}, {W}]\n", "waive: [{O}]\n"),
    ("waive: [{O}, {W},]\n", "waive: [{O},]\n"),
    ("waive: [\n  {W}, # a\n  {O} # b\n  ]\n", "waive: [\n  # a\n  {O} # b\n  ]\n"),
    ("waive: [\n  {O}, # a\n  {W} # b\n  ]\n", "waive: [\n  {O} # a\n  # b\n  ]\n"),
    ("waive: [\n  {O},\n  {W}\n  ]\n", "waive: [\n  {O}\n  ]\n"),
  ])
  func `one waiver of several is removed`(before: String, after: String) throws {
    func text(_ part: String) -> String {
      "initiative: x\nleader: ana\n"
        + part.replacing("{W}", with: "{\(Self.waiver)}").replacing("{O}", with: "{\(Self.other)}")
        + "tags: [a]\n---\ninitiative: y\nleader: bo\ndeputy: cem\n"
    }
    #expect(try fixed(text(before), "GOV006") == text(after))
  }

  @Test(arguments: [
    ("leader: ana\nhandover: {on: 2026-02-27, to: bo}\n", "leader: bo\n"),
    (
      "leader: ana # for now\nhandover:\n  on: 2026-02-27 # agreed\n  to: \"@bo\"\n",
      "leader: \"@bo\" # for now\n  # agreed\n"
    ),
    ("handover: {to: bo, on: 2026-02-27} # agreed\n", "leader: bo # agreed\n"),
    ("leader:\n  - ana\n  # and\n  - cem\nhandover: {on: 2026-02-27, to: bo}\n", "leader: bo\n  # and\n"),
    ("leader: # open\nhandover: {on: 2026-02-27, to: bo}\n", "leader: bo # open\n"),
    ("leader: [ana,\n  cem]\nhandover: {on: 2026-02-27, to: bo}\n", "leader: bo\n"),
    ("leader: ana\nhandover: {on: 2026-02-27}\n", "leader: ana\nstatus: done\n"),
    ("status: active\nleader: ana\nhandover: {on: 2026-02-27}\n", "status: done\nleader: ana\n"),
  ])
  func `an agreed hand-over is written down`(before: String, after: String) throws {
    #expect(
      try fixed("# robots\ninitiative: x\n\(before)tags: [a]\n", "GOV008")
        == "# robots\ninitiative: x\n\(after)tags: [a]\n")
  }

  @Test func `a document in one pair of braces is edited in it`() throws {
    #expect(
      try fixed("{initiative: x, leader: ana, handover: {on: 2026-02-27, to: bo}}\n", "GOV008")
        == "{initiative: x, leader: bo}\n")
    #expect(
      try fixed("{initiative: x, leader: , handover: {on: 2026-02-27, to: bo}}\n", "GOV008")
        == "{initiative: x, leader: bo}\n")
  }

  @Test func `front matter is edited, the text is not`() throws {
    let body = "---\n# Robots\n\nwaive: {a: b}\n"
    let front = "---\ninitiative: x\nleader: ana\n"
    #expect(
      try fixed("\(front)waive: {\(Self.waiver)}\n\(body)", "GOV006", path: "robots.md") == front + body)
  }

  @Test(arguments: ["to: tbd", "to: nobody-here"])
  func `a hand-over to nobody in particular is left to people`(to: String) throws {
    let text = "initiative: x\nleader: ana\nhandover: {on: 2026-02-27, \(to)}\n---\nperson: ana\n"
    let findings = World(files: [("plan.yaml", text)]).evaluation(today: Example.day).findings
    let finding = try #require(findings.first { $0.code == "GOV008" })
    #expect(finding.fix == nil)
  }

  @Test func `a rule makes a limited number of fixes`() {
    let text = (0..<FixMaker.fixesMax + 5).map { "initiative: i\($0)\nleader: p\($0)\nwaive: {\(Self.waiver)}\n" }
    let findings = World(files: [("plan.yaml", text.joined(separator: "---\n"))]).evaluation(today: Example.day)
      .findings
    #expect(findings.count(where: { $0.code == "GOV006" }) == FixMaker.fixesMax + 5)
    #expect(findings.count(where: { $0.fix != nil }) == FixMaker.fixesMax)
  }

  @Test func `what a broken file holds no more is not edited`() throws {
    var engine = Engine()
    let good = "initiative: x\nleader: ana\nwaive: {\(Self.waiver)}\n"
    engine.apply(ChangeBatch(texts: [("plan.yaml", good)]))
    engine.apply(ChangeBatch(texts: [("plan.yaml", "initiative: x\nleader: [ana\nwaive: {\(Self.waiver)}\n")]))
    let findings = engine.world.evaluation(today: Example.day).findings
    let finding = try #require(findings.first { $0.code == "GOV006" })
    #expect(finding.fix == nil)
  }
}
