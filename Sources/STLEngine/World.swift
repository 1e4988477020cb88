package import STLGraph
import STLModel
package import STLRules
package import STLText
import Synchronization

/// One immutable state of an organisation, with a revision.
///
/// Every answer comes from one world, so a reader sees the old state or the new one, never a mix.
package final class World: Sendable {
  /// Counts up by one with every change within one run of the engine; the first is 1.
  package let revision: Int
  package let graph: Graph
  package let documents: Documents
  private let evaluations = Mutex<[Evaluation]>([])

  /// Days whose evaluation is kept.
  private static let evaluationsMax = 2

  init(revision: Int, graph: Graph, documents: Documents) {
    self.revision = revision
    self.graph = graph
    self.documents = documents
  }

  /// A world of `files` alone, for tests and one-time questions.
  ///
  /// Paths that are no YAML or Markdown are documents.
  package convenience init(files: [(path: String, text: String)]) {
    var engine = Engine()
    engine.apply(ChangeBatch(texts: files))
    self.init(revision: 1, graph: engine.world.graph, documents: engine.world.documents)
  }

  /// What holds on `today`; the last days that were asked for are kept.
  package func evaluation(today: CivilDate) -> Evaluation {
    evaluations.withLock { kept in
      if let found = kept.first(where: { $0.today == today }) { return found }
      let evaluation = Evaluation(graph, documents: documents, today: today)
      kept.insert(evaluation, at: 0)
      if kept.count > World.evaluationsMax { kept.removeLast() }
      return evaluation
    }
  }

  /// How many documents could not be read: those of broken files, and files that could not be read at all.
  package var unreadable: Int { graph.files.reduce(0) { $0 + ($1.isUnreadable ? 1 : $1.unread.count) } }
}

extension ChangeBatch {
  /// A whole tree of texts.
  package init(texts: [(path: String, text: String)]) {
    self.init(isComplete: true)
    for (path, text) in texts {
      if path.hasSuffix(".yaml") || path.hasSuffix(".yml") || path.hasSuffix(".md") {
        changes.append((path, SourceFile(path: path, bytes: Array(text.utf8))))
      }
      documents.append((path, true))
    }
  }
}
