import STLGraph
import STLSyntax
import STLText

/// A key is not one that its mapping takes.
package enum UnknownKey: FileRule {
  static let problem = Problem.Kind.unknownKey

  package static let descriptor = RuleDescriptor(
    code: "FILE007", name: "unknown-key", severity: "error",
    summary: "A key is not one that its mapping takes.",
    explanation: """
      A mistyped key must never be dropped in silence. Keys of your own start with `x-`: they are kept and never checked.
      An unknown rule in `rules:` and an unknown threshold are told here too.
      """,
    bad: "initiative: robots\nleader: ana\npriorty: 1\n",
    good: "initiative: robots\nleader: ana\npriority: 1\nx-board: 17\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    checkProblems(context, &findings)
    let org = context.graph.org.map { context.graph.ref(of: $0) }
    for setting in context.graph.settings.rules where !RuleNames.knows(setting.rule) {
      var notes: [Note] = []
      if let near = nearest(to: setting.rule, among: RuleNames.all) { notes.append(.wayOut("`\(near):`")) }
      notes.append(Note("every rule: `stlctl explain --rules`"))
      findings.add(.error, entity: org, at: setting.place, message(unknown: setting.rule), notes: notes)
    }
  }

  private static func message(unknown rule: String) -> String {
    "no rule, rule name or family is called \"\(rule)\""
  }
}
