package import STLGraph
import STLModel
package import STLText

/// What the rules about seats have in common: where a seat's leader stands, and who is free.
extension RuleContext {
  /// The place of the leader of `seat`: the reference, the placeholder, or the id where there is no key.
  package func leaderPlace(_ seat: Leadership.Seat) -> Place {
    let entity = graph.entities[seat.node]
    let leader = entity.values.first { $0.key == .leader && $0.tag == .reference } ?? entity.raw(.leader)
    return leader.map { entity.file.place($0.place) } ?? entity.place
  }

  /// What `leader:` of a leaderless seat says, as written: a placeholder, or an address of an example domain.
  package func placeholder(of seat: Leadership.Seat) -> (text: String, isAddress: Bool)? {
    let entity = graph.entities[seat.node]
    let value = entity.values.first { $0.key == .leader && ($0.tag == .placeholder || $0.tag == .reference) }
    return value.map { (entity.file.source($0.place), $0.tag == .reference) }
  }

  /// `checkout-latency (P1)`, or the id alone without a priority.
  package func nameWithPriority(_ node: Graph.Node) -> String {
    let entity = graph.entities[node]
    return entity.id + (entity.number(.priority).map { " (P\($0))" } ?? "")
  }

  /// Says that a hand-over does not clear the seat: an agreed one that changes too little, or one that does not count.
  func noteHandover(_ seat: Leadership.Seat, _ notes: inout [Note]) {
    if let on = seat.handedOver, let after = seat.afterHandover {
      notes.append(Note("handed over on \(dateInWords(on)), but then it would be \(after.rawValue)"))
    } else if let note = idleHandover(of: seat) {
      notes.append(note)
    }
  }

  /// How many people are looked at, and how many named.
  private static let freeExaminedMax = 20
  private static let freeNamedMax = 3

  /// Ids of people of the seat's team who are in post, lead nothing and could be dedicated, at most three.
  func free(for seat: Leadership.Seat) -> [String] {
    let team =
      graph.kinds[seat.node] == .team
      ? seat.node : graph.target(of: seat.node, .team).flatMap { $0 < graph.entities.count ? $0 : nil }
    guard let team, let people = freeByTeam[team] else { return [] }
    let fit = people.prefix(RuleContext.freeExaminedMax).lazy.filter { initiatives.hasTime($0, for: seat.node) }
    return fit.prefix(RuleContext.freeNamedMax).map { graph.id(of: $0) }
  }

  /// A way out that names someone who is free, where the files know someone.
  func leaderWayOut(for seat: Leadership.Seat) -> Note {
    let free = free(for: seat)
    if let first = free.first {
      return .wayOut(
        "`leader: \(first)`"
          + (free.count > 1
            ? "; also free in the team: \(free.dropFirst().joined(separator: ", "))" : " (free in the team)"))
    }
    return .wayOut("name one person who leads nothing else")
  }

  /// Why the `handover:` of a seat does not count, where it has one that does not: no day, or one that lies too far ahead.
  ///
  /// A day that is over is GOV008.
  private func idleHandover(of seat: Leadership.Seat) -> Note? {
    let entity = graph.entities[seat.node]
    guard let (value, handover) = entity.maps(.handover).first else { return nil }
    guard let on = handover.date(.on) else {
      return Note("`handover:` does not count: it has no day in `on:`", at: entity.file.place(value.place))
    }
    let limit = graph.settings[.handoverDays]
    guard on.days(since: today) > limit else { return nil }
    return Note(
      "`handover:` does not count yet: its day is more than \(daysInWords(limit)) ahead (thresholds: handover_days)",
      at: handover.first(.on, .date).map { entity.file.place($0.place) })
  }

  /// The state of the seat `node`, for rules that speak of one state.
  func forEachSeat(_ state: LeadershipState, _ body: (Leadership, Leadership.Seat) -> Void) {
    for leadership in judged {
      for seat in leadership.seats where seat.state == state { body(leadership, seat) }
    }
  }
}

extension Leadership.Seat {
  /// The duty where the way out lies; one without a share is heaviest.
  package var heaviestDuty: Leadership.Duty? { duties.max { ($0.share ?? 101) < ($1.share ?? 101) } }
}

/// Counts days in words: `1 day`, `49 days`.
package func daysInWords(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }

/// `robots'`, `fleet's`.
func possessive(_ name: String) -> String { name + (name.hasSuffix("s") ? "'" : "'s") }

/// A date for readers: `5 October 2026`.
package func dateInWords(_ date: CivilDate) -> String {
  let (year, month, day) = date.parts
  return "\(day) \(monthNames[month - 1]) \(year)"
}

/// English names of the months, January first.
package let monthNames = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
  "December",
]
