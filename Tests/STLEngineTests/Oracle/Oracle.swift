/// A second, naive reading of section 3 of the product contract ("Who is dedicated"), to hold the product against.
///
/// It shares no code with the product, loops over everything and keeps nothing between questions.
/// Each sentence of the section stands beside the lines that read it.
struct Oracle {
  let today: PlainDay
  let people: [Person]
  var teams: [Seat]
  var initiatives: [Seat]
  let absenceDays: Int
  let otherDuties: Int
  let handoverDays: Int

  /// A person of the root; the default values are those of an implied person.
  struct Person {
    var id: String
    var email: String?
    var hasStatusLeft = false
    var joined: PlainDay?
    var left: PlainDay?
    var away: [Absence] = []
    var commitments: [Commitment] = []
  }

  struct Absence {
    var from: PlainDay?
    var until: PlainDay?
  }

  struct Commitment {
    var share: Int?
    var from: PlainDay?
    var until: PlainDay?
  }

  struct Contribution: Equatable {
    var person: String
    var share: Int?
  }

  enum Kind {
    case initiative, team
  }

  /// What can have a leader: an initiative or a team.
  struct Seat {
    var kind: Kind
    var id: String
    var isActive: Bool
    /// Names, placeholders dropped, equal ones merged; a person's email is already the person's id.
    var leaders: [String]
    var interim: String?
    /// An id, whether or not it exists.
    var parent: String?
    var dedication: Int?
    var team: String?
    var contributors: [Contribution] = []
    var handover: Handover?
  }

  struct Handover {
    var day: PlainDay
    /// nil: the initiative ends.
    var to: String?
  }

  /// How a date in the files ends a flag, and which date.
  struct InHand: Equatable {
    var how: String
    var until: PlainDay
  }

  /// The numbers under a list of initiatives or teams.
  struct Figures: Equatable {
    var active = 0
    var dedicated = 0
    /// Only states that occur.
    var states: [String: Int] = [:]
    /// active, named, exactly_one, in_post, leads_one_thing, dedicated: all six, also when zero.
    var ladder: [String: Int] = [:]
  }

  /// The state of every entity by its id (nil: it has none), and the figures.
  struct Result: Equatable {
    var initiatives: [String: String?] = [:]
    var teams: [String: String?] = [:]
    var figures = Figures()
    /// nil where whoever answers has no figures of teams.
    var teamFigures: Figures?
    /// `interim until 2026-05-01`, by `kind/id`; flags that need a decision are left out.
    var inHand: [String: String] = [:]
    /// `STL004 error`, by `initiative/id`, of the rules whose severity depends on dates.
    var severities: [String: String] = [:]
  }

  var result: Result {
    var result = Result()
    for seat in initiatives {
      result.initiatives[seat.id] = .some(state(of: seat))
    }
    for seat in teams {
      result.teams[seat.id] = .some(state(of: seat))
    }
    result.figures = figures(initiatives)
    result.teamFigures = figures(teams)
    for seat in initiatives + teams {
      let name = (seat.kind == .initiative ? "initiative/" : "team/") + seat.id
      result.inHand[name] = inHand(seat).map { "\($0.how) until \($0.until)" }
      if seat.kind == .initiative { result.severities[name] = severity(seat) }
    }
    return result
  }
}

// MARK: - States

extension Oracle {
  /// The state of an initiative, found among the initiatives, or of a team, found among the teams.
  ///
  /// "The same states hold for teams (`status: active`; `parent` team for `parent`; no other duties)"
  func state(of seat: Seat) -> String? {
    // "Each active initiative has the first state that applies"
    if !seat.isActive { return nil }
    // "it has no state of its own and counts in neither number."
    if isLedByAncestor(seat) { return nil }
    let state = stateWithoutInterim(seat)
    // "Where the state would be leaderless, departed, arriving or absent, and an `interim` is named who is a person
    // in post with a load of one, the state is `interim` (STL010): covered, not dedicated."
    if ["leaderless", "departed", "arriving", "absent"].contains(state) {
      if let name = seat.interim, let person = person(name), isInPost(person), load(person.id, seat.kind) == 1 {
        return "interim"
      }
    }
    return state
  }

