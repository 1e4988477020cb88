import STLSyntax

/// A value is not what its key takes: a date, a percentage, a word of a set, one value rather than a list.
package enum WrongType: FileRule {
  static let problem = Problem.Kind.wrongType

  package static let descriptor = RuleDescriptor(
    code: "FILE008", name: "wrong-type", severity: "error",
    summary: "A value is not what its key takes: a date, a percentage, a word of a set, one value rather than a list.",
    explanation: """
      The schema types a value, so `no` is a name where a name belongs and never a truth value. A wrong value counts as
      absent and the default holds; an unknown status is not active.
      """,
    bad: "initiative: robots\nleader: ana\ndue: end of May\n",
    good: "initiative: robots\nleader: ana\ndue: 2026-05-31\n")
}
