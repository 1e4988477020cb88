package import STLEngine
package import STLGraph
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
    JSONWriter.document { writer in
      writer.header(inquiry)
      inquiry.world.write(node, today: inquiry.today, to: &writer)
    }
  }
}

extension World {
  /// Writes an entity as the members `entity`, `neighbours` and `findings` of an open object.
  package func write(_ node: Graph.Node, today: CivilDate, to writer: inout JSONWriter) {
    let rows = Rows(self, [node], today: today)
    let surroundings = Neighbourhood(self, node, today: today)
    let ref = graph.ref(of: node)
    writer.object("entity") { writer in
      writer.field("kind", rows.kind.name)
      rows.write(membersOf: node, to: &writer)
    }
    writer.array("neighbours", surroundings.edges) { writer, edge in surroundings.write(edge, to: &writer) }
    writer.array("findings", evaluation(today: today).findings.filter { $0.entity == ref }) { writer, finding in
      writer.finding(finding)
    }
  }
}
