import STLSyntax

/// A file or folder that should be read cannot be read.
package enum UnreadableFile: FileRule {
  static let problem = Problem.Kind.unreadable

  package static let descriptor = RuleDescriptor(
    code: "FILE001", name: "unreadable-file", severity: "error, info for a symbolic link",
    summary: "A file or folder that should be read cannot be read.",
    explanation: """
      What cannot be read is missing from every answer, so it is said rather than skipped. Symbolic links are not
      followed, whether they lead to files or folders: the files of an organisation lie under its root.
      It is cleared by making the file readable for the daemon's user, by removing it, or by `ignore:` in org.yaml.
      """,
    bad: Example(files: []),
    good: Example(files: []))
}
