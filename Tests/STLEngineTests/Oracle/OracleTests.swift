import Testing

@Suite struct OracleTests {
  private static let seeds = 0..<2000

  @Test(arguments: OracleCase.all)
  func `the oracle reads a case made by hand as its author did`(_ made: OracleCase) {
    let result = Oracle(made.organisation()).result
    #expect(result.initiatives == made.initiatives)
    #expect(result.teams == made.teams)
    #expect(result.figures.active == result.initiatives.values.count { $0 != nil })
    #expect(result.figures.dedicated == result.initiatives.values.count { $0 == "dedicated" })
    if let inHand = made.inHand { #expect(result.inHand == inHand) }
    if let ladder = made.ladder {
      let steps = ["active", "named", "exactly_one", "in_post", "leads_one_thing", "dedicated"]
      #expect(steps.map { result.figures.ladder[$0] } == ladder)
    }
  }

  @Test(arguments: OracleCase.all)
  func `the product reads a case made by hand as its author did`(_ made: OracleCase) {
    #expect(difference(made.organisation()) == nil)
  }

  @Test
  func `the product and the oracle give the same states`() {
    for seed in Self.seeds {
      let organisation = RandomOrganisation(seed: seed).organisation
      if difference(organisation) == nil { continue }
      let least = organisation.shrunk { difference($0) != nil }
      Issue.record("seed \(seed), today \(least.today)\n\(difference(least) ?? "")\n\(shown(least))")
      return
    }
  }

  @Test func `every state is frequent`() {
    var initiatives: [String: Int] = [:]
    var teams: [String: Int] = [:]
    for seed in Self.seeds {
      let result = Oracle(RandomOrganisation(seed: seed).organisation).result
      for state in result.initiatives.values { initiatives[state ?? "none", default: 0] += 1 }
      for state in result.teams.values { teams[state ?? "none", default: 0] += 1 }
    }
    let states = [
      "none", "leaderless", "contested", "not-a-person", "departed", "arriving", "absent", "shared", "dedicated",
      "interim",
    ]
    for state in states + ["divided"] {
      #expect(initiatives[state, default: 0] >= 100, "too few initiatives are \(state)")
    }
    for state in states {
      #expect(teams[state, default: 0] >= 100, "too few teams are \(state)")
    }
  }

  @Test func `every way to be in hand and every severity is frequent`() {
    var ways: [String: Int] = [:]
    for seed in Self.seeds {
      let result = Oracle(RandomOrganisation(seed: seed).organisation).result
      for way in result.inHand.values {
        ways[way.split(separator: " ").first.map { String($0) } ?? "", default: 0] += 1
      }
      for severity in result.severities.values { ways[severity, default: 0] += 1 }
    }
    for way in ["handover", "interim", "arriving", "absence", "duty"] {
      #expect(ways[way, default: 0] >= 30, "\(way): \(ways[way, default: 0])")
    }
    for severity in ["STL004 error", "STL004 info", "STL005 warning", "STL005 info", "STL006 error", "STL006 info"] {
      #expect(ways[severity, default: 0] >= 30, "\(severity): \(ways[severity, default: 0])")
    }
  }

  @Test func `a seed always makes the same files`() {
    for seed in 0..<50 {
      let first = RandomOrganisation(seed: seed).files
      let second = RandomOrganisation(seed: seed).files
      #expect(first.map(\.path) == second.map(\.path))
      #expect(first.map(\.text) == second.map(\.text))
    }
  }

  @Test func `shrinking leaves what matters`() {
    let isContested: (MadeOrganisation) -> Bool = { Oracle($0).result.figures.states["contested"] != nil }
    for seed in Self.seeds {
      let organisation = RandomOrganisation(seed: seed).organisation
      guard isContested(organisation) else { continue }
      let least = organisation.shrunk(while: isContested)
      #expect(least.files.flatMap(\.documents).count == 1, "seed \(seed)")
      #expect(least.files.flatMap(\.documents).flatMap(\.keys).count == 2, "seed \(seed)")
      return
    }
  }
}

/// What the product says otherwise than the oracle, or nil.
private func difference(_ organisation: MadeOrganisation) -> String? {
  let today = organisation.today
  let expected = Oracle(organisation).result
  let actual = productStates(files: Emitter.files(organisation), today: (today.year, today.month, today.day))
  var lines: [String] = []
  lines += differences("initiative", expected.initiatives, actual.initiatives)
  lines += differences("team", expected.teams, actual.teams)
  lines += differences("in hand", expected.inHand, actual.inHand)
  if !Oracle.choosesSeverities(organisation.files) {
    lines += differences("severity", expected.severities, actual.severities)
  }
  lines += differences("initiatives", expected.figures, actual.figures)
  if let expected = expected.teamFigures, let actual = actual.teamFigures {
    lines += differences("teams", expected, actual)
  }
  return lines.isEmpty ? nil : lines.joined(separator: "\n")
}

private func differences(_ kind: String, _ expected: [String: String?], _ actual: [String: String?]) -> [String] {
  func shown(_ state: String??) -> String {
    guard let state else { return "no entity" }
    return state ?? "no state"
  }
  return Set(expected.keys).union(actual.keys).sorted().filter { expected[$0] != actual[$0] }.map {
    "\(kind)/\($0): oracle \(shown(expected[$0])), product \(shown(actual[$0]))"
  }
}

private func differences(_ what: String, _ expected: [String: String], _ actual: [String: String]) -> [String] {
  Set(expected.keys).union(actual.keys).sorted().filter { expected[$0] != actual[$0] }.map {
    "\($0), \(what): oracle \(expected[$0] ?? "none"), product \(actual[$0] ?? "none")"
  }
}

private func differences(_ kind: String, _ expected: Oracle.Figures, _ actual: Oracle.Figures) -> [String] {
  var lines: [String] = []
  func compare(_ name: String, _ expected: Int?, _ actual: Int?) {
    if expected ?? 0 == actual ?? 0 { return }
    lines.append("\(kind), \(name): oracle \(expected ?? 0), product \(actual ?? 0)")
  }
  compare("active", expected.active, actual.active)
  compare("dedicated", expected.dedicated, actual.dedicated)
  for state in Set(expected.states.keys).union(actual.states.keys).sorted() {
    compare(state, expected.states[state], actual.states[state])
  }
  for step in Set(expected.ladder.keys).union(actual.ladder.keys).sorted() {
    compare("ladder " + step, expected.ladder[step], actual.ladder[step])
  }
  return lines
}

private func shown(_ organisation: MadeOrganisation) -> String {
  Emitter.files(organisation).map { "==> \($0.path) <==\n\($0.text)" }.joined(separator: "\n")
}
