import STLGraph
import STLModel
import STLRules
import STLText

/// One finding for a terminal: place and rule, the line with a mark, notes, ways out.
struct FindingText {
  let finding: Finding
  /// The file as it was when the finding's entity was read.
  let file: SourceFile?
  /// Where else the same is found.
  var others: String?

  /// Columns in front of a source line and of a note.
  private static let margin = 4
  /// Columns that a message needs beside its mark; with fewer it goes on lines of its own.
  private static let messageMin = 34

  init(_ finding: Finding, in graph: Graph) {
    self.finding = finding
    file = graph.file(of: finding)
  }

  func write(to page: inout Page) {
    let place = finding.place
    var head: [Piece] = [
      Piece("\(place.path):\(place.line):\(place.column): ", .bold), Piece(finding.severity.name, ink),
      Piece(" \(finding.code) \(finding.name)"),
    ]
    if finding.isWaived { head.append(Piece("  waived", .dim)) }
    if finding.isBaselined { head.append(Piece("  known to the baseline", .dim)) }
    page.line(head)
    writeSource(to: &page)
    let notes = finding.notes.filter { !$0.isWayOut }
    for note in notes { write("= ", note, to: &page) }
    if let others { page.paragraph([Piece("  = ", .dim)], others, indent: FindingText.margin) }
    var lead = "= way out: "
    for note in finding.notes where note.isWayOut {
      write(lead, note, to: &page)
      lead = String(repeating: " ", count: lead.count)
    }
  }

  private var ink: Ink {
    if finding.code.hasPrefix("FILE") && finding.severity == .error { return .red }
    if finding.code == "STL001" || (finding.code == "STL006" && finding.severity == .error) { return .red }
    return finding.severity == .info ? .cyan : .yellow
  }

  private func write(_ lead: String, _ note: Note, to page: inout Page) {
    let place = note.place.map { "\($0.path):\($0.line):\($0.column)" }
    page.paragraph(
      [Piece("  " + lead, .dim)], note.message + (place.map { " (\($0))" } ?? ""), indent: FindingText.margin)
  }

  private func writeSource(to page: inout Page) {
    let marks = page.marks
    let rail = Piece("  \(marks.rail) ", .dim)
    guard let file, case let line = file.lines.text(ofLine: finding.place.line, in: file.bytes), !line.isEmpty else {
      page.paragraph([.space(FindingText.margin)], finding.message, ink: .bold, indent: FindingText.margin)
      return
    }
    let excerpt = Excerpt(
      line, mark: mark(in: file, line: line), width: page.width - FindingText.margin, more: marks.more)
    page.line([rail, Piece(excerpt.text)])
    let mark = [
      rail, .space(excerpt.markStart), Piece(String(repeating: "^", count: excerpt.markWidth), ink), .space(1),
    ]
    if page.width - mark.width >= min(FindingText.messageMin, Escaping.visible(finding.message).displayWidth) {
      page.paragraph(mark, finding.message, ink: .bold, least: 1, gutter: [rail])
    } else {
      page.line(mark)
      page.paragraph([rail], finding.message, ink: .bold, indent: FindingText.margin, least: 1, gutter: [rail])
    }
  }

  /// The finding's place in bytes of the file, up to the end of `line`.
  private func mark(in file: SourceFile, line: ArraySlice<UInt8>) -> Range<Int> {
    let place = finding.place
    func offset(_ column: Int) -> Int { file.lines.offset(ofLine: place.line, column: column, in: file.bytes) }
    let start = offset(place.column)
    return start..<max(start, place.endLine == place.line ? offset(place.endColumn) : line.endIndex)
  }
}