  // "A child (an initiative with an active ancestor through `parent`) that names no leader, or the leader of its
  // nearest active ancestor that has one, is led by that leader: it has no state of its own and counts in neither
  // number."
  //
  // A child that names no leader is one of these also when no ancestor names one.
  func isLedByAncestor(_ seat: Seat) -> Bool {
    let active = ancestors(of: seat).filter { $0.isActive }
    if active.isEmpty { return false }
    if seat.leaders.isEmpty { return true }
    for ancestor in active where !ancestor.leaders.isEmpty {
      return Set(ancestor.leaders) == Set(seat.leaders)
    }
    return false
  }

  func stateWithoutInterim(_ seat: Seat) -> String {
    // "`leaderless` | no leader"
    if seat.leaders.isEmpty { return "leaderless" }
    // "`contested` | more than one leader"
    if seat.leaders.count > 1 { return "contested" }
    // "`not-a-person` | the leader is not a person of this root (a team, or unknown)"
    guard let leader = person(seat.leaders[0]) else { return "not-a-person" }
    if isDeparted(leader) { return "departed" }
    if isArriving(leader) { return "arriving" }
    if isAbsent(leader) { return "absent" }
    // "`shared` | the leader's load is more than one"
    if load(leader.id, seat.kind) > 1 { return "shared" }
    // "`divided` | the leader's other duties are above `other_duties` (10%)"
    if hasTooManyOtherDuties(leader, in: seat) { return "divided" }
    // "`dedicated` | none of the above"
    return "dedicated"
  }

  // "`departed` | `status: left`, or `left` not later than the day"
  func isDeparted(_ person: Person) -> Bool {
    if person.hasStatusLeft { return true }
    if let left = person.left { return left <= today }
    return false
  }

  // "`arriving` | `joined` after the day"
  func isArriving(_ person: Person) -> Bool {
    if let joined = person.joined { return joined > today }
    return false
  }

  // "`absent` | away on the day, by an absence longer than `absence_days` (28), or with an open start or end"
  //
  // Section 2 has "first and last day, either may be missing" for an absence.
  func isAbsent(_ person: Person) -> Bool {
    for absence in person.away {
      if let from = absence.from, from > today { continue }
      if let until = absence.until, until < today { continue }
      guard let from = absence.from, let until = absence.until else { return true }
      if from.length(until: until) > absenceDays { return true }
    }
    return false
  }

  // "in post (a person, joined, not left, not absent)"
  func isInPost(_ person: Person) -> Bool {
    !isDeparted(person) && !isArriving(person) && !isAbsent(person)
  }
}

// MARK: - Load and other duties

extension Oracle {
  // "A person's *load* is the number of root-most active initiatives that name the person as leader or serve as their
  // interim, contested ones too; root-most means that no active ancestor names the same person."
  func load(_ person: String, _ kind: Kind) -> Int {
    func names(_ seat: Seat) -> Bool {
      seat.isActive && (seat.leaders.contains(person) || seat.interim == person)
    }
    var count = 0
    for seat in seats(kind) where names(seat) {
      if !ancestors(of: seat).contains(where: names) {
        count += 1
      }
    }
    return count
  }

  // "*Other duties* on the day: …"
  func hasTooManyOtherDuties(_ leader: Person, in seat: Seat) -> Bool {
    // "The same states hold for teams (…; no other duties)"
    if seat.kind == .team { return false }
    return areTooMany(leader, in: seat) { _ in false }
  }

