import STLEngine
import STLGraph
import STLJSON
import STLReports
import STLRules
import STLText
package import STLWire

/// One entity with what is around it.
package enum Get: ServiceMethod {
  package static let description = Interface.Method(
    "Get", "Gives one entity, the references from and to it, and its findings.",
    input: [.field("ref", .string, "The entity, as kind/id, or as an id that only one kind has.")] + .day,
    output: .head + [
      .field("entity", .object, "The entity; its members depend on its kind."),
      .field("neighbours", .array(.named("Edge")), "References from it and to it."),
      .field("findings", .array(.named("Finding")), "Its findings."),
    ])

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let evaluation = try context.evaluation(call)
    let graph = context.world.graph
    let node = try graph.entity(call.required("ref"))
    let ref = graph.ref(of: node)
    let neighbours = graph.references.filter {
      $0.target >= 0 && (Int($0.from) == node || Int($0.target) == node)
    }
    return .reply(
      context.success { writer in
        writer.key("entity")
        writer.entity(node, evaluation)
        writer.array("neighbours", neighbours) { writer, reference in writer.edge(reference, graph) }
        writer.array("findings", evaluation.findings.filter { $0.entity == ref }) { writer, finding in
          writer.finding(finding)
        }
      })
  }
}
