import STLGraph
import STLModel
import STLRules
import STLText

/// What a flag says to readers.
///
/// The seat is the subject, never the person.
struct SeatStory {
  /// Why the seat is flagged.
  let reason: String
  /// What ends the flag.
  let clearsWhen: String
  /// What happens on the day that ends it, for flags that are in hand.
  let inHand: String
}

extension LeadershipState {
  /// The rule that reports the state; nil for dedicated.
  var rule: String? {
    switch self {
    case .leaderless: "STL001"
    case .contested: "STL002"
    case .notAPerson: "STL003"
    case .departed, .arriving: "STL006"
    case .absent: "STL008"
    case .interim: "STL010"
    case .shared: "STL004"
    case .divided: "STL005"
    case .dedicated: nil
    }
  }
}

/// Tells the story of each seat.
struct SeatStories {
  let context: RuleContext
  let leadership: Leadership

  private var graph: Graph { context.graph }
  private var today: CivilDate { context.today }

  /// Most names in one sentence.
  private static let namesMax = 3

  func story(of seat: Leadership.Seat) -> SeatStory {
    SeatStory(reason: reason(seat), clearsWhen: clearsWhen(seat), inHand: inHand(seat))
  }

  // MARK: Reasons

  private func reason(_ seat: Leadership.Seat) -> String {
    switch seat.state {
    case .leaderless: return leaderless(seat)
    case .contested:
      let names = seat.leaders.prefix(SeatStories.namesMax).map { graph.label(of: $0) }
      let rest = seat.leaders.count - names.count
      return "\(seat.leaders.count) leaders are named: " + (rest > 0 ? names + ["\(rest) more"] : names).listed
    case .notAPerson:
      let text = graph.id(of: seat.leaders[0])
      guard let other = graph.first(called: text) else {
        return "the leader is no person here: nobody is called \"\(text)\""
      }
      return "the leader is no person: \"\(text)\" is \(graph.kinds[other].withArticle)"
    case .departed, .arriving, .absent: return "the seat is empty: " + absence(seat)
    case .interim:
      let interim = seat.interim.map { graph.label(of: $0) } ?? "an interim"
      return "covered by \(interim); " + (seat.withoutInterim == .leaderless ? "no leader is named" : absence(seat))
    case .shared:
      let names = seat.others.prefix(SeatStories.namesMax).map { context.nameWithPriority($0) }
      let rest = seat.others.count - names.count
      return "same leader as " + (rest > 0 ? names + ["\(rest) more"] : names).listed
    case .divided:
      return "the leader's time also goes to: " + duties(seat.duties)
    case .dedicated: return ""
    }
  }

  private func leaderless(_ seat: Leadership.Seat) -> String {
    let placeholder = context.placeholder(of: seat).map {
      "\"\($0.text)\" " + ($0.isAddress ? "is a placeholder" : "names nobody")
    }
    let empty = "the seat is empty: " + (placeholder ?? "no leader is named")
    guard let interim = seat.interim else { return empty }
    return empty + ", and \(graph.label(of: interim)) in `interim:` is not free for it"
  }

  private func absence(_ seat: Leadership.Seat) -> String {
    guard let leader = seat.leaders.first else { return "no leader is named" }
    let name = graph.label(of: leader)
    switch graph.post(of: leader, today: today) {
    case .departed(let date): return "\(name) left" + (date.map { " on \(Phrases.day($0, today))" } ?? "")
    case .arriving(let date): return "\(name) joins on \(Phrases.day(date, today))"
    case .absent(let until):
      return "\(name) is away" + (until.map { " until \(Phrases.day($0, today))" } ?? ", without a last day")
    case .inPost: return "\(name) is in post"
    }
  }

  private func duties(_ duties: [Leadership.Duty]) -> String {
    let shown = duties.prefix(SeatStories.namesMax).map { duty in
      duty.what + (duty.share.map { " (\($0) %)" } ?? " (no share given)")
    }
    let rest = duties.count - shown.count
    return (rest > 0 ? shown + ["\(rest) more"] : shown).listed
  }

  // MARK: Ways to clear

  private func clearsWhen(_ seat: Leadership.Seat) -> String {
    if let inHand = seat.inHand, inHand.how == .handover { return handover(seat, inHand.until) }
    switch seat.state {
    case .leaderless: return "one person who leads nothing else is named"
    case .contested: return "one of them is left in `leader:`"
    case .notAPerson: return "one person is named"
    case .departed: return "someone in post is named"
    case .arriving, .absent, .interim: return returning(seat)
    case .shared: return "one of them gets another leader, ends, or becomes part of the other"
    case .divided:
      let limit = graph.settings[.otherDuties]
      if let inHand = seat.inHand {
        return "it ends on \(Phrases.day(inHand.until, today)), or falls to \(limit) % or less"
      }
      return seat.duties.count > 1
        ? "together they fall to \(limit) % or less" : "it moves to someone else, or falls to \(limit) % or less"
    case .dedicated: return ""
    }
  }

  private func returning(_ seat: Leadership.Seat) -> String {
    guard seat.withoutInterim != .leaderless, let leader = seat.leaders.first else {
      return "a leader in post is named"
    }
    let name = graph.label(of: leader)
    switch graph.post(of: leader, today: today) {
    case .arriving(let date): return "\(name) joins on \(Phrases.day(date, today))"
    case .absent(let until?): return "\(name) is back after \(Phrases.day(until, today))"
    case .absent(nil): return "\(name) is back and `away:` says so, or someone in post is named"
    default: return "a leader in post is named"
    }
  }

  private func handover(_ seat: Leadership.Seat, _ until: CivilDate) -> String {
    let day = Phrases.day(until, today)
    if seat.handedOver == nil {
      return handovers(seat.others) + " on \(day)"
    }
    guard let to = graph.target(of: seat.node, .handover, key: .to) else { return "it ends on \(day)" }
    return "\(graph.label(of: to)) takes over on \(day)"
  }

  private func handovers(_ others: OtherSeats) -> String {
    let shown = others.prefix(SeatStories.namesMax).map { sentence(ofHandover: $0) }
    let rest = others.count - shown.count
    return (rest > 0 ? shown + ["\(rest) more go"] : shown).listed
  }

  private func sentence(ofHandover node: Graph.Node) -> String {
    let id = graph.id(of: node)
    guard let to = graph.target(of: node, .handover, key: .to) else { return "\(id) ends" }
    return "\(id) goes to \(graph.label(of: to))"
  }

  // MARK: In hand

  private func inHand(_ seat: Leadership.Seat) -> String {
    guard let inHand = seat.inHand else { return "" }
    let leader = seat.leaders.first.map { graph.label(of: $0) } ?? "a leader"
    switch inHand.how {
    case .handover:
      if seat.handedOver == nil {
        return "the leader is free when " + handovers(seat.others)
      }
      return graph.target(of: seat.node, .handover, key: .to).map { "\(graph.label(of: $0)) takes over" } ?? "it ends"
    case .interim:
      let interim = seat.interim.map { graph.label(of: $0) } ?? "an interim"
      let isArriving = seat.withoutInterim == .arriving
      return "\(interim) covers until \(leader) " + (isArriving ? "joins" : "is back")
    case .arriving: return "\(leader) joins"
    case .absence: return "\(leader) is away until then"
    case .duty: return "until then also: " + duties(seat.duties)
    }
  }
}

extension Array where Element == String {
  /// `a, b and c`.
  fileprivate var listed: String { Phrases.list(self) }
}
