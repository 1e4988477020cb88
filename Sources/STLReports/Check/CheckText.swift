import STLEngine
import STLGraph
import STLModel
import STLRules
import STLText

/// Findings for a terminal: each with its line and its ways out, then what there is in all.
struct CheckText {
  private let inquiry: Inquiry
  private let selection: CheckSelection
  private let showsAll: Bool
  private var page: Page

  /// Most findings of one code that the line about the others names.
  private static let othersMax = 4

  init(_ inquiry: Inquiry, _ selection: CheckSelection) {
    self.inquiry = inquiry
    self.selection = selection
    showsAll = inquiry.has("all")
    page = Page(inquiry.look)
    writeFindings()
    writeSummary()
  }

  var bytes: [UInt8] { page.bytes }

  // MARK: Findings

  private mutating func writeFindings() {
    let counted = showsAll ? selection.findings : selection.counted
    var others: [String: [Finding]] = [:]
    var shown: [Finding] = []
    // Worst first, so that the first of a code is the worst of it.
    for severity in Severity.allCases.reversed() {
      for finding in counted where finding.severity == severity {
        if !showsAll, others[finding.code] != nil {
          others[finding.code]?.append(finding)
        } else {
          others[finding.code] = []
          shown.append(finding)
        }
      }
    }
    for finding in shown {
      var printer = FindingText(finding, in: inquiry.world.graph)
      if !showsAll, let more = others[finding.code], !more.isEmpty { printer.others = sentence(more) }
      printer.write(to: &page)
      page.blank()
    }
  }

  private func sentence(_ findings: [Finding]) -> String {
    let places = findings.prefix(CheckText.othersMax).map { "\($0.place.path):\($0.place.line)" }
    let rest = findings.count - places.count
    return "\(findings.count) more: " + places.joined(separator: ", ") + (rest > 0 ? " and \(rest) others" : "")
  }

  // MARK: Summary

  private mutating func writeSummary() {
    let counted = selection.counted
    let files = Phrases.count(selection.fileCount, "file")
    if counted.isEmpty {
      page.line([Piece("no findings", .green), Piece(" in \(files), today \(inquiry.today)")])
    } else {
      let counts = Severity.allCases.reversed().compactMap { severity in
        let count = selection.count(of: severity)
        return count == 0 ? nil : Phrases.count(count, severity.name)
      }
      page.paragraph(
        [Piece(Phrases.list(counts), .bold), .space(1)],
        "in \(files), today \(inquiry.today)." + (isCut ? " Shown: the first of each code." : ""), indent: 0)
    }
    for severity in Severity.allCases.reversed() { writeCodes(severity, counted) }
    writeAsleep()
    let waived = selection.findings.reduce(0) { $0 + ($1.isWaived ? 1 : 0) }
    if waived > 0 { writeRow("waived", "\(Phrases.count(waived, "finding")): kept, not counted") }
    let unreadable = inquiry.world.unreadable
    if unreadable > 0 {
      let stale = inquiry.world.graph.stale.count
      let kept = stale > 0 ? "; \(Phrases.count(stale, "entity", "entities")) kept as last read" : ""
      writeRow("unread", "\(Phrases.count(unreadable, "document")) could not be read\(kept)", .red)
    }
    if isCut || (waived > 0 && !showsAll) {
      page.line([Piece("all of them: "), Piece("stlctl check --all", .cyan)])
    }
  }

  /// Whether some counted findings are not shown.
  private var isCut: Bool { !showsAll && selection.counted.count > Set(selection.counted.map(\.code)).count }

  private mutating func writeCodes(_ severity: Severity, _ findings: [Finding]) {
    var counts: [String: Int] = [:]
    for finding in findings where finding.severity == severity { counts[finding.code, default: 0] += 1 }
    guard !counts.isEmpty else { return }
    // Most first; among equals in the order of the codes.
    let ordered = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    writeWords(severity.name, ordered.map { "\($0.key) \($0.value)" })
  }

  private mutating func writeAsleep() {
    let policy = inquiry.evaluation.policy
    let families = policy.sleepingFamilies
    var words: [String] = []
    var seen: Set<String> = []
    for standing in policy.standings where standing.isAsleep && !standing.isOff {
      let descriptor = standing.descriptor
      let name = families.contains(descriptor.family) ? descriptor.family : descriptor.code
      guard seen.insert(name).inserted else { continue }
      let why = descriptor.sleepsUntil.map { " (no `\($0.rawValue):` in the files)" } ?? ""
      words.append(name + why)
    }
    if !words.isEmpty { writeWords("asleep", words) }
    let graph = inquiry.evaluation.graph
    if graph.peopleAreImplied, !graph.names.isEmpty { writeWords("people", [Phrases.impliedPeople]) }
  }

  private mutating func writeWords(_ title: String, _ words: [String]) {
    // Words stay whole: a code and its count never part.
    var line: [Piece] = [head(title)]
    for word in words {
      let piece = Piece(word)
      if line.count > 1, line.width + 3 + piece.width > page.width {
        page.line(line)
        line = [.space(11)]
      }
      if line.count > 1 { line.append(.space(3)) }
      line.append(piece)
    }
    page.line(line)
  }

  private mutating func writeRow(_ title: String, _ text: String, _ ink: Ink = .plain) {
    page.paragraph([head(title)], text, ink: ink)
  }

  private func head(_ title: String) -> Piece { Piece("  " + title.padded(to: 9), .dim) }
}
