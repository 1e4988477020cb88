import STLSyntax

/// A file is larger than 4 MiB.
package enum FileTooLarge: FileRule {
  static let problem = Problem.Kind.tooLarge

  package static let descriptor = RuleDescriptor(
    code: "FILE012", name: "file-too-large", severity: "error",
    summary: "A file is larger than 4 MiB.",
    explanation: """
      Nothing of it is read. Split it: a file may hold one document or many, and there may be any number of files.
      """,
    bad: Example(files: []),
    good: Example(files: []))
}
