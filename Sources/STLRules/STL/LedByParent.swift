import STLGraph
import STLModel
import STLText

/// An active initiative is led by the leader of its parent.
package enum LedByParent: Rule {
  package static let descriptor = RuleDescriptor(
    code: "STL009", name: "led-by-parent", severity: "info",
    summary:
      "An active initiative with an active ancestor names no leader of its own, so the ancestor's leader leads it.",
    explanation: """
      Work that is part of a larger initiative needs no leader of its own: it has no state and counts in no figure. This tells
      where that is so, because it is easily overlooked when the part outgrows the whole. A part that names the same leader as
      its parent says so on purpose and is not told.
      It is cleared by a leader of its own.
      """,
    bad: "initiative: robots\nleader: ana\n---\ninitiative: arms\nparent: robots\n",
    good: "initiative: robots\nleader: ana\n---\ninitiative: arms\nparent: robots\nleader: bo\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    let graph = context.graph
    for (node, ancestor) in context.initiatives.led where graph.target(of: node, .leader) == nil {
      let entity = graph.entities[node]
      let leader = graph.targets(of: ancestor, .leader).first.map { graph.id(of: $0) }
      let parent = graph.references(of: node).first { $0.topKey == .parent }
      findings.add(
        .info, entity: entity.reference, at: parent.map { graph.place(of: $0) } ?? entity.place,
        "\(entity.id) is led by the leader of \(graph.id(of: ancestor))"
          + (leader.map { ": \($0)" } ?? ", which has none"),
        notes: [.wayOut("`leader:` of its own, where it has outgrown that")])
    }
  }
}
