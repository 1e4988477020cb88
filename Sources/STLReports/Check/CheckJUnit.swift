import STLRules
import STLText

/// Findings as test results: a rule is a suite, a finding a test case that fails at or above the level that fails.
///
/// A rule that has nothing to say is one test case that passes, so a report is never empty. Findings that do not count
/// are skipped. Elements and attributes are those of Jenkins' schema, `junit-10.xsd`, so places stand in the text.
enum CheckJUnit {
  static func bytes(_ inquiry: Inquiry, _ selection: CheckSelection) -> [UInt8] {
    var findings: [String: [Finding]] = [:]
    for finding in selection.findings { findings[finding.code, default: []].append(finding) }
    var suites: [Suite] = []
    for standing in inquiry.evaluation.policy.standings where !standing.isOff && !standing.isAsleep {
      guard selection.covers(standing.descriptor) else { continue }
      let name = "\(standing.descriptor.code) \(standing.descriptor.name)"
      suites.append(Suite(name, findings[standing.descriptor.code] ?? [], selection))
    }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites name=\"stlctl check\" tests=\"\(suites.reduce(0) { $0 + $1.tests })\""
    text += " failures=\"\(suites.reduce(0) { $0 + $1.failures })\" errors=\"0\" time=\"0\">\n"
    for suite in suites { text += suite.text }
    return Array((text + "</testsuites>\n").utf8)
  }

  private struct Suite {
    let name: String
    private(set) var tests = 0
    private(set) var failures = 0
    private var skipped = 0
    private var cases = ""
    private var counts: [String: Int] = [:]

    init(_ name: String, _ findings: [Finding], _ selection: CheckSelection) {
      self.name = name
      if findings.isEmpty {
        tests = 1
        cases = "    <testcase classname=\(quoted(name)) name=\"no findings\" time=\"0\"/>\n"
      }
      for finding in findings { add(finding, fails: selection.fails(finding)) }
    }

    var text: String {
      "  <testsuite name=\(quoted(name)) tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\""
        + " skipped=\"\(skipped)\" time=\"0\">\n" + cases + "  </testsuite>\n"
    }

    private mutating func add(_ finding: Finding, fails: Bool) {
      tests += 1
      let subject = finding.entity ?? finding.place.path
      let count = counts[subject, default: 0] + 1
      counts[subject] = count
      let place = finding.place
      cases += "    <testcase classname=\(quoted(name))"
      cases += " name=\(quoted(count == 1 ? subject : "\(subject) (\(count))"))"
      cases += " time=\"0\">\n      "
      let text = escaped([Escaping.visible("\(place.path):\(place.line):\(place.column)")] + finding.lines(prefix: ""))
      if !finding.counts {
        skipped += 1
        cases += "<skipped message=\"\(finding.isWaived ? "waived" : "known to the baseline")\"/>\n      "
        cases += "<system-out>\(text)</system-out>\n"
      } else if fails {
        failures += 1
        cases += "<failure type=\"\(finding.severity.name)\" message=\(quoted(finding.message))>\(text)</failure>\n"
      } else {
        cases += "<system-out>\(finding.severity.name): \(text)</system-out>\n"
      }
      cases += "    </testcase>\n"
    }
  }

  private static func quoted(_ text: String) -> String { "\"" + escaped([Escaping.visible(text)]) + "\"" }

  /// Lines without invisible characters as text of XML 1.0, which has no way to write most control characters.
  private static func escaped(_ lines: [String]) -> String {
    var result = ""
    for scalar in lines.joined(separator: "\n").unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": result += Escaping.name(of: scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
