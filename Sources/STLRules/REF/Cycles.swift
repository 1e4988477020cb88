import STLGraph
import STLModel
import STLText

/// What the three rules about cycles of parents have in common.
enum Cycles {
  /// Most links of a cycle that are printed.
  private static let linksMax = 12

  /// One finding for each cycle of `forest`, at the reference of its first entity.
  static func check(
    _ context: RuleContext, _ forest: Forest, _ key: Key, verb: String, _ findings: inout Findings
  ) {
    let graph = context.graph
    for cycle in forest.cycles {
      let names = cycle.prefix(linksMax).map { graph.id(of: $0) }
      let chain = (names + [cycle.count > linksMax ? "…" : names[0]]).joined(separator: " -> ")
      let links = cycle.compactMap { node in
        graph.references(of: node).first { $0.topKey == key && $0.key == key }
      }
      guard let first = links.first else { continue }
      let notes = links.dropFirst().prefix(linksMax).map { link in
        Note("\(graph.id(of: Int(link.from))) \(verb) \(graph.id(of: Int(link.target)))", at: graph.place(of: link))
      }
      findings.add(
        .error, entity: graph.ref(of: cycle[0]), at: graph.place(of: first),
        cycle.count == 1 ? "\(names[0]) \(verb) itself" : "a cycle: \(chain)",
        notes: notes + [.wayOut("remove `\(key.rawValue):` from one of them")])
    }
  }
}
