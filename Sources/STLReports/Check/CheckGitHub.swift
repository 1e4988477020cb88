import STLText

/// Findings as workflow commands, which GitHub Actions turns into annotations.
///
/// <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>
enum CheckGitHub {
  static func bytes(_ inquiry: Inquiry, _ selection: CheckSelection) -> [UInt8] {
    var text = ""
    for finding in selection.counted { text += line(finding, inquiry.origin) }
    return Array(text.utf8)
  }

  private static func line(_ finding: Finding, _ origin: Origin) -> String {
    let place = finding.place
    var properties = [
      "file=" + property(origin.prefix + place.path), "line=\(place.line)", "endLine=\(place.endLine)",
    ]
    // The runner takes columns within one line only.
    if place.endLine == place.line { properties += ["col=\(place.column)", "endColumn=\(place.endColumn)"] }
    properties.append("title=" + property("\(finding.code) \(finding.name)"))
    return "::\(command(finding.severity)) \(properties.joined(separator: ","))::"
      + data(finding.lines(prefix: origin.prefix).joined(separator: "\n")) + "\n"
  }

  private static func command(_ severity: Severity) -> String {
    switch severity {
    case .info: "notice"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// What stands behind the second pair of colons.
  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  /// The value of a property.
  private static func property(_ text: String) -> String {
    data(Escaping.visible(text)).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
