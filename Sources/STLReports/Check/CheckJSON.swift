import STLJSON
import STLRules
import STLText

/// Findings as the JSON of the contract: all of them, waived ones too.
enum CheckJSON {
  static func bytes(_ inquiry: Inquiry, _ selection: CheckSelection) -> [UInt8] {
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
