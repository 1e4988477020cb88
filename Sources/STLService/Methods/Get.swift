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
    let evaluation = try context.evaluation(call)
    let world = context.world
    do throws(QuestionError) {
      let node = try world.find(call.required("ref"))
      let ref = world.graph.ref(of: node)
      let surroundings = Neighbourhood(world, node, today: evaluation.today)
      var entity = JSONWriter()
      try world.write(entity: ref, today: evaluation.today, to: &entity)
      return .reply(
        context.success { writer in
          writer.key("entity")
          writer.raw(entity.bytes)
          writer.array("neighbours", surroundings.edges) { writer, edge in surroundings.write(edge, to: &writer) }
          writer.array("findings", evaluation.findings.filter { $0.entity == ref }) { writer, finding in
            writer.finding(finding)
          }
        })
    } catch {
      throw ServiceError(error)
    }
  }
}
