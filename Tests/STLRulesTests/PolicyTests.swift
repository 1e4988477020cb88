import STLEngine
import STLRules
import STLText
import Testing

/// What an org file makes of the rules.
@Suite struct PolicyTests {
  /// `CODE severity` of every finding about `text`, where `org.yaml` holds `settings`.
  private func findings(_ text: String, settings: String = "") -> [String] {
    let world = World(files: [("org.yaml", "org: harbour\n" + settings), ("plan.yaml", text)])
    return world.evaluation(today: Example.day).findings.map { "\($0.code) \($0.severity.name)" }
  }

  private static let contested = "initiative: cranes\nleader: [ana, bo]\n"

  @Test(arguments: [
    ("", ["STL002 error"]),
    ("rules_as_of: 0.1\n", ["STL002 error"]), ("rules_as_of: 1\n", ["STL002 error"]),
    ("rules_as_of:\n", ["STL002 error"]),
    ("rules_as_of: 0.0\n", ["STL002 info"]), ("rules_as_of: 0.0.9\n", ["STL002 info"]),
    ("rules_as_of: 0.0\nrules: {STL: error}\n", ["STL002 info"]),
    ("rules_as_of: 0.0\nrules: {STL: off}\n", []),
    ("rules_as_of: 0.0\nrules: {STL002: error}\n", ["STL002 error"]),
    ("rules_as_of: 0.0\nrules: {contested: warning}\n", ["STL002 warning"]),
    ("rules_as_of: banana\n", ["FILE008 error", "STL002 error"]),
    ("rules_as_of: [0.1]\n", ["FILE008 error", "STL002 error"]),
  ])
  func `a rule newer than the organisation's version is info at most, unless it is set`(
    settings: String, expected: [String]
  ) {
    #expect(findings(Self.contested, settings: settings) == expected)
  }

  @Test(arguments: [
    ("deputy: cem\n", true), ("deputy: nobody-known\n", true), ("", false), ("deputy:\n", false),
    ("deputy: tbd\n", false), ("deputy: x@example.org\n", false), ("deputy: [cem, dana]\n", false),
  ])
  func `a rule wakes when some file says something behind its key`(deputy: String, wakes: Bool) {
    let codes = findings("initiative: cranes\nleader: ana\n---\ninitiative: pilots\nleader: bo\n" + deputy)
    #expect(codes.contains("STL007 info") == wakes)
  }
}