  /// The same, without the commitments that `isOver` leaves out.
  func areTooMany(_ leader: Person, in seat: Seat, isOver: (Commitment) -> Bool) -> Bool {
    // "Shares add up; a duty without a share counts as above the limit."
    var sum = 0
    // "what `dedication` leaves of 100%"
    if let dedication = seat.dedication {
      sum += 100 - dedication
    }
    // "`commitments` in force (`from` and `until` are the first and last day)"
    for commitment in leader.commitments {
      if let from = commitment.from, from > today { continue }
      if let until = commitment.until, until < today { continue }
      if isOver(commitment) { continue }
      guard let share = commitment.share else { return true }
      sum += share
    }
    // "contributing to an active initiative that is neither this one, nor below it, nor led by the same person"
    for other in initiatives where other.isActive && other.id != seat.id {
      if ancestors(of: other).contains(where: { $0.id == seat.id }) { continue }
      if isLed(other, by: leader.id) { continue }
      for contribution in other.contributors where contribution.person == leader.id {
        guard let share = contribution.share else { return true }
        sum += share
      }
    }
    // "leading an active team that is neither the initiative's team nor below it (not measured while the initiative
    // names no team)"
    if let own = seat.team {
      for team in teams where team.isActive && team.leaders.contains(leader.id) {
        if team.id == own { continue }
        if ancestors(of: team).contains(where: { $0.id == own }) { continue }
        return true
      }
    }
    return sum > otherDuties
  }

  /// Whether an initiative is "led by the same person": it names the person, or names nobody and the nearest active
  /// ancestor that names somebody names the person.
  func isLed(_ seat: Seat, by person: String) -> Bool {
    if !seat.leaders.isEmpty { return seat.leaders.contains(person) }
    for ancestor in ancestors(of: seat) where ancestor.isActive && !ancestor.leaders.isEmpty {
      return ancestor.leaders.contains(person)
    }
    return false
  }
}

// MARK: - Parents

extension Oracle {
  func seats(_ kind: Kind) -> [Seat] {
    kind == .initiative ? initiatives : teams
  }

  /// All ancestors, active or not, the nearest first.
  func ancestors(of seat: Seat) -> [Seat] {
    var result: [Seat] = []
    var current = seat
    while let parent = parent(of: current) {
      result.append(parent)
      current = parent
    }
    return result
  }

  // "A `parent` edge that lies on a cycle is ignored in this section."
  func parent(of seat: Seat) -> Seat? {
    let seats = self.seats(seat.kind)
    guard let parent = seats.first(where: { $0.id == seat.parent }) else { return nil }
    var current = parent
    for _ in 0..<seats.count {
      if current.id == seat.id { return nil }
      guard let next = seats.first(where: { $0.id == current.parent }) else { break }
      current = next
    }
    return parent
  }
}

// MARK: - Figures

extension Oracle {
  // "*Coverage* is dedicated ÷ active initiatives that have a state: the headline of every report."
  func figures(_ seats: [Seat]) -> Figures {
    var figures = Figures()
    for step in ["active", "named", "exactly_one", "in_post", "leads_one_thing", "dedicated"] {
      figures.ladder[step] = 0
    }
    for seat in seats {
      guard let state = state(of: seat) else { continue }
      figures.active += 1
      figures.dedicated += state == "dedicated" ? 1 : 0
      figures.states[state, default: 0] += 1
      // "Beside it stands the *ladder*, which shows progress long before coverage moves: active, leader named,
      // exactly one, in post (a person, joined, not left, not absent), leads one thing, no other duty (= dedicated)."
      figures.ladder["active", default: 0] += 1
      if seat.leaders.isEmpty { continue }
      figures.ladder["named", default: 0] += 1
      if seat.leaders.count > 1 { continue }
      figures.ladder["exactly_one", default: 0] += 1
      guard let leader = person(seat.leaders[0]), isInPost(leader) else { continue }
      figures.ladder["in_post", default: 0] += 1
      if load(leader.id, seat.kind) > 1 { continue }
      figures.ladder["leads_one_thing", default: 0] += 1
      if state != "dedicated" { continue }
      figures.ladder["dedicated", default: 0] += 1
    }
    return figures
  }
}
