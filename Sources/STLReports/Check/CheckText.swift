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
    // Worst first, and of equals what cannot be read: other findings may follow from it.
    for severity in Severity.allCases.reversed() {
      let equals = counted.filter { $0.severity == severity }
      for finding in equals.filter(\.hidesEntities) + equals.filter({ !$0.hidesEntities }) {
        let cause = CheckText.cause(finding)
        if !showsAll, others[cause] != nil {
          others[cause]?.append(finding)
        } else {
          others[cause] = []
          shown.append(finding)
        }
      }
    }
    for finding in shown {
      var printer = FindingText(finding, in: inquiry.world.graph)
      // The notes may have named some of them already.
      let named = Set(finding.notes.compactMap(\.place))
      let more = (others[CheckText.cause(finding)] ?? []).filter { !named.contains($0.place) }
      if !showsAll, !more.isEmpty { printer.others = sentence(more) }
      printer.write(to: &page)
      page.blank()
    }
  }

  /// What findings have in common of which the first is shown: one rule says different things with different severity.
  private static func cause(_ finding: Finding) -> String { finding.severity.name + finding.code }

  private func sentence(_ findings: [Finding]) -> String {
    let places = findings.prefix(CheckText.othersMax).map { "\($0.place.path):\($0.place.line)" }
    let rest = findings.count - places.count
    return "\(findings.count) more: " + places.joined(separator: ", ")
      + (rest > 0 ? " and \(Phrases.count(rest, "other", "others"))" : "")
  }

  // MARK: Summary

  private mutating func writeSummary() {
    let counted = selection.counted
    let files = Phrases.count(selection.fileCount, "file")
    if counted.isEmpty {
      let paths = inquiry.values("paths").filter { !$0.isEmpty }
      let place = paths.isEmpty ? "here" : "in " + Phrases.list(paths)
      if selection.fileCount == 0 {
        page.paragraph(
          [Piece("nothing to check", .bold)], ": no file \(place) holds an entity, today \(inquiry.today)", indent: 0)
      } else {
        page.line([Piece("no findings", .green), Piece(" in \(files), today \(inquiry.today)")])
      }
    } else {
      let counts = Severity.allCases.reversed().compactMap { severity in
        let count = selection.count(of: severity)
        return count == 0 ? nil : Phrases.count(count, severity.name)
      }
      page.paragraph(
        [],
        "\(Phrases.list(counts)) in \(files), today \(inquiry.today)."
          + (isCut ? " Shown: the first of each code." : ""), ink: .bold, indent: 0)
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
  private var isCut: Bool { !showsAll && selection.counted.count > Set(selection.counted.map(CheckText.cause)).count }

  private mutating func writeCodes(_ severity: Severity, _ findings: [Finding]) {
    var counts: [String: Int] = [:]
    for finding in findings where finding.severity == severity { counts[finding.code, default: 0] += 1 }
    guard !counts.isEmpty else { return }
    // Most first; among equals in the order of the codes.
    let ordered = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    writeWords(severity.name, ordered.map { "\($0.key) \($0.value)" })
  }

  private mutating func writeAsleep() {
    let words = inquiry.evaluation.policy.sleeping.map { name, key in
      name + (key.map { " (no `\($0.rawValue):` in the files)" } ?? "")
    }
    if !words.isEmpty { writeWords("asleep", words) }
    let graph = inquiry.evaluation.graph
    if graph.peopleAreImplied, !graph.names.isEmpty { writeRow("people", Phrases.impliedPeople) }
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
