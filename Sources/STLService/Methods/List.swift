import STLEngine
import STLGraph
import STLModel
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
    output: .head + [.field("rows", .array(.object), "The rows of this page; their members depend on the kind.")]
      + .cursorOutput)

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let start = try Pages.start(call, context)
    let evaluation = try context.evaluation(call)
    let name = call.required("kind")
    guard let kind = Kind(name: name) else {
      throw .notFound(what: "kind", name: name, nearest: nearest(to: name, among: Kind.allCases.map(\.plural)))
    }
    let graph = context.world.graph
    let nodes = graph.nodes(of: kind)
    return .pages(
      Pages(context, "rows", count: nodes.count) { writer, index in
        writer.entity(nodes[index], evaluation)
      }, start: start)
  }
}
