import STLGraph
import STLModel
import STLText

/// The leader of an active initiative leads another one too.
package enum Shared: Rule {
  package static let descriptor = RuleDescriptor(
    code: "STL004", name: "shared", severity: "error, info under an agreed hand-over",
    summary:
      "The leader of an active initiative leads, or covers as interim, another active initiative that is not part of it.",
    explanation: """
      Single-threaded means that the leader owns nothing else. Counted are the root-most active initiatives that name the person
      as leader or interim, contested ones too; what is part of an initiative of the same leader through `parent:` counts
      once. Being sponsor, deputy, owner of a metric or manager costs nothing.
      Under `handover:` with a day at most 90 days ahead it is information, for this initiative and for those that become clear
      by it.
      """,
    bad: "initiative: robots\nleader: ana\n---\ninitiative: drones\nleader: ana\n",
    good: "initiative: robots\nleader: ana\n---\ninitiative: drones\nleader: bo\n")

  /// Most other seats that notes name.
  private static let notesMax = 3

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    context.forEachSeat(.shared) { leadership, seat in
      let graph = context.graph
      let entity = graph.entities[seat.node]
      var notes = seat.others.prefix(notesMax).map { other in
        Note("the other one: \(graph.id(of: other))", at: leaderPlace(other, context))
      }
      if seat.others.count > notesMax { notes.append(Note("and \(seat.others.count - notesMax) more")) }
      if let inHand = seat.inHand {
        notes.append(Note("in hand: by a hand-over on \(dateInWords(inHand.until))"))
      } else {
        context.noteHandover(seat, &notes)
        let free = context.free(for: seat)
        notes.append(
          .wayOut(
            "another leader for one of them"
              + (free.isEmpty ? "" : " (free in the team: \(free.joined(separator: ", ")))")))
        if leadership.kind == .initiative {
          notes.append(
            .wayOut(
              "it ends or is handed over: `handover: {on: \(context.today.adding(days: 30))}`, info until that day"))
        }
        if let other = seat.others.first {
          notes.append(.wayOut("it is part of the other one: `parent: \(graph.id(of: other))`"))
        }
      }
      findings.add(
        seat.inHand == nil && seat.handedOver == nil ? .error : .info, entity: entity.reference,
        at: context.leaderPlace(seat),
        message(seat, context), notes: notes)
    }
  }

  private static func leaderPlace(_ node: Graph.Node, _ context: RuleContext) -> Place {
    let reference = context.graph.references(of: node).first { $0.topKey == .leader }
    return reference.map { context.graph.place(of: $0) } ?? context.graph.entities[node].place
  }

  private static func message(_ seat: Leadership.Seat, _ context: RuleContext) -> String {
    let own = context.nameWithPriority(seat.node)
    let first = context.nameWithPriority(seat.others[0])
    switch seat.others.count {
    case 1: return "\(own) and \(first) have the same leader"
    case 2: return "\(own), \(first) and \(context.nameWithPriority(seat.others[1])) have the same leader"
    default: return "\(own) and \(seat.others.count) others have the same leader"
    }
  }
}
