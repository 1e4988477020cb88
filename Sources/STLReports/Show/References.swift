package import STLEngine
package import STLGraph
import STLModel
import STLText

extension World {
  /// The entity that `text` names: `kind/id` (a person also by e-mail), or an id that only one kind has.
  package func find(_ text: String) throws(QuestionError) -> Graph.Node {
    if let slash = text.firstIndex(of: "/") {
      let name = String(text[..<slash])
      guard let kind = Kind(name: name) else { throw .notFound(.kind, name, among: Kind.allCases.map(\.name)) }
      let id = World.folded(text[text.index(after: slash)...])
      if let node = graph.find(kind, id) ?? (kind == .person ? graph.person(email: id) : nil) { return node }
      let near = nearestID(to: id, among: graph.nodes(of: kind)).map { "\(kind.name)/\($0)" }
      throw .notFound(what: .entity(kind), name: id, nearest: near)
    }
    let id = World.folded(text[...])
    let found = Kind.allCases.compactMap { graph.find($0, id) }
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      if id.contains("@"), let node = graph.person(email: id) { return node }
      throw .notFound(what: .entity(nil), name: text, nearest: nearestID(to: id, among: Array(graph.entities.indices)))
    }
    let refs = found.map { graph.ref(of: $0) }.joined(separator: " or ")
    throw .badQuery(message: "\"\(text)\" is more than one thing: write \(refs)", offset: 0)
  }

  /// As a reference in a file: trimmed, without one leading `@`, in lower case.
  private static func folded(_ text: Substring) -> String {
    var rest = text.trimmed
    if rest.first == "@" { rest.removeFirst() }
    return rest.lowercased()
  }

  /// The nearest id; a typing mistake leaves the first or the last letter alone, which keeps this fast.
  private func nearestID(to id: String, among nodes: [Graph.Node]) -> String? {
    let first = id.utf8.first
    let last = id.utf8.last
    return nearest(
      to: id,
      among: nodes.lazy.map { self.graph.id(of: $0) }.filter { $0.utf8.first == first || $0.utf8.last == last })
  }
}
