import STLSyntax

/// A document uses a feature of YAML that is left out: anchors, aliases, tags, merge keys, complex keys, directives, tabs as indentation.
package enum UnsupportedYAML: FileRule {
  static let problem = Problem.Kind.unsupported

  package static let descriptor = RuleDescriptor(
    code: "FILE004", name: "unsupported-yaml", severity: "error",
    summary:
      "A document uses a feature of YAML that is left out: anchors, aliases, tags, merge keys, complex keys, directives, tabs as indentation.",
    explanation: """
      These make a file say something that a reader does not see where it stands. Write the value out instead.
      """,
    bad: "initiative: robots\nleader: &who ana\ndeputy: *who\n",
    good: "initiative: robots\nleader: ana\ndeputy: bo\n")
}
