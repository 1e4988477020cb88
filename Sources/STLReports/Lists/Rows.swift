package import STLEngine
package import STLGraph
package import STLJSON
package import STLModel
package import STLText

/// Rows of one kind: those that a filter lets through, in order.
///
/// The service pages through `nodes`.
package struct Rows {
  /// Entities in the order of the sort.
  package let nodes: [Graph.Node]
  /// Keys of a row, in order.
  let columns: [Column]
  private let reader: RowReader
  var kind: Kind { reader.kind }

  /// The rows of `kind` on `today`; without `columns` a row has all of them.
  package init(
    _ world: World, _ kind: Kind, today: CivilDate, filter: [String] = [], sort: [String] = [], columns: [String] = []
  ) throws(QuestionError) {
    let reader = RowReader(world, kind, today: today)
    let filter = try Filter(filter, columns: reader.columns)
    let sorting = try Sorting(sort, columns: reader.columns)
    var chosen: [Column] = []
    for name in columns { chosen.append(try Column.find(name, in: reader.columns)) }
    self.columns = columns.isEmpty ? reader.columns : chosen
    self.reader = reader
    let graph = world.graph
    var nodes = graph.nodes(of: kind)
    if !filter.terms.isEmpty {
      nodes = nodes.filter { node in filter.matches { reader.cell($0, node) } }
    }
    self.nodes = sorting.sorted(nodes, id: { graph.id(of: $0) }, cell: { reader.cell($0, $1) })
  }

  /// The rows of `nodes`, which are of one kind, as they stand.
  init(_ world: World, _ nodes: [Graph.Node], today: CivilDate) {
    self.nodes = nodes
    reader = RowReader(world, nodes.first.map { world.graph.kinds[$0] } ?? .org, today: today)
    columns = reader.columns
  }

  /// Writes the row of `node` as an object.
  package func write(_ node: Graph.Node, to writer: inout JSONWriter) {
    writer.object { writer in write(membersOf: node, to: &writer) }
  }

  /// Writes the members of the row of `node` into an open object.
  func write(membersOf node: Graph.Node, to writer: inout JSONWriter) {
    for column in columns {
      let cell = reader.cell(column, node)
      if cell.isAbsent, !column.isNullable { continue }
      writer.key(column.name)
      cell.write(to: &writer)
    }
  }

  func cell(_ column: Column, _ node: Graph.Node) -> Cell { reader.cell(column, node) }
}
