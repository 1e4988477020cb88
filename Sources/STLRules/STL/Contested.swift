import STLGraph
import STLModel
import STLText

/// An active initiative names more than one leader.
package enum Contested: Rule {
  package static let descriptor = RuleDescriptor(
    code: "STL002", name: "contested", severity: "error",
    summary: "An active initiative names more than one leader.",
    explanation: """
      Two leaders are none: each can wait for the other, and nobody can say which of both decided. Equal names in a list count
      once, placeholders not at all.
      It is cleared by keeping one; the others can be `deputy:`, `contributors:` or `sponsor:`, which cost nothing here.
      """,
    bad: "initiative: robots\nleader: [ana, bo]\n",
    good: "initiative: robots\nleader: ana\ndeputy: bo\n")

  /// Most leaders that a message names.
  private static let namesMax = 4

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    context.forEachSeat(.contested) { _, seat in
      let entity = context.graph.entities[seat.node]
      let names = seat.leaders.map { context.graph.id(of: $0) }
      findings.add(
        .error, entity: entity.reference, at: context.leaderPlace(seat), message(entity.id, names),
        notes: [
          .wayOut("keep one: `leader: \(names[0])`"),
          context.graph.kinds[seat.node] == .team
            ? .wayOut("the others can be members")
            : .wayOut("the others can be `deputy:`, `contributors:` or `sponsor:`"),
        ])
    }
  }

  private static func message(_ id: String, _ names: [String]) -> String {
    let shown = names.prefix(namesMax).joined(separator: ", ")
    return "\(id) has \(names.count) leaders: \(shown)" + (names.count > namesMax ? " …" : "")
  }
}
