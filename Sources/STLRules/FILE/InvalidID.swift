import STLSyntax

/// An id is missing or has characters that an id cannot have.
package enum InvalidID: FileRule {
  static let problem = Problem.Kind.invalidID

  package static let descriptor = RuleDescriptor(
    code: "FILE010", name: "invalid-id", severity: "error",
    summary: "An id is missing or has characters that an id cannot have.",
    explanation: """
      An id is lower-case letters, digits, `.`, `_` and `-`, starts and ends with a letter, digit or `_`, and has at most
      128 bytes. References fold to lower case, so an id in another form could not be told from its neighbours.
      """,
    bad: "initiative: Robots 2\nleader: ana\n",
    good: "initiative: robots-2\ntitle: Robots 2\nleader: ana\n")
}
