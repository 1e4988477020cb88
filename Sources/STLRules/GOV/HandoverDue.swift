import STLGraph
import STLModel
import STLText

/// The day of an agreed hand-over is over, and the file still says what was before.
package enum HandoverDue: Rule {
  package static let descriptor = RuleDescriptor(
    code: "GOV008", name: "handover-due", severity: "warning",
    summary: "The day of a hand-over is over, and the file has not been edited for it.",
    explanation: """
      Nobody is promoted by a date: a hand-over changes no state until somebody writes it down. After its day the file has to say
      who leads now, or that the initiative has ended.
      It is cleared by the edit that the hand-over announced, without `handover:`.
      """,
    bad: "initiative: robots\nleader: ana\nhandover: {on: 2026-02-27, to: bo}\n",
    good: "initiative: robots\nleader: bo\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    let graph = context.graph
    var fixes = FixMaker()
    for node in graph.nodes(of: .initiative) where !graph.hasEnded(node, today: context.today) {
      let entity = graph.entities[node]
      guard let (map, children) = entity.maps(.handover).first, let on = children.first(.on, .date) else { continue }
      guard on.date < context.today else { continue }
      let to = graph.target(of: node, .handover, key: .to)
      let isFit = to.map { canTakeOver($0, context) } ?? true
      findings.add(
        .warning, entity: entity.reference, at: entity.file.place(on.place.isEmpty ? map.place : on.place),
        message(entity.id, on.date, to.map { graph.id(of: $0) }),
        notes: [wayOut(to, node, isFit, graph), .wayOut("not yet: a new day in `on:`")],
        fix: isFit ? fix(node, children, graph, &fixes) : nil)
    }
  }

  /// Whether the seat would be better for it: the person is in post, and leads nothing yet.
  private static func canTakeOver(_ person: Graph.Node, _ context: RuleContext) -> Bool {
    context.graph.isPerson(person) && context.graph.post(of: person, today: context.today) == .inPost
      && context.initiatives.charges(of: person).isEmpty
  }

  private static func wayOut(_ to: Graph.Node?, _ node: Graph.Node, _ isFit: Bool, _ graph: Graph) -> Note {
    guard let to else { return .wayOut("`status: done`, and remove `handover:`") }
    if isFit { return .wayOut("`leader: \(graph.id(of: to))`, and remove `handover:`") }
    if graph.leaders(of: node) == [to] { return .wayOut("remove `handover:`: \(graph.id(of: to)) leads it already") }
    return .wayOut("another person in `leader:`, and remove `handover:`: \(graph.id(of: to)) is not free")
  }

  /// The edit that the hand-over announced; nil where what it says is not clear enough to be written by a program.
  private static func fix(
    _ node: Graph.Node, _ handover: Children, _ graph: Graph, _ fixes: inout FixMaker
  ) -> Fix? {
    let key: Key
    let text: String
    if let to = handover.first(where: { $0.key == .to }), to.tag != .absent {
      let reference = graph.references(of: node).first { $0.topKey == .handover && $0.key == .to }
      guard let reference, reference.outcome == .resolved || reference.outcome == .implied else { return nil }
      // As it is spelled in `to:`, quotes included.
      (key, text) = (.leader, handover.file.source(to.place))
    } else {
      (key, text) = (.status, "done")
    }
    guard let document = fixes.document(of: node, in: graph) else { return nil }
    return document.setting(key, to: text, insteadOf: .handover).map {
      Fix(title: "`\(key.rawValue): \(text)`, without `handover:`", isSafe: true, edits: $0)
    }
  }

  private static func message(_ id: String, _ on: CivilDate, _ to: String?) -> String {
    "\(id) was to " + (to.map { "be handed over to \($0)" } ?? "end") + " on \(dateInWords(on))"
  }
}
