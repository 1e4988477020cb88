import STLSyntax

/// A document has no kind key, so it makes no entity.
package enum NoKindKey: FileRule {
  static let problem = Problem.Kind.noKindKey

  package static let descriptor = RuleDescriptor(
    code: "FILE006", name: "no-kind-key", severity: "error for a probable typing mistake, else info",
    summary: "A document has no kind key, so it makes no entity.",
    explanation: """
      The kind keys are opening, initiative, goal, person, metric, team and org. A key that is one typing mistake away from
      one (two where it has more than four letters), or a kind key that only lacks its colon, is an error, because an entity
      is missing then. Everything else is information, once a file, and a YAML file in which no line looks like a kind key is
      not judged further.
      """,
    bad: "initative: robots\nleader: ana\n",
    good: "initiative: robots\nleader: ana\n")
}
