import STLGraph
import STLModel
import STLText

/// An active initiative names no leader.
package enum Leaderless: Rule {
  package static let descriptor = RuleDescriptor(
    code: "STL001", name: "leaderless", severity: "warning, error after 14 days",
    summary: "An active initiative names no leader, and no interim covers the seat.",
    explanation: """
      The best way to fail at inventing something is by making it somebody's part-time job; nobody's job is worse.
      An empty value and placeholders such as `tbd`, `none` or `vacant` name nobody. An initiative with an active parent that
      names no leader is led by the parent's and not told here. A person in post who leads nothing else in `interim:` covers
      the seat (STL010). Until history is read here, the lower severity holds, however old the empty seat is.
      It is cleared by one person in `leader:`, also one who joins later (arriving), or by a status that is not active.
      """,
    bad: "initiative: robots\nleader: tbd\n",
    good: "initiative: robots\nleader: ana\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    context.forEachSeat(.leaderless) { leadership, seat in
      let entity = context.graph.entities[seat.node]
      let placeholder = context.placeholder(of: seat)
      let isTeam = leadership.kind == .team
      findings.add(
        .warning, entity: entity.reference, at: context.leaderPlace(seat), message(entity.id, placeholder?.text),
        notes: (placeholder?.isAddress ?? false ? [exampleNote] : []) + interimNote(seat, context) + [
          context.leaderWayOut(for: seat),
          isTeam
            ? .wayOut("the team is no more: `status: ended`") : .wayOut("not started after all: `status: proposed`"),
          .wayOut("nobody on purpose: `waive:` with a reason and a date"),
        ])
    }
  }

  private static let exampleNote = Note(
    "addresses at example.org, example.com and example.net name nobody, unless a person here has it in `email:`")

  private static func interimNote(_ seat: Leadership.Seat, _ context: RuleContext) -> [Note] {
    guard let interim = seat.interim else { return [] }
    return [
      Note("the interim \(context.graph.id(of: interim)) does not cover it: not in post, or leads something else too")
    ]
  }

  private static func message(_ id: String, _ placeholder: String?) -> String {
    guard let placeholder else { return "\(id) has no leader" }
    return "\(id) has no leader: \"\(placeholder)\" is a placeholder"
  }
}
