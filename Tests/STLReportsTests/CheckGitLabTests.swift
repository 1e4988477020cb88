import STLJSON
import STLReports
import Testing

/// `check -o gitlab`: a Code Quality report.
@Suite struct CheckGitLabTests {
  private let plan = """
    initiative: cranes
    leader: tbd
    ---
    initiative: pilots
    leader: [bo, cem]
    waive: {rule: STL002, reason: until the election, until: 2026-05-31}
    ---
    initiative: tugs
    leader: dana
    deputy: bo
    sponser: bo
    titel: Tugs
    """

  private func issues(_ text: String, prefix: String = "") throws -> [JSON] {
    try #require(
      try JSONReader.read(
        ask("check", of: text, format: "gitlab", ["ignore": ["STL007"]], prefix: prefix)
      ).arrayValue)
  }

  private func fingerprints(_ text: String, prefix: String = "") throws -> [String] {
    try issues(text, prefix: prefix).compactMap { $0["fingerprint"]?.stringValue }
  }

  @Test func `the fields that GitLab documents`() throws {
    let issues = try issues(plan, prefix: "planning/")
    #expect(issues.map { $0["check_name"] } == ["STL001", "FILE007", "FILE007"])
    #expect(issues.map { $0["severity"] } == ["minor", "major", "major"])
    #expect(issues[0].objectValue?.names == ["description", "check_name", "fingerprint", "severity", "location"])
    #expect(issues[0]["location"] == ["path": "planning/plan.yaml", "lines": ["begin": 2, "end": 2]])
    #expect(
      issues[1]["description"]
        == "\"sponser\" is not a key of an initiative; way out: `sponsor:`; way out: `x-sponser:` for a key of your own, which is kept and never checked"
    )
  }

  @Test func `nothing to say is an empty list`() {
    #expect(ask("check", of: "initiative: a\nleader: bo\n", format: "gitlab", ["select": ["STL001"]]) == "[]\n")
  }

  @Test func `fingerprints are unique, survive moved lines and tell roots apart`() throws {
    let names = try fingerprints(plan)
    #expect(Set(names).count == 3)
    #expect(names.allSatisfy { $0.utf8.count == 16 })
    #expect(try fingerprints("# one\n# two\n" + plan) == names)
    #expect(try fingerprints(plan.replacing("tbd", with: "nobody")) == names)
    #expect(try fingerprints("initiative: new\n---\n" + plan).suffix(3) == names[...])
    #expect(Set(try fingerprints(plan, prefix: "other/")).isDisjoint(with: names))
  }

  @Test func `a fingerprint is the same for ever`() throws {
    #expect(try fingerprints(plan) == ["5431956b226482e2", "d916009f2252c8ec", "d916019f2252ca9f"])
  }
}
