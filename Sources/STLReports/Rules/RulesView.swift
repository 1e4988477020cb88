import STLEngine
import STLJSON
import STLRules
import STLText

/// Every rule with the severity that holds here.
enum RulesView: Report {
  static let descriptor = ReportDescriptor(
    name: "rules", summary: "Every rule with the severity that holds here, and which are off or asleep.",
    formats: ["text", "json"])

  static func answer(_ inquiry: Inquiry) throws(QuestionError) -> Answer {
    let standings = inquiry.evaluation.policy.standings
    guard inquiry.question.format == "json" else { return Answer(content: text(inquiry, standings)) }
    return Answer(
      content: JSONWriter.document { writer in
        writer.header(inquiry)
        writer.array("rules", standings) { writer, standing in
          writer.object { writer in writer.members(of: standing) }
        }
      })
  }

  private static func text(_ inquiry: Inquiry, _ standings: [Policy.Standing]) -> [UInt8] {
    var page = Page(inquiry.look)
    let nameWidth = standings.map(\.descriptor.name.count).max() ?? 0
    var family = ""
    for standing in standings {
      let rule = standing.descriptor
      if rule.family != family, !family.isEmpty { page.blank() }
      family = rule.family
      let head = [Piece(rule.code.padded(to: 7), .bold), .space(2), Piece(rule.name.padded(to: nameWidth)), .space(2)]
      page.paragraph(head, standing.here, ink: ink(standing), indent: 9)
    }
    page.blank()
    let off = standings.reduce(0) { $0 + ($1.isOff ? 1 : 0) }
    let asleep = standings.reduce(0) { $0 + ($1.isAsleep && !$1.isOff ? 1 : 0) }
    page.line(
      [Piece("\(Phrases.count(standings.count, "rule")), \(off) off, \(asleep) asleep")],
      right: [Piece("stlctl explain CODE", .cyan)])
    return page.bytes
  }

  private static func ink(_ standing: Policy.Standing) -> Ink {
    if standing.isOff || standing.isAsleep { return .dim }
    return standing.here.hasPrefix("info") ? .cyan : .yellow
  }
}
