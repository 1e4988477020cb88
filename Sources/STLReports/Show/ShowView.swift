package import STLEngine
import STLGraph
package import STLJSON
import STLModel
import STLRules
package import STLText

/// One entity with everything around it.
enum ShowView: Report {
  static let descriptor = ReportDescriptor(
    name: "show", summary: "One entity with everything around it.", formats: ["text", "json"], ref: .required,
    refSummary: "a reference, such as initiative/checkout-latency")

  static func answer(_ inquiry: Inquiry) throws(QuestionError) -> Answer {
    let node = try inquiry.world.find(inquiry.question.ref ?? "")
    if inquiry.question.format == "json" { return Answer(content: json(inquiry, node)) }
    return Answer(content: ShowText(inquiry, node).bytes)
  }

  private static func json(_ inquiry: Inquiry, _ node: Graph.Node) -> [UInt8] {
    let world = inquiry.world
    let rows = Rows(world, [node], today: inquiry.today)
    let surroundings = Neighbourhood(world, node, today: inquiry.today)
    let ref = world.graph.ref(of: node)
    return JSONWriter.document { writer in
      writer.header(inquiry)
      writer.key("entity")
      rows.write(entity: node, to: &writer)
      writer.array("neighbours", surroundings.edges) { writer, edge in surroundings.write(edge, to: &writer) }
      writer.array("findings", inquiry.evaluation.findings.filter { $0.entity == ref }) { writer, finding in
        writer.finding(finding)
      }
    }
  }
}

extension World {
  /// Writes the entity that `ref` names as an object: its kind, then the members of its row.
  package func write(entity ref: String, today: CivilDate, to writer: inout JSONWriter) throws(QuestionError) {
    let node = try find(ref)
    Rows(self, [node], today: today).write(entity: node, to: &writer)
  }
}

extension Rows {
  /// Writes `node` as an object: its kind, then the members of its row.
  func write(entity node: Graph.Node, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("kind", kind.name)
      write(membersOf: node, to: &writer)
    }
  }
}
