import STLEngine
import STLGraph
import STLJSON
import STLModel
import STLText

/// Entities of one kind as rows.
enum ListView: Report {
  static let descriptor = ReportDescriptor(
    name: "list", summary: "All entities of one kind, filtered and sorted.",
    formats: ["table", "json", "jsonl", "csv", "name"], ref: .required, refSummary: "a kind, such as initiatives",
    arguments: [
      .init("columns", "KEYS", "Keys of the rows that are shown, in this order."),
      .init("sort", "KEYS", "Keys to sort by; -KEY is descending; absent values come last, ties go by id."),
      .init("filter", "TERMS", "Terms that all hold: =, !=, ~ (contains), <, <=, >, >=, KEY (set), !KEY."),
    ])

  static func answer(_ inquiry: Inquiry) throws(QuestionError) -> Answer {
    let name = inquiry.question.ref ?? ""
    guard let kind = Kind(name: name) else { throw .notFound(.kind, name, among: Kind.allCases.map(\.plural)) }
    let format = inquiry.question.format
    var columns = inquiry.words("columns")
    let isStandard = columns.isEmpty
    if isStandard, format == "table" {
      let known = Column.all(of: kind, showsIDsOnly: inquiry.world.graph.settings.showsIDsOnly).map(\.name)
      columns = Column.standard(of: kind).filter { known.contains($0) }
      let graph = inquiry.world.graph
      if graph.stale.contains(where: { graph.kinds[$0] == kind }) { columns.insert("stale", at: 1) }
    }
    let rows = try Rows(
      inquiry.world, kind, today: inquiry.today, filter: inquiry.values("filter"), sort: inquiry.words("sort"),
      columns: columns)
    switch format {
    case "json": return Answer(content: json(inquiry, rows))
    case "jsonl": return Answer(content: jsonLines(rows))
    case "csv": return Answer(content: csv(rows))
    case "name": return Answer(content: names(rows, kind, inquiry.world.graph))
    default: return Answer(content: TextTable(inquiry.look, rows, kind, isStandard: isStandard).bytes)
    }
  }

  private static func json(_ inquiry: Inquiry, _ rows: Rows) -> [UInt8] {
    JSONWriter.document { writer in
      writer.header(inquiry)
      writer.array("rows", rows.nodes) { writer, node in rows.write(node, to: &writer) }
    }
  }

  private static func jsonLines(_ rows: Rows) -> [UInt8] {
    var writer = JSONWriter()
    for node in rows.nodes {
      rows.write(node, to: &writer)
      writer.endLine()
    }
    return writer.takeBytes()
  }

  private static func csv(_ rows: Rows) -> [UInt8] {
    var csv = CSVWriter()
    csv.row(rows.columns.map(\.name))
    for node in rows.nodes { csv.row(rows.columns.map { rows.cell($0, node).csv }) }
    return csv.bytes
  }

  private static func names(_ rows: Rows, _ kind: Kind, _ graph: Graph) -> [UInt8] {
    var bytes: [UInt8] = []
    for node in rows.nodes {
      bytes.append(contentsOf: "\(kind.name)/".utf8)
      bytes.append(contentsOf: Escaping.visible(graph.id(of: node)).utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}
