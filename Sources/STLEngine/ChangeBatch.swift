package import STLModel

/// What was seen on disk since the last batch: the only way into the engine.
package struct ChangeBatch: Sendable {
  /// Path from the root to the file as it is now, or nil where there is none any more; the last entry of a path counts.
  package var changes: [(path: String, file: SourceFile?)]
  /// Other files that came or went: documents that entities may name.
  ///
  /// Their content is not in here.
  package var documents: [(path: String, exists: Bool)]
  /// The batch is the whole tree: a file or document that it does not name is gone.
  package var isComplete: Bool

  package init(
    changes: [(path: String, file: SourceFile?)] = [], documents: [(path: String, exists: Bool)] = [],
    isComplete: Bool = false
  ) {
    self.changes = changes
    self.documents = documents
    self.isComplete = isComplete
  }

  /// Nothing was seen.
  package var isEmpty: Bool { changes.isEmpty && documents.isEmpty && !isComplete }
}
