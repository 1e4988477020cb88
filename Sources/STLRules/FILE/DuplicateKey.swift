import STLSyntax

/// A mapping has the same key twice.
package enum DuplicateKey: FileRule {
  static let problem = Problem.Kind.duplicateKey

  package static let descriptor = RuleDescriptor(
    code: "FILE005", name: "duplicate-key", severity: "error",
    summary: "A mapping has the same key twice.",
    explanation: """
      Libraries disagree about which one counts, so none does. The document makes no entity until one of both is gone.
      """,
    bad: "initiative: robots\nleader: ana\nleader: bo\n",
    good: "initiative: robots\nleader: ana\n")
}
