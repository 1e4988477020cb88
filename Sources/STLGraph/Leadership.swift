package import STLModel
package import STLText

/// What holds of an initiative's or a team's seat: the first that applies, in this order.
package enum LeadershipState: String, Sendable, CaseIterable {
  case leaderless, contested
  case notAPerson = "not-a-person"
  case departed, arriving, absent, interim, shared, divided, dedicated
}

/// Who leads what on one day: the states of every active initiative, or of every active team.
package struct Leadership: Sendable {
  /// A duty of a leader besides the seat.
  package struct Duty: Sendable {
    package enum Source: Sendable {
      /// What `dedication` leaves.
      case undedicated
      case commitment
      /// Contributing to the node.
      case contribution(Graph.Node)
      /// Leading the team.
      case team(Graph.Node)
    }

    package var source: Source
    /// Percent of the person's own time, or nil where the files give none.
    package var share: Int?
    /// Last day, where the files give one.
    package var until: CivilDate?
    /// What the duty is, for readers.
    package var what: String
    /// Where it stands.
    package var place: Place
  }

  /// How a date in the files ends a flag.
  package struct InHand: Sendable {
    package enum How: String, Sendable { case handover, interim, arriving, absence, duty }

    /// The day on which it is over: of the hand-over, of joining, or the last day of the absence or duty.
    package var until: CivilDate
    package var how: How
  }

  /// An active initiative or team that has a state.
  package struct Seat: Sendable {
    package var node: Graph.Node
    package var state: LeadershipState
    /// What would hold without the interim.
    package var withoutInterim: LeadershipState
    /// Named leaders, placeholders dropped, equal ones merged.
    package var leaders: [Graph.Node]
    /// The person in `interim:`, whether in effect or not.
    package var interim: Graph.Node?
    /// The other seats of the leader that make it shared.
    package var others = OtherSeats()
    package var duties: [Duty]
    package var inHand: InHand?
    /// The absence that makes the leader absent, where it has a last day.
    package var absentUntil: CivilDate?
  }

  /// How far each seat has come; each step needs the ones before.
  package struct Ladder: Sendable, Equatable {
    package var active = 0
    package var named = 0
    package var exactlyOne = 0
    package var inPost = 0
    package var leadsOneThing = 0
    package var dedicated = 0
  }

  /// Whether a person can be counted on today.
  package enum Post: Sendable, Equatable {
    case inPost
    case departed(CivilDate?)
    case arriving(CivilDate)
    /// The last day of the absence, where the files give one.
    case absent(until: CivilDate?)
  }

  package let kind: Kind
  package let today: CivilDate
  /// In the order of the graph.
  package private(set) var seats: [Seat] = []
  /// Children that are led by the leader of an active ancestor, with that ancestor (the nearest one that names a leader,
  /// else the nearest).
  package private(set) var led: [(node: Graph.Node, ancestor: Graph.Node)] = []
  package private(set) var ladder = Ladder()
  package let forest: Forest
  /// Whether each entity of the graph is active on the day.
  package private(set) var isActive: [Bool]
  /// Seats that name a person as leader or interim and no active ancestor of which does, by person, then in order.
  private var charged: [Graph.Node] = []
  /// The person of each element of `charged`, sorted.
  private var chargedPeople: [Graph.Node] = []

  private let graph: Graph
  private var seatOf: [Int32]
  private var leadersOf: [[Graph.Node]]
  private var interimOf: [Int32]
  /// The nearest active ancestor of each node, or -1.
  private var nearestActive: [Int32]
  /// The nearest active ancestor of each node that names a leader, or -1.
  private var nearestNaming: [Int32]
  private var contributions: [Contribution] = []
  private var teamsLed: [(person: Graph.Node, team: Graph.Node)] = []
  private let teams: Forest

  private struct Contribution {
    var person: Graph.Node
    var node: Graph.Node
    var share: Int?
    var value: Value
  }

  /// The states of `kind` (initiative or team) on `today`.
  ///
  /// `teams` is the forest of teams.
  ///
  /// `handingOverFrom` supposes that every hand-over from that day on and before `today` happens as the files say.
  package init(
    _ graph: Graph, _ kind: Kind, today: CivilDate, forest: Forest, teams: Forest, handingOverFrom: CivilDate? = nil
  ) {
    self.graph = graph
    self.kind = kind
    self.today = today
    self.forest = forest
    self.teams = teams
    let count = graph.entities.count
    isActive = [Bool](repeating: false, count: count)
    seatOf = [Int32](repeating: -1, count: count)
    leadersOf = [[Graph.Node]](repeating: [], count: count)
    interimOf = [Int32](repeating: -1, count: count)
    nearestActive = [Int32](repeating: -1, count: count)
    nearestNaming = [Int32](repeating: -1, count: count)
    readSeats(handingOverFrom)
    findAncestors()
    countCharges()
    if kind == .initiative { readDuties() }
    judge()
    findHandovers()
    for seat in seats { climb(seat) }
  }

  /// The seat of an entity, or nil where it has no state.
  package func seat(of node: Graph.Node) -> Seat? {
    node < seatOf.count && seatOf[node] >= 0 ? seats[Int(seatOf[node])] : nil
  }

  /// How many seats have `state`.
  package func count(of state: LeadershipState) -> Int { seats.reduce(0) { $0 + ($1.state == state ? 1 : 0) } }

  /// The seats that a person is charged with, in order.
  package func charges(of person: Graph.Node) -> ArraySlice<Graph.Node> {
    charged[firstCharge(notBefore: person)..<firstCharge(notBefore: person + 1)]
  }

  private func firstCharge(notBefore person: Graph.Node) -> Int {
    var low = 0
    var high = chargedPeople.count
    while low < high {
      let middle = (low + high) / 2
      if chargedPeople[middle] < person { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether a person is in post on the day.
  package func post(of person: Graph.Node) -> Post { graph.post(of: person, today: today) }

  // MARK: Reading

  private mutating func readSeats(_ handingOverFrom: CivilDate?) {
    for node in forest.order {
      let entity = graph.entities[node]
      var active = graph.isMarkedActive(node)
      if active, kind == .initiative, let starts = entity.date(.starts), starts > today { active = false }
      let successor = active ? handingOverFrom.flatMap { handover(of: node, from: $0) } : nil
      if let successor, successor.to == nil { active = false }
      isActive[node] = active
      guard active else { continue }
      if let to = successor?.to {
        leadersOf[node] = [to]
        continue
      }
      leadersOf[node] = graph.leaders(of: node)
      if let interim = graph.target(of: node, .interim) { interimOf[node] = Int32(interim) }
    }
  }

  /// The hand-over whose day is neither before `first` nor still to come: to whom, or nobody where the initiative ends.
  private func handover(of node: Graph.Node, from first: CivilDate) -> (to: Graph.Node?, on: CivilDate)? {
    guard let on = graph.entities[node].maps(.handover).first?.children.date(.on), on >= first, on < today else {
      return nil
    }
    return (graph.target(of: node, .handover, key: .to), on)
  }

  private mutating func findAncestors() {
    for node in forest.order where forest.parent[node] >= 0 {
      let parent = Int(forest.parent[node])
      nearestActive[node] = isActive[parent] ? Int32(parent) : nearestActive[parent]
      nearestNaming[node] = isActive[parent] && !leadersOf[parent].isEmpty ? Int32(parent) : nearestNaming[parent]
    }
  }

  private mutating func countCharges() {
    // A walk with a count of how many active ancestors name each person: linear, however deep the chain.
    var charges: [(person: Graph.Node, node: Graph.Node)] = []
    var namedAbove: [Graph.Node: Int] = [:]
    var open: [(node: Graph.Node, names: [Graph.Node])] = []
    for node in forest.order where isActive[node] {
      while let last = open.last, !forest.isWithin(node, last.node) {
        for name in last.names { namedAbove[name, default: 0] -= 1 }
        open.removeLast()
      }
      var names = leadersOf[node]
      if interimOf[node] >= 0, !names.contains(Int(interimOf[node])) { names.append(Int(interimOf[node])) }
      for name in names {
        if namedAbove[name, default: 0] == 0 { charges.append((name, node)) }
        namedAbove[name, default: 0] += 1
      }
      open.append((node, names))
    }
    charges.sort { ($0.person, $0.node) < ($1.person, $1.node) }
    charged = charges.map(\.node)
    chargedPeople = charges.map(\.person)
  }

  private mutating func readDuties() {
    for node in forest.order where isActive[node] {
      let entity = graph.entities[node]
      for reference in graph.references(of: node) where reference.topKey == .contributors && reference.target >= 0 {
        let share = reference.key == .person ? share(beside: Int(reference.value), in: entity.file) : nil
        contributions.append(
          .init(person: Int(reference.target), node: node, share: share, value: graph.value(of: reference)))
      }
    }
    contributions.sort { ($0.person, $0.node, $0.value.start) < ($1.person, $1.node, $1.value.start) }
    for team in teams.order where graph.isMarkedActive(team) {
      for leader in graph.leaders(of: team) { teamsLed.append((leader, team)) }
    }
    teamsLed.sort { ($0.person, $0.team) < ($1.person, $1.team) }
  }

  /// The share that stands in the same mapping as the value at `index`.
  private func share(beside index: Int, in file: SourceFile) -> Int? {
    var map = index
    while map > 0, file.values[map].tag != .map { map -= 1 }
    return Children(file: file, range: map + 1..<map + Int(file.values[map].count)).percent(.share)
  }

  // MARK: Judging

  private mutating func judge() {
    let nodes = forest.order.filter { isActive[$0] }.sorted()
    for node in nodes {
      if nearestActive[node] >= 0 {
        let ancestor = Int(nearestActive[node])
        let named = nearestNaming[node] >= 0 ? Int(nearestNaming[node]) : nil
        if leadersOf[node].isEmpty || named.map({ hasSameLeaders($0, node) }) ?? false {
          led.append((node, named ?? ancestor))
          continue
        }
      }
      seatOf[node] = Int32(seats.count)
      seats.append(seat(judging: node))
    }
  }

  private func hasSameLeaders(_ one: Graph.Node, _ other: Graph.Node) -> Bool {
    // Each list holds a leader once.
    leadersOf[one].count == leadersOf[other].count && Set(leadersOf[one]) == Set(leadersOf[other])
  }

  private func seat(judging node: Graph.Node) -> Seat {
    let leaders = leadersOf[node]
    let interim = interimOf[node] >= 0 ? Int(interimOf[node]) : nil
    var seat = Seat(
      node: node, state: .leaderless, withoutInterim: .leaderless, leaders: leaders, interim: interim, duties: [])
    judge(&seat)
    seat.withoutInterim = seat.state
    let isEmpty = [.leaderless, .departed, .arriving, .absent].contains(seat.state)
    if isEmpty, let interim, graph.isPerson(interim), post(of: interim) == .inPost, charges(of: interim).count == 1 {
      seat.state = .interim
      if let inHand = seat.inHand { seat.inHand = InHand(until: inHand.until, how: .interim) }
    }
    return seat
  }

  private func judge(_ seat: inout Seat) {
    guard let leader = seat.leaders.first else { return }
    guard seat.leaders.count == 1 else {
      seat.state = .contested
      return
    }
    guard graph.isPerson(leader) else {
      seat.state = .notAPerson
      return
    }
    switch post(of: leader) {
    case .departed:
      seat.state = .departed
      return
    case .arriving(let date):
      seat.state = .arriving
      seat.inHand = InHand(until: date, how: .arriving)
      return
    case .absent(let until):
      seat.state = .absent
      seat.absentUntil = until
      if let until { seat.inHand = InHand(until: until, how: .absence) }
      return
    case .inPost: break
    }
    let charges = charges(of: leader)
    if charges.count > 1 {
      seat.state = .shared
      seat.others = OtherSeats(charges, besides: seat.node)
      return
    }
    guard kind == .initiative else {
      seat.state = .dedicated
      return
    }
    seat.duties = duties(of: leader, besides: seat.node)
    let limit = graph.settings[.otherDuties]
    guard isAbove(seat.duties, limit) else {
      seat.state = .dedicated
      return
    }
    seat.state = .divided
    // The day after which the duties that are left fit in.
    let ends = seat.duties.compactMap(\.until).sorted()
    for end in ends where !isAbove(seat.duties.filter({ $0.until.map { $0 > end } ?? true }), limit) {
      seat.inHand = InHand(until: end, how: .duty)
      break
    }
  }

  private func isAbove(_ duties: [Duty], _ limit: Int) -> Bool {
    duties.contains { $0.share == nil } || duties.reduce(0) { $0 + ($1.share ?? 0) } > limit
  }

  /// What `person` has to do besides leading `node`.
  private func duties(of person: Graph.Node, besides node: Graph.Node) -> [Duty] {
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

  private func namesTeam(_ node: Graph.Node) -> Bool { graph.references(of: node).contains { $0.topKey == .team } }

  private func commitments(of person: Entity) -> [Duty] {
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

  private func contributionRange(of person: Graph.Node) -> ArraySlice<Contribution> {
    var low = 0
    var high = contributions.count
    while low < high {
      let middle = (low + high) / 2
      if contributions[middle].person < person { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < contributions.count, contributions[end].person == person { end += 1 }
    return contributions[low..<end]
  }

  /// Whether the initiative is led by `person`: by name, or through the nearest ancestor that names a leader.
  private func isLed(_ node: Graph.Node, by person: Graph.Node) -> Bool {
    if !leadersOf[node].isEmpty { return leadersOf[node].contains(person) }
    return nearestNaming[node] >= 0 && leadersOf[Int(nearestNaming[node])].contains(person)
  }

  // MARK: Hand-over

  /// The day of an agreed hand-over that lies ahead within the limit, or nil.
  private func handover(of node: Graph.Node) -> CivilDate? {
    guard let on = graph.entities[node].maps(.handover).first?.children.date(.on) else { return nil }
    return on >= today && on.days(since: today) <= graph.settings[.handoverDays] ? on : nil
  }

  private mutating func findHandovers() {
    var partings: [Graph.Node: Parting] = [:]
    for index in seats.indices where seats[index].state != .dedicated {
      let seat = seats[index]
      if let on = handover(of: seat.node) {
        seats[index].inHand = InHand(until: on, how: .handover)
      } else if seat.state == .shared {
        let leader = seat.leaders[0]
        let parting = partings[leader] ?? parting(of: leader)
        partings[leader] = parting
        // This seat stays; clear once hand-overs have taken away all others.
        if parting.staying == 1, let last = parting.last { seats[index].inHand = InHand(until: last, how: .handover) }
      }
    }
  }

  /// What hand-overs take away from a leader.
  private struct Parting {
    /// Charges that no hand-over takes away.
    var staying = 0
    /// The day of the last hand-over.
    var last: CivilDate?
  }

  private func parting(of person: Graph.Node) -> Parting {
    charges(of: person).reduce(into: Parting()) { parting, node in
      guard let on = handover(of: node) else { return parting.staying += 1 }
      parting.last = max(parting.last ?? on, on)
    }
  }

  // MARK: Counting

  private mutating func climb(_ seat: Seat) {
    ladder.active += 1
    guard seat.withoutInterim != .leaderless else { return }
    ladder.named += 1
    guard seat.withoutInterim != .contested else { return }
    ladder.exactlyOne += 1
    guard [.shared, .divided, .dedicated].contains(seat.withoutInterim) else { return }
    ladder.inPost += 1
    guard seat.withoutInterim != .shared else { return }
    ladder.leadsOneThing += 1
    if seat.withoutInterim == .dedicated { ladder.dedicated += 1 }
  }
}

extension Array where Element == (person: Graph.Node, team: Graph.Node) {
  /// The elements of one person; the array is sorted by person.
  fileprivate func filter(person: Graph.Node) -> ArraySlice<Element> {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].person < person { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < count, self[end].person == person { end += 1 }
    return self[low..<end]
  }
}

extension Graph {
  /// Whether a person is in post on `today`; a name that is implied always is.
  package func post(of person: Node, today: CivilDate) -> Leadership.Post {
    guard person < entities.count else { return .inPost }
    let entity = entities[person]
    let left = entity.date(.left)
    if entity.word(.status) == "left" || left.map({ $0 <= today }) ?? false { return .departed(left) }
    if let joined = entity.date(.joined), joined > today { return .arriving(joined) }
    var absence: Leadership.Post?
    for (_, span) in entity.maps(.away) {
      let from = span.date(.from)
      let until = span.date(.until)
      if let from, from > today { continue }
      if let until, until < today { continue }
      if let from, let until, until.days(since: from) + 1 <= settings[.absenceDays] { continue }
      // Of several absences that hold, the one that ends last counts; one without an end is last of all.
      if case .absent(let known)? = absence {
        guard let knownEnd = known else { continue }
        absence = .absent(until: until.map { max($0, knownEnd) })
      } else {
        absence = .absent(until: until)
      }
    }
    return absence ?? .inPost
  }
}
