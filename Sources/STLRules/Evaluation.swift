package import STLGraph
package import STLText

/// What holds of a graph on one day: who leads what, and everything that the rules have to say.
package struct Evaluation: Sendable {
  package let today: CivilDate
  package let context: RuleContext
  package let policy: Policy
  /// Sorted; waived ones are among them, marked.
  package let findings: [Finding]

  /// Every initiative's state.
  package var initiatives: Leadership { context.initiatives }
  /// Every team's state.
  package var teams: Leadership { context.teams }
  package var graph: Graph { context.graph }

  /// Judges `graph` on `today`.
  package init(_ graph: Graph, documents: Documents, today: CivilDate) {
    self.today = today
    policy = Policy(graph)
    var context = RuleContext(graph, documents: documents, today: today)
    let standings = policy.standings.filter { !$0.isOff && !$0.isAsleep }
    context.activeRules = Set(standings.map(\.descriptor.code))
    var used: Set<Int> = []
    var all: [Finding] = []
    func run(_ rule: any Rule.Type, _ standing: Policy.Standing) {
      var findings = Findings(rule.descriptor)
      rule.check(context, &findings)
      for var finding in findings.list {
        finding.severity = min(standing.severity ?? finding.severity, standing.most)
        let waivers = finding.entity.map { context.waivers.inForce($0, finding.code) } ?? []
        finding.isWaived = !waivers.isEmpty
        used.formUnion(waivers)
        all.append(finding)
      }
    }
    let active = zip(Catalogue.rules, policy.standings).filter { !$0.1.isOff && !$0.1.isAsleep }
    for (rule, standing) in active where rule != UnusedWaiver.self { run(rule, standing) }
    context.usedWaivers = used
    for (rule, standing) in active where rule == UnusedWaiver.self { run(rule, standing) }
    all.sort()
    findings = all
    self.context = context
  }

  /// The leadership of initiatives or teams.
  package func leadership(of kind: LeadershipKind) -> Leadership { kind == .teams ? teams : initiatives }
}

/// What a headline counts.
package enum LeadershipKind: String, Sendable, CaseIterable { case initiatives, teams }
