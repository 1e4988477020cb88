import STLGraph
import STLModel
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
    let unknown = context.graph.settings.rules.filter { !RuleNames.knows($0.rule) }
    for setting in unknown.prefix(SourceFile.problemsMax) {
      var notes: [Note] = []
      if let near = RuleNames.nearest(to: setting.rule) { notes.append(.wayOut("`\(near):`")) }
      notes.append(Note("every rule: `stlctl explain --rules`"))
      findings.add(.error, entity: org, at: setting.place, message(unknown: setting.rule), notes: notes)
    }
    let rest = unknown.dropFirst(SourceFile.problemsMax)
    if let first = rest.first {
      let more = Problem.more(rest.count, of: problem, at: 0..<0)
      findings.add(.error, entity: org, at: first.place, more.message, notes: more.hints.map { .wayOut($0.message) })
    }
  }

  private static func message(unknown rule: String) -> String {
    "no rule, rule name or family is called \"\(rule)\""
  }
}
