import STLGraph
import STLModel
import STLText

/// A reference names an entity of another kind.
package enum WrongKind: Rule {
  package static let descriptor = RuleDescriptor(
    code: "REF002", name: "wrong-kind", severity: "error, info for an ended entity",
    summary: "A reference names an id that only an entity of another kind has.",
    explanation: """
      A key says what kind of entity it names: `team:` a team, `sponsor:` a person. An id that exists in another kind only
      is probably written behind the wrong key. In `depends_on` a bare id is an initiative; a team is `{team: …}`.
      """,
    bad: "initiative: robots\nleader: ana\nteam: ana\n---\nperson: ana\n",
    good: "initiative: robots\nleader: ana\nteam: warehouse\n---\nperson: ana\n---\nteam: warehouse\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    let graph = context.graph
    var severities = ReferenceSeverities(context)
    for reference in graph.references where reference.outcome == .wrongKind {
      guard !UnknownReference.isToldBySTL003(reference, context) else { continue }
      let value = graph.value(of: reference)
      let text = graph.entities[Int(reference.from)].file.string(value)
      guard let other = graph.first(called: text) else { continue }
      var notes = [Note("it is \(graph.kinds[other].withArticle)", at: graph.entities[other].place)]
      if reference.topKey == .dependsOn, reference.key == .dependsOn, graph.kinds[other] == .team {
        notes.append(.wayOut("`{team: \(text)}`"))
      }
      findings.add(
        severities.severity(of: reference), entity: graph.ref(of: Int(reference.from)),
        at: graph.place(of: reference), message(text, is: graph.kinds[other], wanted: value.wanted), notes: notes)
    }
  }

  private static func message(_ text: String, is kind: Kind, wanted: Kind) -> String {
    "\"\(text)\" is \(kind.withArticle), but \(wanted.withArticle) belongs here"
  }
}
