import STLGraph
import STLModel
import STLText

/// The leader of an active initiative is away for long.
package enum Absent: Rule {
  package static let descriptor = RuleDescriptor(
    code: "STL008", name: "absent", severity: "warning",
    summary: "The leader of an active initiative is away for more than 28 days, or without a first or last day.",
    explanation: """
      Holidays do not count: only an absence of more than 28 days (`thresholds: {absence_days: …}`), or one that has no first
      or no last day. Both named days belong to it. Why someone is away belongs nowhere in the files.
      It is cleared by `interim:` with a person in post who leads nothing else, by another leader, or by the end of the absence.
      """,
    bad: "initiative: robots\nleader: ana\n---\nperson: ana\naway: {from: 2026-02-01, until: 2026-06-30}\n",
    good: "initiative: robots\nleader: ana\n---\nperson: ana\naway: {from: 2026-02-20, until: 2026-03-06}\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    context.forEachSeat(.absent) { _, seat in
      let entity = context.graph.entities[seat.node]
      let person = context.graph.entities[seat.leaders[0]]
      let away = person.raw(.away).map { person.file.place($0.place) }
      findings.add(
        .warning, entity: entity.reference, at: context.leaderPlace(seat),
        message(entity.id, person.id, seat.absentUntil),
        notes: [
          Note("so it says here", at: away), .wayOut("someone covers it: `interim:`"), context.leaderWayOut(for: seat),
        ])
    }
  }

  private static func message(_ id: String, _ person: String, _ until: CivilDate?) -> String {
    "the leader of \(id) is away" + (until.map { " until \(dateInWords($0))" } ?? " without an end") + ": \(person)"
  }
}
