import STLModel
import STLText

/// What a leader has to do besides the seat.
extension Leadership {
  mutating func readDuties() {
    for node in forest.order where isActive[node] {
      let entity = graph.entities[node]
      for reference in graph.references(of: node) where reference.topKey == .contributors && reference.target >= 0 {
        let share = reference.key == .person ? share(beside: Int(reference.value), in: entity.file) : nil
        contributions.append(
          .init(person: Int(reference.target), node: node, share: share, value: graph.value(of: reference)))
      }
    }
    contributions.sort { ($0.person, $0.node, $0.value.start) < ($1.person, $1.node, $1.value.start) }
    // Somebody who is named twice, by id and by address, counts once, as the first says.
    var last: (person: Graph.Node, node: Graph.Node)?
    contributions.removeAll { contribution in
      defer { last = (contribution.person, contribution.node) }
      return last.map { $0 == (contribution.person, contribution.node) } ?? false
    }
    for team in teams.order where graph.isMarkedActive(team) {
      for leader in graph.leaders(of: team) { teamsLed.append((leader, team)) }
    }
    teamsLed.sort { ($0.person, $0.team) < ($1.person, $1.team) }
  }

  /// The share that stands in the same mapping as the value at `index`.
  func share(beside index: Int, in file: SourceFile) -> Int? {
    var map = index
    while map > 0, file.values[map].tag != .map { map -= 1 }
    return Children(file: file, range: map + 1..<map + Int(file.values[map].count)).percent(.share)
  }

  func isAbove(_ duties: [Duty], _ limit: Int) -> Bool {
    duties.contains { $0.share == nil } || duties.reduce(0) { $0 + ($1.share ?? 0) } > limit
  }

  /// The day after which the duties that are left fit in.
  func dayWithin(_ limit: Int, of duties: [Duty]) -> CivilDate? {
    let never = CivilDate(days: .max)
    var left = duties.sorted { ($0.until ?? never) > ($1.until ?? never) }
    var unshared = left.reduce(0) { $0 + ($1.share == nil ? 1 : 0) }
    var share = left.reduce(0) { $0 + ($1.share ?? 0) }
    while let next = left.popLast(), let until = next.until {
      share -= next.share ?? 0
      unshared -= next.share == nil ? 1 : 0
      if unshared == 0, share <= limit { return until }
    }
    return nil
  }

  /// Whether what else the person does leaves the time for leading `node`.
  package func hasTime(_ person: Graph.Node, for node: Graph.Node) -> Bool {
    guard kind == .initiative, graph.kinds[node] == .initiative else { return true }
    let duties = duties(of: person, besides: node).filter { duty in
      if case .undedicated = duty.source { false } else { true }
    }
    return !isAbove(duties, graph.settings[.otherDuties])
  }

  /// What `person` has to do besides leading `node`.
  func duties(of person: Graph.Node, besides node: Graph.Node) -> [Duty] {
    var duties: [Duty] = []
    let entity = graph.entities[node]
    if let dedication = entity.first(.dedication, .percent), dedication.payload < 100 {
      duties.append(
        Duty(
          source: .undedicated, share: 100 - Int(dedication.payload),
          what: "`dedication` leaves \(100 - Int(dedication.payload)) %", place: entity.file.place(dedication.place)))
    }
    if person < graph.entities.count { duties += commitments(of: graph.entities[person]) }
    for contribution in contributionRange(of: person) {
      guard !forest.isWithin(contribution.node, node), !isLed(contribution.node, by: person) else { continue }
      let other = graph.entities[contribution.node]
      duties.append(
        Duty(
          source: .contribution(contribution.node), share: contribution.share,
          what: "contributes to \(other.id)", place: other.file.place(contribution.value.place)))
    }
    guard namesTeam(node) else { return duties }
    let own = graph.references(of: node).first { $0.topKey == .team && $0.outcome == .resolved }.map { Int($0.target) }
    for (_, team) in teamsLed.filter(person: person) where own.map({ !teams.isWithin(team, $0) }) ?? true {
      let value = graph.references(of: team).first { $0.topKey == .leader && Int($0.target) == person }
      duties.append(
        Duty(
          source: .team(team), share: nil, what: "leads team \(graph.id(of: team))",
          place: value.map { graph.place(of: $0) } ?? graph.entities[team].place))
    }
    return duties
  }

  func namesTeam(_ node: Graph.Node) -> Bool { graph.references(of: node).contains { $0.topKey == .team } }

  func commitments(of person: Entity) -> [Duty] {
    var duties: [Duty] = []
    for (map, children) in person.maps(.commitments) {
      let until = children.date(.until)
      if let from = children.date(.from), from > today { continue }
      if let until, until < today { continue }
      let what = children.first(.what, .text)
      duties.append(
        Duty(
          source: .commitment, share: children.percent(.share), until: until,
          what: what.map(person.file.string) ?? "a commitment", place: person.file.place(what?.place ?? map.place)))
    }
    return duties
  }

  func contributionRange(of person: Graph.Node) -> ArraySlice<Contribution> {
    contributions[
      contributions.partitionPoint { $0.person < person }..<contributions.partitionPoint { $0.person <= person }]
  }

  /// Whether the initiative is led by `person`: by name, or through the nearest ancestor that names a leader.
  func isLed(_ node: Graph.Node, by person: Graph.Node) -> Bool {
    if !leadersOf[node].isEmpty { return leadersOf[node].contains(person) }
    return nearestNaming[node] >= 0 && leadersOf[Int(nearestNaming[node])].contains(person)
  }
}

extension Array where Element == (person: Graph.Node, team: Graph.Node) {
  /// The elements of one person; the array is sorted by person.
  fileprivate func filter(person: Graph.Node) -> ArraySlice<Element> {
    self[partitionPoint { $0.person < person }..<partitionPoint { $0.person <= person }]
  }
}
