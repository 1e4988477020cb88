import STLEngine
import STLRules
import STLText
import Testing

@Suite struct WaiverTests {
  /// Findings as `CODE entity`, waived ones with a star.
  private func findings(_ text: String) -> [Finding] {
    World(files: [("org.yaml", text)]).evaluation(today: Example.day).findings
  }

  private func codes(_ text: String) -> [String] {
    findings(text).map { "\($0.code) \($0.entity ?? "")" + ($0.isWaived ? " waived" : "") }
  }

  private func team(_ rule: String, leader: String = "tbd") -> String {
    "team: shop\nleader: \(leader)\nwaive: {rule: \(rule), reason: r, until: 2026-12-31}\n"
  }

  @Test func `a team's waivers of STL rules are left alone while initiatives are judged`() {
    #expect(codes(team("STL001")) == [])
    #expect(codes(team("STL001", leader: "ana")) == [])
    #expect(codes(team("REF001")) == ["GOV006 team/shop"])
  }

  @Test func `where teams are judged a team's waiver is used, or told`() {
    let org = "org: acme\nheadline: teams\n---\n"
    #expect(codes(org + team("STL001")) == ["STL001 team/shop waived"])
    #expect(codes(org + team("STL001", leader: "ana")) == ["GOV006 team/shop"])
  }

  @Test func `a waiver of the rule about unused waivers is not judged by it`() {
    let text = """
      initiative: x
      leader: ana
      waive:
        - {rule: GOV006, reason: r, until: 2026-12-31}

      """
    #expect(codes(text) == [])
    #expect(
      codes(text + "  - {rule: STL001, reason: r, until: 2026-12-31}\n") == ["GOV006 initiative/x waived"])
  }

  @Test func `a family cannot be waived, and says so`() {
    let found = findings("initiative: x\nwaive: {rule: STL, reason: r, until: 2026-12-31}\n")
    let finding = found.first { $0.code == "GOV006" }
    #expect(finding?.message == "\"STL\" is a family, which cannot be waived: this waives nothing")
    #expect(finding?.notes == [.wayOut("the one rule that is meant, such as `rule: STL001`")])
    #expect(finding?.fix == nil)
  }

  @Test func `a mistyped rule gets the nearest code or name, never a family`() {
    func wayOut(_ rule: String) -> [String]? {
      findings("initiative: x\nwaive: {rule: \(rule), reason: r, until: 2026-12-31}\n").first { $0.code == "GOV006" }?
        .notes.map(\.message)
    }
    #expect(wayOut("leadeless") == ["`rule: leaderless`"])
    #expect(wayOut("STL01") == ["`rule: STL001`"])
    #expect(wayOut("STK") == [])
  }
}
