import STLEngine
import STLGraph
import STLJSON
import STLModel
import STLRules
package import STLWire

/// The part of the graph around one entity.
package enum Neighbours: ServiceMethod {
  package static let depthMax = 16

  package static let description = Interface.Method(
    "Neighbours", "Gives the entities within some references of one, and the references between them.",
    streaming: .possible,
    input: [
      .field("ref", .string, "The entity, as kind/id, or as an id that only one kind has."),
      .optional(
        "direction", .enumeration(["out", "in", "both"]),
        "Follow what an entity names, what names it, or both; both where it is left out."),
      .optional("depth", .int, "How many references to follow, at most \(depthMax); 1 where it is left out."),
    ] + .cursorInput + .day,
    output: .head + [
      .field("nodes", .array(.named("Node")), "The entities of this page, the nearest first."),
      .field("edges", .array(.named("Edge")), "The references from the entities of this page to any of them."),
    ] + .cursorOutput)

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let start = try Pages.start(call, context)
    let evaluation = try context.evaluation(call)
    let depth = try call.count("depth") ?? 1
    guard depth <= depthMax else { throw .limitExceeded(limit: "depth", maximum: depthMax) }
    let graph = context.world.graph
    let direction = call.string("direction") ?? "both"
    let walk = Walk(
      graph, from: try graph.entity(call.required("ref")), depth: depth, goesOut: direction != "in",
      goesIn: direction != "out")
    return .pages(
      Pages(context) { writer, start in
        var end = start
        writer.array("nodes") { writer in
          while end < walk.nodes.count, end - start < Pages.itemsMax, writer.bytes.count < Pages.bytesMax / 4 {
            writer.object { writer in
              let node = walk.nodes[end]
              writer.field("id", graph.ref(of: node))
              writer.field("kind", node < graph.kinds.count ? graph.kinds[node].name : "person")
              writer.field("title", graph.label(of: node))
              writer.field(
                "state", (evaluation.initiatives.seat(of: node) ?? evaluation.teams.seat(of: node))?.state.rawValue)
            }
            end += 1
          }
        }
        writer.array("edges") { writer in
          for node in walk.nodes[start..<end] {
            for reference in graph.references(of: node)
            where reference.target >= 0 && walk.isReached[Int(reference.target)] { writer.edge(reference, graph) }
          }
        }
        return end < walk.nodes.count ? end : nil
      }, start: start)
  }

  /// Breadth first from one entity.
  private struct Walk {
    private(set) var nodes: [Graph.Node]
    private(set) var isReached: [Bool]

    init(_ graph: Graph, from start: Graph.Node, depth: Int, goesOut: Bool, goesIn: Bool) {
      isReached = [Bool](repeating: false, count: graph.entities.count + graph.names.count)
      isReached[start] = true
      nodes = [start]
      var incoming: [Int: [Graph.Node]] = [:]
      if goesIn {
        for reference in graph.references where reference.target >= 0 {
          incoming[Int(reference.target), default: []].append(Int(reference.from))
        }
      }
      var first = 0
      for _ in 0..<depth {
        let last = nodes.count
        for index in first..<last {
          let node = nodes[index]
          if goesOut { for reference in graph.references(of: node) { reach(Int(reference.target)) } }
          if goesIn { for source in incoming[node] ?? [] { reach(source) } }
        }
        first = last
      }
    }

    private mutating func reach(_ node: Graph.Node) {
      guard node >= 0, !isReached[node] else { return }
      isReached[node] = true
      nodes.append(node)
    }
  }
}
