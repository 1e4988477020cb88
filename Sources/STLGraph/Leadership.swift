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
    /// The day of an agreed hand-over of this seat that lies ahead within the limit.
    package var handedOver: CivilDate?
    /// What the seat would be after all agreed hand-overs, where its own does not clear it.
    package var afterHandover: LeadershipState?
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
  package internal(set) var seats: [Seat] = []
  /// Children that are led by the leader of an active ancestor, with that ancestor (the nearest one that names a leader,
  /// else the nearest).
  package private(set) var led: [(node: Graph.Node, ancestor: Graph.Node)] = []
  package private(set) var ladder = Ladder()
  package let forest: Forest
  /// Whether each entity of the graph is active on the day.
  package internal(set) var isActive: [Bool]
  /// Seats that name a person as leader or interim and no active ancestor of which does, by person, then in order.
  var charged: [Graph.Node] = []
  /// The person of each element of `charged`, sorted.
  var chargedPeople: [Graph.Node] = []

  let graph: Graph
  var seatOf: [Int32]
  var leadersOf: [[Graph.Node]]
  var interimOf: [Int32]
  /// The nearest active ancestor of each node, or -1.
  var nearestActive: [Int32]
  /// The nearest active ancestor of each node that names a leader, or -1.
  var nearestNaming: [Int32]
  var contributions: [Contribution] = []
  var teamsLed: [(person: Graph.Node, team: Graph.Node)] = []
  let teams: Forest

  struct Contribution {
    var person: Graph.Node
    var node: Graph.Node
    var share: Int?
    var value: Value
  }

  /// The states of `kind` (initiative or team) on `today`.
  ///
  /// `teams` is the forest of teams.
  ///
  /// `supposingHandovers` supposes that every hand-over of those days has happened as the files say.
  package init(
    _ graph: Graph, _ kind: Kind, today: CivilDate, forest: Forest, teams: Forest,
    supposingHandovers: ClosedRange<CivilDate>? = nil
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
    readSeats(supposingHandovers)
    findAncestors()
    countCharges()
    if kind == .initiative { readDuties() }
    judge()
    if supposingHandovers == nil { findHandovers() }
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
    charged[chargedPeople.partitionPoint { $0 < person }..<chargedPeople.partitionPoint { $0 <= person }]
  }

  /// Whether a person is in post on the day.
  package func post(of person: Graph.Node) -> Post { graph.post(of: person, today: today) }

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
    seat.inHand = dayWithin(limit, of: seat.duties).map { InHand(until: $0, how: .duty) }
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
