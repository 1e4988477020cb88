import STLModel
import STLSyntax
import STLSystem
import STLText

/// One directory of the tree.
struct KnownDirectory: Sendable {
  var stamp: FileStamp?
  var watch: Int32?
  /// By name; a name that is not UTF-8 by its escaped form.
  var files: [FilePath: KnownFile] = [:]
  var directories: Set<FilePath> = []
  /// Regular files whose names say that they are none of ours: documents that an entity may name.
  var documents: Set<FilePath> = []
  /// Some name is shown in its escaped form, which another name may take away.
  var hasOddNames = false
  /// The directory cannot be read, or has the name of a file.
  var problem: Problem?

  /// Nothing in it can be told.
  var isUnreadable: Bool { problem.map { $0 != FileProblems.directoryNamedAsFile } ?? false }
}

/// What is known of one file.
struct KnownFile: Sendable {
  /// Nil where nothing could be found out.
  var stamp: FileStamp?
  /// An equal stamp proves that nothing changed.
  var isSettled: Bool
  var content: KnownContent

  var known: FileStamp? { isSettled ? stamp : nil }
}

enum KnownContent: Sendable {
  case source(SourceFile)
  case problem(Problem)
  /// A regular file that is none of ours, kept for its stamp.
  case skipped

  var isSkipped: Bool {
    if case .skipped = self { true } else { false }
  }
}
