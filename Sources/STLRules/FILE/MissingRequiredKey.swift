import STLSyntax

/// A mapping lacks a key that it needs.
package enum MissingRequiredKey: FileRule {
  static let problem = Problem.Kind.missingKey

  package static let descriptor = RuleDescriptor(
    code: "FILE009", name: "missing-required-key", severity: "error",
    summary: "A mapping lacks a key that it needs.",
    explanation: """
      Required are the kind key, `candidate` in a loop, `date` in an update, and `rule`, `reason` and `until` in a waiver.
      """,
    bad: "initiative: robots\nleader: ana\nupdates:\n  - status: green\n",
    good: "initiative: robots\nleader: ana\nupdates:\n  - date: 2026-02-27\n    status: green\n")
}
