import STLEngine
import STLGraph
import STLJSON
import STLModel
import STLReports
import STLRules
import STLText
package import STLWire

/// The entities of one kind.
package enum List: ServiceMethod {
  package static let description = Interface.Method(
    "List", "Gives the entities of one kind as rows, sorted by id where nothing else is asked for.",
    streaming: .possible,
    input: [
      .field("kind", .string, "The kind, in singular or plural."),
      .optional("filter", .string, "Terms that all hold, such as status=active,priority<=2."),
      .optional("sort", .string, "Keys to sort by, such as priority,-id; absent values last, ties by id."),
    ] + .cursorInput + .day,
    output: .head + [
      .field(
        "rows", .array(.object),
        "The rows of this page; their members depend on the kind, of a very long one only id, path, line and truncated."
      )
    ]
      + .cursorOutput)

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let start = try Pages.start(call, context)
    let evaluation = try context.evaluation(call)
    let name = call.required("kind")
    guard let kind = Kind(name: name) else {
      throw ServiceError(.notFound(.kind, name, among: Kind.allCases.map(\.plural)))
    }
    let rows: Rows
    do {
      rows = try Rows(
        context.world, kind, today: evaluation.today, filter: call.string("filter").map { [$0] } ?? [],
        sort: call.string("sort").map { $0.split(separator: ",").map { String($0) } } ?? [])
    } catch {
      throw ServiceError(error)
    }
    return .pages(
      Pages(
        context, "rows", count: rows.nodes.count,
        brief: { writer, index in
          let entity = context.world.graph.entities[rows.nodes[index]]
          writer.object { writer in
            writer.field("id", entity.id)
            writer.field("path", entity.place.path)
            writer.field("line", entity.place.line)
            writer.field("truncated", true)
          }
        }, item: { writer, index in rows.write(rows.nodes[index], to: &writer) }), start: start)
  }
}
