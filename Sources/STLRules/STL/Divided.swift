import STLGraph
import STLModel
import STLText

/// The leader of an active initiative has other duties above the limit.
package enum Divided: Rule {
  package static let descriptor = RuleDescriptor(
    code: "STL005", name: "divided", severity: "warning, info when an end is given",
    summary: "The other duties of an initiative's leader take more than 10 % of the person's time.",
    explanation: """
      Counted are what `dedication:` leaves of 100 %, `commitments:` in force, contributions to active initiatives that are
      neither this one nor part of it nor led by the same person, and active teams that the person leads besides the
      initiative's own team and the teams below it (not measured while the initiative names no team). Shares add up; a duty
      without a share counts as above the limit. Not counted: contract hours, deputy, sponsor, decider, Bar Raiser, owner of a
      metric or goal, recruiter, managing people, and up to 10 % in all (`thresholds: {other_duties: …}`).
      It is cleared by handing the duty on or by bringing it to the limit; with an end on the duty it is information.
      """,
    bad: "initiative: robots\nleader: ana\ndedication: 60%\n",
    good: "initiative: robots\nleader: ana\ndedication: 90%\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    context.forEachSeat(.divided) { _, seat in
      let entity = context.graph.entities[seat.node]
      guard let main = seat.heaviestDuty else { return }
      var notes: [Note] = []
      if seat.duties.count > 1 || FilePath(main.place.path) != FilePath(entity.file.path) {
        let counted = seat.duties.map { "\($0.what)\($0.share.map { " \($0) %" } ?? " without a share")" }
        notes.append(Note("counted: " + counted.joined(separator: ", "), at: context.leaderPlace(seat)))
      }
      for duty in seat.duties where duty.place != main.place { notes.append(Note(duty.what, at: duty.place)) }
      context.noteHandover(seat, &notes)
      if let inHand = seat.inHand { notes.append(Note("in hand: until \(dateInWords(inHand.until))")) }
      notes.append(wayOut(main, context.graph.settings[.otherDuties]))
      findings.add(
        seat.inHand == nil && seat.handedOver == nil ? .warning : .info, entity: entity.reference, at: main.place,
        message(seat, main, entity.id), notes: notes)
    }
  }

  private static func message(_ seat: Leadership.Seat, _ main: Leadership.Duty, _ id: String) -> String {
    if seat.duties.contains(where: { $0.share == nil }) {
      return "\(possessive(id)) leader has another duty: \(main.what)"
    }
    let total = min(100, seat.duties.reduce(0) { $0 + ($1.share ?? 0) })
    return "\(total) % of the time of \(possessive(id)) leader has another duty"
  }

  private static func wayOut(_ duty: Leadership.Duty, _ limit: Int) -> Note {
    switch duty.source {
    case .undedicated: .wayOut("`dedication: \(100 - limit)%` or more, where that is true")
    case .commitment: .wayOut("hand the duty on, bring it to \(limit) % or less, or `until:` on it if it ends")
    case .contribution: .wayOut("end the contribution, or give it a `share:` that fits into \(limit) %")
    case .team: .wayOut("another leader for that team, or make it the initiative's `team:`")
    }
  }
}
