import STLGraph
import STLModel
import STLText

/// A reference names nothing.
package enum UnknownReference: Rule {
  package static let descriptor = RuleDescriptor(
    code: "REF001", name: "unknown-reference", severity: "error, info for an ended entity",
    summary: "A reference names an id that no entity has.",
    explanation: """
      Every reference is checked across all files. It is trimmed, loses one leading `@` and is folded to lower case; a
      person may be named by e-mail. A placeholder such as `tbd` is an absent reference and not told here.
      The one leader of an active initiative who is no person is STL003 and not told here either.
      While no file holds a person, every name is taken for one and nothing is reported; the first `person:` ends that.
      """,
    bad: "initiative: robots\nleader: ana\nteam: warehouse\n---\nteam: warehouses\n",
    good: "initiative: robots\nleader: ana\nteam: warehouses\n---\nteam: warehouses\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    let graph = context.graph
    var rank = 0
    let unread = UnreadDocuments(graph)
    var severities = ReferenceSeverities(context)
    for reference in graph.references where reference.outcome == .unknown {
      guard !isToldBySTL003(reference, context) else { continue }
      let value = graph.value(of: reference)
      let text = graph.entities[Int(reference.from)].file.string(value)
      var notes: [Note] = []
      if let broken = unread.note(value.wanted, text) {
        notes = [broken, .wayOut("mend that document")]
      } else if let near = context.suggestions.nearest(to: text, value.wanted, rank: rank) {
        let place = graph.find(value.wanted, near).map { graph.entities[$0].place }
        notes.append(.wayOut("`\(near)`", at: place))
      } else {
        let addition = ID.isValid(text) ? "add `\(value.wanted.name): \(text)`, or " : ""
        notes.append(.wayOut(addition + "leave it out"))
      }
      rank += 1
      findings.add(
        severities.severity(of: reference), entity: graph.ref(of: Int(reference.from)), at: graph.place(of: reference),
        message(value.wanted, text), notes: notes)
    }
  }

  /// Whether the reference is the one leader of a seat whose state says it all.
  static func isToldBySTL003(_ reference: Graph.Reference, _ context: RuleContext) -> Bool {
    guard reference.topKey == .leader else { return false }
    return context.judged.contains { $0.seat(of: Int(reference.from))?.withoutInterim == .notAPerson }
  }

  private static func message(_ kind: Kind, _ text: String) -> String { "no \(kind.name) is called \"\(text)\"" }
}

/// How much a wrong reference matters: little on an entity that has ended.
///
/// References come by entity, so an entity with thousands of them is looked at once.
struct ReferenceSeverities {
  private let context: RuleContext
  private var last: (from: Int32, severity: Severity)?

  init(_ context: RuleContext) { self.context = context }

  mutating func severity(of reference: Graph.Reference) -> Severity {
    if let last, last.from == reference.from { return last.severity }
    let hasEnded = context.graph.hasEnded(Int(reference.from), today: context.today)
    let severity: Severity = hasEnded ? .info : .error
    last = (reference.from, severity)
    return severity
  }
}
