import STLGraph
import STLModel
import STLText

/// The last day of a waiver is over.
package enum ExpiredWaiver: Rule {
  package static let descriptor = RuleDescriptor(
    code: "GOV005", name: "expired-waiver", severity: "info",
    summary: "The last day of a waiver is over, so it waives nothing any more.",
    explanation: """
      A waiver is a promise with a date. After the date the finding is back, and the waiver stands in the file as a reminder of
      a promise that was not kept.
      It is cleared by removing the waiver, or by agreeing on a new day.
      """,
    bad: """
      initiative: robots
      leader: ana
      waive:
        - {rule: STL001, reason: the candidate starts in February, until: 2026-02-15}
      """,
    good: "initiative: robots\nleader: ana\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    for waiver in context.waivers.all where waiver.until < context.today {
      findings.add(
        .info, entity: context.graph.ref(of: waiver.node), at: waiver.place,
        "the waiver of \(waiver.rule) ended on \(dateInWords(waiver.until))",
        notes: [.wayOut("remove it, or agree on a new `until:`")])
    }
  }
}
