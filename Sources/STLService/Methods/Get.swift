import STLReports
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
    let day = try context.day(call)
    let node: Graph.Node
    do {
      node = try context.world.find(call.required("ref"))
    } catch {
      throw ServiceError(error)
    }
    return .reply(context.success { writer in context.world.write(node, today: day, to: &writer) })
  }
}
