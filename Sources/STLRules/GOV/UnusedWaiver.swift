import STLGraph
import STLModel
import STLText

/// A waiver suspends a rule that has nothing to say.
package enum UnusedWaiver: Rule {
  package static let descriptor = RuleDescriptor(
    code: "GOV006", name: "unused-waiver", severity: "info",
    summary: "A waiver that is in force suspends a rule that says nothing about its entity.",
    explanation: """
      What it waived has been mended, or its rule is mistyped. Left in the file it would hide the next finding of that rule.
      Waivers of rules that this version does not have, or that are off, are left alone, and so are those of this rule itself.
      Where the headline counts initiatives, no STL rule judges teams, but their own report honours a team's waivers: they are
      left alone too.
      It is cleared by removing the waiver.
      """,
    bad: """
      initiative: robots
      leader: ana
      waive:
        - {rule: STL001, reason: the candidate starts in May, until: 2026-05-31}
      """,
    good: """
      initiative: robots
      leader: tbd
      waive:
        - {rule: STL001, reason: the candidate starts in May, until: 2026-05-31}
      """)

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    let graph = context.graph
    var fixes = FixMaker()
    for (index, waiver) in context.waivers.all.enumerated() where waiver.until >= context.today {
      guard !context.usedWaivers.contains(index), waiver.rule != descriptor.code else { continue }
      let entity = graph.ref(of: waiver.node)
      guard waiver.isKnown else {
        let isFamily = RuleNames.knows(waiver.rule)
        findings.add(
          .info, entity: entity, at: waiver.place,
          isFamily ? message(family: waiver.rule) : message(unknown: waiver.rule), notes: notes(waiver.rule))
        continue
      }
      guard context.activeRules.contains(waiver.rule), isJudged(waiver, context) else { continue }
      findings.add(
        .info, entity: entity, at: waiver.place, message(idle: waiver.rule), notes: [.wayOut("remove the waiver")],
        fix: fixes.document(of: waiver.node, in: graph).map { document in
          Fix(
            title: "remove the waiver of \(waiver.rule)", isSafe: true,
            edits: document.removingItem(at: waiver.offset, under: .waive))
        })
    }
  }

  /// Whether the rule of `waiver` looks at its entity at all.
  private static func isJudged(_ waiver: Waiver, _ context: RuleContext) -> Bool {
    let kind = context.graph.kinds[waiver.node]
    return RuleNames.family(of: waiver.rule) != "STL" || kind != .team || context.judged.contains { $0.kind == kind }
  }

  private static func notes(_ word: String) -> [Note] {
    if let first = RuleNames.rules.first(where: { RuleNames.family(of: $0) == word }) {
      return [.wayOut("the one rule that is meant, such as `rule: \(first)`")]
    }
    return RuleNames.nearest(to: word, among: RuleNames.rules).map { [.wayOut("`rule: \($0)`")] } ?? []
  }

  private static func message(idle rule: String) -> String { "\(rule) has nothing to say here, so this waives nothing" }

  private static func message(family: String) -> String {
    "\"\(family)\" is a family, which cannot be waived: this waives nothing"
  }

  private static func message(unknown rule: String) -> String {
    "no rule is called \"\(rule)\", so this waives nothing"
  }
}
