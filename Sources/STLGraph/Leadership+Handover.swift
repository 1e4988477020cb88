import STLModel
import STLText

/// What agreed hand-overs end.
extension Leadership {
  /// A hand-over on one of `days`: to whom, or to nobody where the initiative ends.
  ///
  /// One to the leader who is named already changes nothing and is none.
  func handover(of node: Graph.Node, on days: ClosedRange<CivilDate>) -> (to: Graph.Node?, on: CivilDate)? {
    guard let on = graph.entities[node].maps(.handover).first?.children.date(.on), days.contains(on) else { return nil }
    let to = graph.target(of: node, .handover, key: .to)
    return to.map { graph.leaders(of: node) == [$0] } ?? false ? nil : (to, on)
  }

  /// The days on which a hand-over is agreed and lies ahead within the limit.
  private var daysAhead: ClosedRange<CivilDate> { today...today.adding(days: max(0, graph.settings[.handoverDays])) }

  mutating func findHandovers() {
    // The last hand-over that takes a charge from a leader.
    var lastParting: [Graph.Node: CivilDate] = [:]
    for index in seats.indices {
      guard let on = handover(of: seats[index].node, on: daysAhead)?.on else { continue }
      seats[index].handedOver = on
      for leader in seats[index].leaders { lastParting[leader] = max(lastParting[leader] ?? on, on) }
    }
    let touched = seats.indices.filter { index in
      let seat = seats[index]
      if seat.handedOver != nil { return seat.state != .dedicated }
      return seat.state == .shared && lastParting[seat.leaders[0]] != nil
    }
    guard !touched.isEmpty else { return }
    let later = Leadership(graph, kind, today: today, forest: forest, teams: teams, supposingHandovers: daysAhead)
    for index in touched {
      let seat = seats[index]
      // Without a seat of its own it has ended, or is led by its parent's leader.
      let after = later.seat(of: seat.node)?.state ?? .dedicated
      if after == .dedicated {
        seats[index].inHand = (seat.handedOver ?? lastParting[seat.leaders[0]]).map {
          InHand(until: $0, how: .handover)
        }
      } else if seat.handedOver != nil {
        seats[index].afterHandover = after
      }
    }
  }
}
