import STLGraph
import STLModel
import STLText

/// The leader of an active initiative has left, or has not joined yet.
package enum Departed: Rule {
  package static let descriptor = RuleDescriptor(
    code: "STL006", name: "departed", severity: "error; info while the leader is still to join",
    summary: "The leader of an active initiative has left, or joins only later.",
    explanation: """
      A name in a file does not fill a seat. Someone with `status: left`, or whose day in `left:` has come, is gone. Someone
      whose `joined:` lies ahead is arriving: that has a date, so it is information.
      It is cleared by another leader, or by the day of joining. An `interim:` covers the seat meanwhile.
      """,
    bad: "initiative: robots\nleader: ana\n---\nperson: ana\nleft: 2026-01-31\n",
    good: "initiative: robots\nleader: ana\n---\nperson: ana\nleft: 2026-12-31\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    for leadership in context.judged {
      for seat in leadership.seats where seat.state == .departed || seat.state == .arriving {
        let graph = context.graph
        let entity = graph.entities[seat.node]
        let person = graph.entities[seat.leaders[0]]
        switch graph.post(of: seat.leaders[0], today: context.today) {
        case .departed(let date):
          let place = person.raw(.left) ?? person.raw(.status)
          findings.add(
            .error, entity: entity.reference, at: context.leaderPlace(seat), message(entity.id, left: person.id, date),
            notes: [
              Note("so it says here", at: place.map { person.file.place($0.place) }), context.leaderWayOut(for: seat),
              .wayOut("someone covers it: `interim:`"),
            ])
        case .arriving(let date):
          let days = daysInWords(date.days(since: context.today))
          findings.add(
            .info, entity: entity.reference, at: context.leaderPlace(seat),
            "\(entity.id) waits for \(person.id), who joins on \(dateInWords(date)), in \(days)",
            notes: [
              Note("so it says here", at: person.raw(.joined).map { person.file.place($0.place) }),
              .wayOut("someone covers it until then: `interim:`"),
            ])
        default: break
        }
      }
    }
  }

  private static func message(_ id: String, left person: String, _ date: CivilDate?) -> String {
    "the leader of \(id) has left: \(person)" + (date.map { " on \(dateInWords($0))" } ?? "")
  }
}
