import STLGraph
import STLModel
import STLText

/// An active initiative with a leader names no deputy.
package enum NoDeputy: Rule {
  package static let descriptor = RuleDescriptor(
    code: "STL007", name: "no-deputy", severity: "info",
    summary: "An active initiative with one leader names no deputy.",
    explanation: """
      A deputy stands in for days and costs nothing in any figure. The rule sleeps until some file uses `deputy:`.
      """,
    bad: "initiative: robots\nleader: ana\n---\ninitiative: drones\nleader: bo\ndeputy: cem\n",
    good: "initiative: robots\nleader: ana\ndeputy: dana\n---\ninitiative: drones\nleader: bo\ndeputy: cem\n",
    sleepsUntil: .deputy)

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    for seat in context.initiatives.seats where seat.leaders.count == 1 {
      guard context.graph.target(of: seat.node, .deputy) == nil else { continue }
      let entity = context.graph.entities[seat.node]
      findings.add(
        .info, entity: entity.reference, at: entity.place, "\(entity.id) has no deputy",
        notes: [.wayOut("`deputy:` with someone who stands in for days")])
    }
  }
}
