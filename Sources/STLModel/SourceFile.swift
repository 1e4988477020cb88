package import STLSyntax
package import STLText

/// One file of the root as it was read: its entities and its problems, known without any other file.
///
/// A pure function of path and bytes, so files can be read on several threads.
package final class SourceFile: Sendable {
  /// Relative to the root, with `/`.
  package let path: String
  package let bytes: [UInt8]
  package let lines: LineTable
  package let problems: [Problem]

  /// Reads `bytes` as the file at `path`.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    lines = LineTable(bytes.span)
    problems = []
  }

  /// A file that could not be read at all: no entities, one problem.
  package init(path: String, problem: Problem) {
    self.path = path
    bytes = []
    lines = LineTable()
    problems = [problem]
  }
}
