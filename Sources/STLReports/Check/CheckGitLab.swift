import STLJSON
import STLText

/// Findings as a Code Quality report of GitLab.
///
/// <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>
enum CheckGitLab {
  static func bytes(_ inquiry: Inquiry, _ selection: CheckSelection) -> [UInt8] {
    var writer = JSONWriter(.pretty)
    var fingerprints = Fingerprints(inquiry.origin)
    writer.array { writer in
      for finding in selection.findings {
        // Those that do not count are named too, so that a waiver renames no other finding.
        let fingerprint = fingerprints.next(finding)
        guard finding.counts else { continue }
        writer.object { writer in
          // The merge request shows one line.
          writer.field("description", finding.lines(prefix: inquiry.origin.prefix).joined(separator: "; "))
          writer.field("check_name", finding.code)
          writer.field("fingerprint", fingerprint)
          writer.field("severity", severity(finding.severity))
          writer.object("location") { writer in
            writer.field("path", inquiry.origin.prefix + finding.place.path)
            writer.object("lines") { writer in
              writer.field("begin", finding.place.line)
              writer.field("end", finding.place.endLine)
            }
          }
        }
      }
    }
    writer.endLine()
    return writer.takeBytes()
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .info: "info"
    case .warning: "minor"
    case .error: "major"
    }
  }
}
