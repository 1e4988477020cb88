package import STLEngine
package import STLGraph
package import STLJSON
import STLModel
import STLRules
package import STLText

/// What lies around one entity: entities within some steps along references, and the references between them.
package struct Neighbourhood {
  /// Which way references are followed.
  package enum Direction: String, Sendable, CaseIterable {
    /// From the entity to what it names.
    case out
    /// From the entity to what names it.
    case `in`
    case both
  }

  /// One reference.
  package struct Edge: Sendable {
    package var from: Graph.Node
    package var to: Graph.Node
    /// The key that makes it: `depends_on`, `handover.to`.
    package var kind: String
    package var place: Place
  }

  /// Steps that a question may ask for.
  package static let depthMax = 64

  private let graph: Graph
  private let leaderships: [Leadership]
  /// The entity first, then the others by distance; names of implied people are among them.
  package private(set) var nodes: [Graph.Node]
  /// In the order of the files.
  package private(set) var edges: [Edge] = []

  /// The surroundings of `node` on `today` (the day decides the states of the nodes).
  package init(_ world: World, _ node: Graph.Node, _ direction: Direction = .both, depth: Int = 1, today: CivilDate) {
    graph = world.graph
    let evaluation = world.evaluation(today: today)
    leaderships = [evaluation.initiatives, evaluation.teams]
    nodes = [node]
    let incoming = direction == .out ? nil : Incoming(graph)
    var seen: Set<Graph.Node> = [node]
    var found: Set<Int> = []
    var ring = [node]
    for _ in 0..<min(max(0, depth), Neighbourhood.depthMax) {
      var next: [Graph.Node] = []
      for node in ring {
        if direction != .in {
          for index in graph.references(of: node).indices where Neighbourhood.leads(graph.references[index]) {
            found.insert(index)
            let target = Int(graph.references[index].target)
            if seen.insert(target).inserted { next.append(target) }
          }
        }
        for index in incoming?.references(to: node) ?? [] {
          found.insert(Int(index))
          let source = Int(graph.references[Int(index)].from)
          if seen.insert(source).inserted { next.append(source) }
        }
      }
      nodes += next
      ring = next
      if ring.isEmpty { break }
    }
    edges = found.sorted().map { index in
      let reference = graph.references[index]
      return Edge(
        from: Int(reference.from), to: Int(reference.target), kind: Neighbourhood.kind(of: reference),
        place: graph.place(of: reference))
    }
  }

  /// Whether the reference ends at something: an entity, or a person whom the root implies.
  private static func leads(_ reference: Graph.Reference) -> Bool {
    reference.target >= 0 && (reference.outcome == .resolved || reference.outcome == .implied)
  }

  /// The key path of a reference; keys that only hold what the key above is about are left out.
  private static func kind(of reference: Graph.Reference) -> String {
    let top = reference.topKey
    switch (top, reference.key) {
    case (.contributors, .person), (.dependsOn, .initiative), (.dependsOn, .team): return top.rawValue
    case (.loops, .person): return "loops.feedback"
    case (_, let key) where key == top: return top.rawValue
    case (_, let key): return top.rawValue + "." + key.rawValue
    }
  }

  /// References by what they lead to, in order.
  private struct Incoming {
    private var starts: [Int32]
    private var indices: [Int32]

    init(_ graph: Graph) {
      let count = graph.entities.count + graph.names.count
      starts = [Int32](repeating: 0, count: count + 1)
      for reference in graph.references where leads(reference) { starts[Int(reference.target) + 1] += 1 }
      for node in 0..<count { starts[node + 1] += starts[node] }
      indices = [Int32](repeating: 0, count: Int(starts[count]))
      var next = starts
      for (index, reference) in graph.references.enumerated() where leads(reference) {
        indices[Int(next[Int(reference.target)])] = Int32(index)
        next[Int(reference.target)] += 1
      }
    }

    func references(to node: Graph.Node) -> ArraySlice<Int32> { indices[Int(starts[node])..<Int(starts[node + 1])] }
  }

  // MARK: JSON

  /// Writes an edge as an object.
  package func write(_ edge: Edge, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("from", graph.ref(of: edge.from))
      writer.field("to", graph.ref(of: edge.to))
      writer.field("kind", edge.kind)
      writer.field("path", edge.place.path)
      writer.field("line", edge.place.line)
    }
  }

  /// Writes a node as an object.
  package func write(_ node: Graph.Node, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", graph.ref(of: node))
      writer.field("kind", node < graph.entities.count ? graph.kinds[node].name : Kind.person.name)
      writer.field("title", graph.label(of: node))
      writer.field("state", leaderships.lazy.compactMap { $0.seat(of: node)?.state.rawValue }.first)
    }
  }
}
