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
      if seats[index].state != .dedicated { seats[index].inHand = InHand(until: on, how: .handover) }
      for leader in seats[index].leaders { lastParting[leader] = max(lastParting[leader] ?? on, on) }
    }
    let waiting = seats.indices.filter { index in
      seats[index].state == .shared && seats[index].inHand == nil && lastParting[seats[index].leaders[0]] != nil
    }
    guard !waiting.isEmpty else { return }
    let later = Leadership(graph, kind, today: today, forest: forest, teams: teams, supposingHandovers: daysAhead)
    for index in waiting where later.seat(of: seats[index].node)?.state == .dedicated {
      seats[index].inHand = lastParting[seats[index].leaders[0]].map { InHand(until: $0, how: .handover) }
    }
  }
}
