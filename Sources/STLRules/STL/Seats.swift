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

  /// Says that an agreed hand-over does not clear the seat.
  func noteHandover(_ seat: Leadership.Seat, _ notes: inout [Note]) {
    guard let on = seat.handedOver, let after = seat.afterHandover else { return }
    notes.append(Note("handed over on \(dateInWords(on)), but then it would be \(after.rawValue)"))
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
