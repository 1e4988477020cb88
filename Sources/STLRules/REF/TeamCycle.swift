import STLGraph
import STLModel

/// Teams are part of each other in a circle through parent.
package enum TeamCycle: Rule {
  package static let descriptor = RuleDescriptor(
    code: "REF004", name: "team-cycle", severity: "error",
    summary: "Teams are part of each other in a circle through parent.",
    explanation: """
      A team that is part of itself has no place in any sum. The edges of the circle are ignored wherever leadership is
      judged.
      """,
    bad: "team: sea\nparent: port\n---\nteam: port\nparent: sea\n",
    good: "team: sea\n---\nteam: port\nparent: sea\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    Cycles.check(context, context.teamForest, .parent, verb: "is part of", &findings)
  }
}
