import STLGraph
import STLModel

/// Initiatives are part of each other in a circle through parent.
package enum ParentCycle: Rule {
  package static let descriptor = RuleDescriptor(
    code: "REF005", name: "parent-cycle", severity: "error",
    summary: "Initiatives are part of each other in a circle through parent.",
    explanation: """
      Which one is the root decides who leads what. The edges of the circle are ignored wherever leadership is judged.
      """,
    bad: "initiative: robots\nleader: ana\nparent: arms\n---\ninitiative: arms\nleader: bo\nparent: robots\n",
    good: "initiative: robots\nleader: ana\n---\ninitiative: arms\nleader: bo\nparent: robots\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    Cycles.check(context, context.initiativeForest, .parent, verb: "is part of", &findings)
  }
}
