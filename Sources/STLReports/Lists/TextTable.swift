import STLGraph
import STLModel
import STLText

/// Rows for a terminal: columns side by side within the width, numbers at the right of theirs.
struct TextTable {
  private var page: Page

  /// Least width that columns of each level are squeezed to: prose, lists and names, references, ids, ids at last.
  ///
  /// Words of a fixed set, numbers and dates are never cut.
  private static let squeezeMin = [12, 12, 8, 24, 12]

  /// `isStandard` says that nobody asked for these columns, so that the last ones may be left out, and said to be, where
  /// the window is narrow.
  init(_ look: Look, _ rows: Rows, _ kind: Kind, isStandard: Bool) {
    page = Page(look, widthMax: .max)
    guard !rows.nodes.isEmpty else {
      page.line([Piece("no \(kind.plural)", .dim)])
      return
    }
    var columns = rows.columns
    var texts = rows.nodes.map { node in columns.map { Escaping.visible(rows.cell($0, node).plain) } }
    var widths = columns.map(\.name.displayWidth)
    for row in texts {
      for (index, text) in row.enumerated() { widths[index] = max(widths[index], text.displayWidth) }
    }
    var left: [String] = []
    while isStandard, columns.count > 2, TextTable.isTooWide(widths, columns, page.width) {
      left.insert(columns.removeLast().name, at: 0)
      widths.removeLast()
      for index in texts.indices { texts[index].removeLast() }
    }
    widths = TextTable.squeezed(widths, columns, to: page.width, levels: TextTable.squeezeMin.count)
    write(columns.map(\.name), widths, columns) { _ in .dim }
    for row in texts {
      write(row, widths, columns) { index in
        if columns[index].name == "leadership" { return TextTable.ink(row[index]) }
        return columns[index].name == "id" ? .bold : .plain
      }
    }
    guard !left.isEmpty else { return }
    page.blank()
    page.paragraph([], "left out of \(page.width) columns: \(Phrases.list(left)); --columns shows them", ink: .dim)
  }

  var bytes: [UInt8] { page.bytes }

  private mutating func write(_ texts: [String], _ widths: [Int], _ columns: [Column], _ ink: (Int) -> Ink) {
    var pieces: [Piece] = []
    for (index, text) in texts.enumerated() {
      if index > 0 { pieces.append(.space(2)) }
      let isRight = columns[index].measure == .number
      pieces.append(Piece(text, ink(index)).padded(to: widths[index], isRight: isRight, mark: page.marks.more))
    }
    page.line(pieces)
  }

  private static func ink(_ state: String) -> Ink {
    switch state {
    case "leaderless", "departed": .red
    case "dedicated": .green
    default: .yellow
    }
  }

  // MARK: Widths

  private static func excess(of widths: [Int], _ width: Int) -> Int {
    widths.reduce(0, +) + 2 * (widths.count - 1) - width
  }

  /// Whether the columns do not fit although ids are the only ones that could still give way.
  private static func isTooWide(_ widths: [Int], _ columns: [Column], _ width: Int) -> Bool {
    excess(of: squeezed(widths, columns, to: width, levels: squeezeMin.count - 1), width) > 0
  }

  /// `widths` with columns taken away from the widest column of the first level until all fit, then of the next.
  private static func squeezed(_ widths: [Int], _ columns: [Column], to width: Int, levels: Int) -> [Int] {
    var widths = widths
    var excess = excess(of: widths, width)
    for level in 0..<levels {
      while excess > 0 {
        let candidates = widths.indices.filter {
          self.levels(of: columns[$0]).contains(level) && widths[$0] > max(squeezeMin[level], columns[$0].name.count)
        }
        guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
        // Down to the next widest at once, so that a column of a million characters takes no million steps.
        let least = max(squeezeMin[level], columns[widest].name.count)
        let next = candidates.map { widths[$0] }.filter { $0 < widths[widest] }.max() ?? least
        let step = min(excess, widths[widest] - max(least, next))
        widths[widest] -= step
        excess -= step
      }
    }
    return widths
  }

  /// How late a column gives way; not at all where there is no level.
  private static func levels(of column: Column) -> [Int] {
    switch column.source {
    case .id: return [3, 4]
    case .path, .leaders, .members, .leads: return [1]
    case .status, .leadership, .post, .line, .stale: return []
    case .field(let field):
      if column.name == "name" || field.isList { return [1] }
      switch field.type {
      case .text, .path, .glob: return [0]
      case .reference, .referenceOrMap, .wordOrReference: return [2]
      case .map, .datesByPerson, .ruleSettings, .thresholds: return [1]
      case .word, .date, .percent, .number, .decimal, .yesNo, .version: return []
      }
    }
  }
}
