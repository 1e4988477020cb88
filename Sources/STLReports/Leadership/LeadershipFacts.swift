import STLEngine
import STLGraph
import STLModel
import STLRules
import STLText

/// A seat that is not dedicated, as reports show it.
struct LeadershipFlag {
  let seat: Leadership.Seat
  let story: SeatStory
  let id: String
  let priority: Int?
  /// The rule that reports the state.
  let rule: String
  /// Where the way out begins: the leader, or the duty.
  let place: Place
  /// Last day of a waiver in force.
  let waivedUntil: CivilDate?
  /// First line of the entity's notes: the leader's own word.
  let note: String?
  /// The file is broken now: this is what it said before.
  let isStale: Bool
}

/// Everything that a leadership report says, in its order, before it is laid out.
struct LeadershipFacts {
  /// What would hold if every date in the files came true.
  struct Forecast {
    /// The last of the dates.
    let date: CivilDate
    let active: Int
    let dedicated: Int
  }

  let kind: LeadershipKind
  let leadership: Leadership
  let graph: Graph
  let today: CivilDate
  /// Flags without a date, by priority, then id.
  let decisions: [LeadershipFlag]
  /// Flags that a date in the files ends, by date.
  let inHand: [LeadershipFlag]
  let dedicated: [Graph.Node]
  let forecast: Forecast?
  let unreadable: Int

  init(_ inquiry: Inquiry) throws(QuestionError) {
    graph = inquiry.world.graph
    today = inquiry.today
    unreadable = inquiry.world.unreadable
    kind = try LeadershipFacts.kind(inquiry)
    let evaluation = inquiry.evaluation
    leadership = evaluation.leadership(of: kind)
    let flags = LeadershipFacts.flags(leadership, evaluation)
    decisions = flags.filter { $0.seat.inHand == nil }.sorted { $0.isBefore($1) }
    inHand = flags.filter { $0.seat.inHand != nil }.sorted { left, right in
      guard let first = left.seat.inHand?.until, let second = right.seat.inHand?.until, first != second else {
        return left.isBefore(right)
      }
      return first < second
    }
    dedicated = leadership.seats.filter { $0.state == .dedicated }.map(\.node)
    forecast = LeadershipFacts.forecast(leadership, graph, evaluation.context)
  }

  var ladder: Leadership.Ladder { leadership.ladder }
  var waived: Int { (decisions + inHand).reduce(0) { $0 + ($1.waivedUntil == nil ? 0 : 1) } }
  /// Active things in words: `initiative`, `team`.
  var noun: String { kind == .teams ? "team" : "initiative" }

  private static func kind(_ inquiry: Inquiry) throws(QuestionError) -> LeadershipKind {
    guard let word = inquiry.words("of").last else {
      return inquiry.world.graph.settings.headline == .team ? .teams : .initiatives
    }
    guard let kind = LeadershipKind(rawValue: word) else {
      throw .notFound(.kind, word, among: LeadershipKind.allCases.map(\.rawValue))
    }
    return kind
  }

  private static func flags(_ leadership: Leadership, _ evaluation: Evaluation) -> [LeadershipFlag] {
    let context = evaluation.context
    let graph = context.graph
    let stories = SeatStories(context: context, leadership: leadership)
    return leadership.seats.compactMap { seat in
      guard let rule = seat.state.rule else { return nil }
      let entity = graph.entities[seat.node]
      let duty = seat.state == .divided ? seat.heaviestDuty : nil
      return LeadershipFlag(
        seat: seat, story: stories.story(of: seat), id: entity.id, priority: entity.number(.priority), rule: rule,
        place: duty?.place ?? context.leaderPlace(seat), waivedUntil: context.waivers.lastDay(entity.reference, rule),
        note: entity.text(.notes).flatMap(firstLine), isStale: graph.stale.contains(seat.node))
    }
  }

  private static func firstLine(_ text: String) -> String? {
    let line = text.trimmed.prefix { !$0.isNewline }.trimmed
    return line.isEmpty ? nil : String(line)
  }

  /// The day after the last date of everything in hand, judged as if each date had come true.
  private static func forecast(_ leadership: Leadership, _ graph: Graph, _ context: RuleContext) -> Forecast? {
    guard let last = leadership.seats.compactMap(\.inHand?.until).max() else { return nil }
    let later = Leadership(
      graph, leadership.kind, today: last.adding(days: 1), forest: leadership.forest, teams: context.teamForest,
      supposingHandovers: context.today...last)
    return Forecast(date: last, active: later.ladder.active, dedicated: later.ladder.dedicated)
  }
}

extension LeadershipFlag {
  /// By priority, none last, then id.
  fileprivate func isBefore(_ other: LeadershipFlag) -> Bool {
    if priority != other.priority { return (priority ?? .max) < (other.priority ?? .max) }
    return id.utf8.lexicographicallyPrecedes(other.id.utf8)
  }
}
