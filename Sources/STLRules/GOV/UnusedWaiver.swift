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
      Waivers of rules that this version does not have, or that are off, are left alone.
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
    for (index, waiver) in context.waivers.enumerated() where waiver.until >= context.today {
      guard !context.usedWaivers.contains(index) else { continue }
      guard waiver.isKnown else {
        var notes: [Note] = []
        if let near = RuleNames.nearest(to: waiver.rule) { notes.append(.wayOut("`rule: \(near)`")) }
        findings.add(
          .info, entity: context.graph.ref(of: waiver.node), at: waiver.place,
          "no rule is called \"\(waiver.rule)\", so this waives nothing", notes: notes)
        continue
      }
      guard context.activeRules.contains(waiver.rule) else { continue }
      findings.add(
        .info, entity: context.graph.ref(of: waiver.node), at: waiver.place,
        "\(waiver.rule) has nothing to say here, so this waives nothing", notes: [.wayOut("remove the waiver")])
    }
  }
}
