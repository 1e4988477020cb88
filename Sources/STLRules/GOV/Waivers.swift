package import STLGraph
import STLModel
package import STLText

/// One entry of `waive:` that can hold: it has a rule and a last day.
package struct Waiver: Sendable {
  package var node: Graph.Node
  /// The code, or what was written where it is no code or name.
  package var rule: String
  package var isKnown: Bool
  package var until: CivilDate
  package var reason: String
  package var place: Place

  /// Every waiver of a graph, in order.
  package static func all(in graph: Graph) -> [Waiver] {
    var found: [Waiver] = []
    for node in graph.entities.indices {
      let entity = graph.entities[node]
      guard entity.raw(.waive) != nil else { continue }
      for (map, children) in entity.maps(.waive) {
        guard let rule = children.first(.rule, .text), let until = children.date(.until) else { continue }
        guard children.first(.reason, .text) != nil else { continue }
        let word = entity.file.string(rule)
        let code = RuleNames.code(of: word)
        found.append(
          Waiver(
            node: node, rule: code ?? word, isKnown: code != nil, until: until, reason: children.text(.reason) ?? "",
            place: entity.file.place(rule.place.isEmpty ? map.place : rule.place)))
      }
    }
    return found
  }
}
