import STLGraph
import STLModel
import STLText

extension Graph {
  /// The entity that a caller means by `kind/id`, or by an id where only one kind has it.
  func entity(_ text: String) throws(ServiceError) -> Node {
    let folded = text.lowercased()
    if let cut = folded.firstIndex(of: "/") {
      let id = String(folded[folded.index(after: cut)...])
      guard let kind = Kind(name: folded[..<cut]) else {
        throw .notFound(
          what: "kind", name: text, nearest: nearest(to: String(folded[..<cut]), among: Kind.allCases.map(\.name)))
      }
      if let node = find(kind, id) { return node }
      throw .notFound(
        what: "entity", name: text, nearest: nearest(to: id, among: ids(of: kind)).map { "\(kind.name)/\($0)" })
    }
    let found = Kind.allCases.compactMap { find($0, folded) }
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      throw .notFound(what: "entity", name: text, nearest: nearest(to: folded, among: entities.lazy.map(\.id)))
    }
    let names = found.map { ref(of: $0) }.joined(separator: ", ")
    throw .badQuery(message: "ref: '\(text)' may be any of \(names)", offset: 0)
  }
}
