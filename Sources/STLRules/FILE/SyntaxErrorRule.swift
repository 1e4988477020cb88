import STLSyntax

/// A document is not in the file syntax, a strict subset of YAML 1.2.
package enum SyntaxErrorRule: FileRule {
  static let problem = Problem.Kind.syntaxError

  package static let descriptor = RuleDescriptor(
    code: "FILE003", name: "syntax-error", severity: "error",
    summary: "A document is not in the file syntax, a strict subset of YAML 1.2.",
    explanation: """
      A document with a syntax error makes no entity; the other documents of its file do. A running daemon goes on with
      what the document said before, marked stale. Whatever is accepted means what YAML says it means, so that every
      editor and library reads the same.
      """,
    bad: "initiative: robots\nleader: ana\ntitle: Robots: the second wave\n",
    good: "initiative: robots\nleader: ana\ntitle: \"Robots: the second wave\"\n")
}
