import STLGraph
import STLModel
import STLSyntax
import STLText

/// What would be an entity if its document could be read, for those who look for it in vain.
struct UnreadDocuments {
  private var files: [String: SourceFile] = [:]

  init(_ graph: Graph) {
    for file in graph.files {
      for document in file.unread {
        guard let kind = document.kind, let id = document.id else { continue }
        files[UnreadDocuments.key(kind, id)] = file
      }
    }
  }

  /// Says that the document of `kind/id` is there and broken; nil where there is none.
  func note(_ kind: Kind, _ id: String) -> Note? {
    guard let file = files[UnreadDocuments.key(kind, id)] else { return nil }
    let place = file.problems.first { $0.severity == .error }.map { file.place($0.place) }
    return Note("its document cannot be read", at: place ?? Place(path: file.path))
  }

  private static func key(_ kind: Kind, _ id: String) -> String { "\(kind.name)/\(id)" }
}
