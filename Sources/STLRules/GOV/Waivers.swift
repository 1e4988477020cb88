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
  package var place: Place
  /// Where the rule is named, in bytes of its file.
  var offset: Int
}

/// Every waiver of a graph, and which of them hold on a day.
package struct Waivers: Sendable {
  /// In order.
  let all: [Waiver]
  /// Those in force by entity and rule, as indices of `all`.
  private var inForce: [String: [Int]] = [:]

  init(_ graph: Graph, today: CivilDate) {
    all = graph.entities.indices.flatMap { Waivers.waivers(of: $0, in: graph) }
    for (index, waiver) in all.enumerated() where waiver.until >= today {
      inForce[Waivers.key(graph.ref(of: waiver.node), waiver.rule), default: []].append(index)
    }
  }

  /// Indices of the waivers in force of `rule`, a code, on the entity `kind/id`.
  func inForce(_ entity: String, _ rule: String) -> [Int] {
    inForce.isEmpty ? [] : inForce[Waivers.key(entity, rule)] ?? []
  }

  /// The last day on which `rule`, a code, is waived on the entity `kind/id`; nil where no waiver is in force.
  package func lastDay(_ entity: String, _ rule: String) -> CivilDate? {
    inForce(entity, rule).map { all[$0].until }.max()
  }

  private static func key(_ entity: String, _ rule: String) -> String { entity + " " + rule }

  private static func waivers(of node: Graph.Node, in graph: Graph) -> [Waiver] {
    let entity = graph.entities[node]
    guard entity.raw(.waive) != nil else { return [] }
    return entity.maps(.waive).compactMap { map, children -> Waiver? in
      guard let rule = children.first(.rule, .text), let until = children.date(.until) else { return nil }
      guard children.first(.reason, .text) != nil else { return nil }
      let word = entity.file.string(rule)
      let code = RuleNames.code(of: word)
      let place = rule.place.isEmpty ? map.place : rule.place
      return Waiver(
        node: node, rule: code ?? word, isKnown: code != nil, until: until,
        place: entity.file.place(place), offset: place.lowerBound)
    }
  }
}
