import STLGraph
import STLModel
import STLText

/// The leader of an active initiative is no person of this root.
package enum NotAPerson: Rule {
  package static let descriptor = RuleDescriptor(
    code: "STL003", name: "not-a-person", severity: "error",
    summary: "The leader of an active initiative is not a person of this root: a team, or a name that nobody has.",
    explanation: """
      A team cannot be asked, moved or thanked; a leader is one person. A name that no `person:` has is told here and not as
      an unknown reference besides. While no file holds a person, every name is taken for one.
      It is cleared by naming a person, or by adding the `person:` that is missing.
      """,
    bad: "initiative: robots\nleader: anna\n---\nperson: ana\n",
    good: "initiative: robots\nleader: ana\n---\nperson: ana\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    var rank = 0
    let unread = UnreadDocuments(context.graph)
    let graph = context.graph
    context.forEachSeat(.notAPerson) { _, seat in
      let entity = graph.entities[seat.node]
      let text = graph.id(of: seat.leaders[0])
      var notes: [Note] = unread.note(.person, text).map { [$0, .wayOut("mend that document")] } ?? []
      let other = graph.first(called: text)
      if let near = context.suggestions.nearest(to: text, .person, rank: rank) {
        notes.append(.wayOut("`leader: \(near)`", at: graph.find(.person, near).map { graph.entities[$0].place }))
      }
      rank += 1
      if let other, graph.kinds[other] == .team {
        if let leader = graph.targets(of: other, .leader).first, graph.isPerson(leader) {
          notes.append(
            .wayOut("`leader: \(graph.id(of: leader))`, who leads that team, if that person leads nothing else"))
        }
      } else if let names = NotAPerson.names(in: text) {
        notes.append(.wayOut("one of them; several are a list: `leader: [\(names.joined(separator: ", "))]`"))
      } else if ID.isValid(text) {
        notes.append(.wayOut("add the person: `person: \(text)`"))
      }
      notes.append(context.leaderWayOut(for: seat))
      findings.add(
        .error, entity: entity.reference, at: context.leaderPlace(seat),
        message(entity.id, text, other.map { graph.kinds[$0] }), notes: notes)
    }
  }

  /// The ids in a text such as `ana, bo & cy`, nil where it is no such list.
  private static func names(in text: String) -> [String]? {
    let parts = text.replacing(" and ", with: ",").split { ",;&/".contains($0) }
    let names = parts.compactMap { ID.suggestion(for: String($0)) }
    return names.count > 1 && names.count == parts.count ? names : nil
  }

  private static func message(_ id: String, _ leader: String, _ kind: Kind?) -> String {
    guard let kind else { return "the leader of \(id) is no person here: nobody is called \"\(leader)\"" }
    return "the leader of \(id) is no person: \"\(leader)\" is \(kind.withArticle)"
  }
}
