package import STLModel

/// What was seen on disk since the last batch: the only way into the engine.
package struct ChangeBatch: Sendable {
  /// Path from the root to the file as it is now, or nil where there is none any more; the last entry of a path counts.
  package var changes: [(path: String, file: SourceFile?)]
  /// The batch is the whole tree: a file that it does not name is gone.
  package var isComplete: Bool

  package init(changes: [(path: String, file: SourceFile?)] = [], isComplete: Bool = false) {
    self.changes = changes
    self.isComplete = isComplete
  }
}
