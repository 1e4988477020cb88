import STLGraph
import STLModel

/// Two or more people report to each other in a circle.
package enum ReportingCycle: Rule {
  package static let descriptor = RuleDescriptor(
    code: "REF003", name: "reporting-cycle", severity: "error",
    summary: "Two or more people report to each other in a circle.",
    explanation: """
      Bar Raiser conflicts and reporting lines are paths through `manager:`; on a circle they have no end. Someone who names
      themselves as manager heads the organisation and is no cycle.
      """,
    bad: "person: ana\nmanager: bo\n---\nperson: bo\nmanager: ana\n",
    good: "person: ana\nmanager: ana\n---\nperson: bo\nmanager: ana\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    Cycles.check(
      context, Forest(context.graph, .person, .manager, ignoresSelf: true), .manager, verb: "reports to", &findings)
  }
}
