import STLReports
import STLEngine
import STLGraph
import STLJSON
import STLModel
import STLRules
package import STLWire

/// The part of the graph around one entity.
package enum Neighbours: ServiceMethod {
  package static let description = Interface.Method(
    "Neighbours", "Gives the entities within some references of one, and the references between them.",
    streaming: .possible,
    input: [
      .field("ref", .string, "The entity, as kind/id, or as an id that only one kind has."),
      .optional(
        "direction", .enumeration(["out", "in", "both"]),
        "Follow what an entity names, what names it, or both; both where it is left out."),
      .optional(
        "depth", .int, "How many references to follow, at most \(Neighbourhood.depthMax); 1 where it is left out."),
    ] + .cursorInput + .day,
    output: .head + [
      .field("nodes", .array(.named("Node")), "The entities, the nearest first."),
      .field("edges", .array(.named("Edge")), "The references between them, on the pages behind the last entity."),
    ] + .cursorOutput)

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let start = try Pages.start(call, context)
    let day = try context.day(call)
    let depth = try call.count("depth") ?? 1
    guard depth <= Neighbourhood.depthMax else {
      throw .limitExceeded(limit: "depth", maximum: Neighbourhood.depthMax)
    }
    let direction = call.string("direction").flatMap { Neighbourhood.Direction(rawValue: $0) } ?? .both
    let node: Graph.Node
    do {
      node = try context.world.find(call.required("ref"))
    } catch {
      throw ServiceError(error)
    }
    let around = Neighbourhood(context.world, node, direction, depth: depth, today: day)
    // Nodes first, then edges: one list for the cursor.
    return .pages(
      Pages(context) { writer, start in
        let nodes = around.nodes.count
        var end = start
        func hasRoom(_ writer: JSONWriter) -> Bool {
          end - start < Pages.itemsMax && writer.bytes.count < Pages.bytesMax
        }
        writer.array("nodes") { writer in
          while end < nodes, hasRoom(writer) {
            around.write(around.nodes[end], to: &writer)
            end += 1
          }
        }
        writer.array("edges") { writer in
          while end >= nodes, end < nodes + around.edges.count, hasRoom(writer) {
            around.write(around.edges[end - nodes], to: &writer)
            end += 1
          }
        }
        return end < nodes + around.edges.count ? end : nil
      }, start: start)
  }
}
