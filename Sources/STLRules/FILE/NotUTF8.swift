import STLSyntax

/// The bytes of a file are not UTF-8 text.
package enum NotUTF8: FileRule {
  static let problem = Problem.Kind.notUTF8

  package static let descriptor = RuleDescriptor(
    code: "FILE002", name: "not-utf8", severity: "error",
    summary: "The bytes of a file are not UTF-8 text.",
    explanation: """
      A file in Latin-1 or UTF-16 would be read as other names than its editor shows. Nothing of it is read.
      It is cleared by saving the file as UTF-8.
      """,
    bad: Example(files: []),
    good: Example(files: []))
}
