import STLJSON
import STLRules
import STLText

/// What the rules have to say.
enum CheckView: Report {
  static let descriptor = ReportDescriptor(
    name: "check", summary: "What is wrong in the files, with the place and the way out.", formats: ["text", "json"],
    arguments: [
      .init("paths", "PATH", "Files or folders whose findings are shown; everything is read all the same."),
      .init("select", "RULES", "Only these codes, names or families."),
      .init("ignore", "RULES", "All but these codes, names or families."),
      .init("fail-on", "SEVERITY", "Least severity that fails: info, warning, error (the default) or never."),
      .init("all", nil, "Every finding, waived ones too, instead of the first of each code."),
    ])

  static func answer(_ inquiry: Inquiry) throws(QuestionError) -> Answer {
    let selection = try CheckSelection(inquiry)
    let content =
      inquiry.question.format == "json" ? json(inquiry, selection) : CheckText(inquiry, selection).bytes
    return Answer(content: content, isFailing: selection.isFailing)
  }

  private static func json(_ inquiry: Inquiry, _ selection: CheckSelection) -> [UInt8] {
    JSONWriter.document { writer in
      writer.header(inquiry)
      writer.array("findings", selection.findings) { writer, finding in writer.finding(finding) }
      writer.object("summary") { writer in
        for severity in Severity.allCases.reversed() { writer.field(severity.name, selection.count(of: severity)) }
        writer.field("waived", selection.findings.reduce(0) { $0 + ($1.isWaived ? 1 : 0) })
        writer.field("baselined", selection.findings.reduce(0) { $0 + ($1.isBaselined && !$1.isWaived ? 1 : 0) })
      }
      writer.field("sleeping", inquiry.evaluation.policy.sleeping.map(\.name))
    }
  }
}
