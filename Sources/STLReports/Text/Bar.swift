/// A bar of block characters: filled from the left, in eighths of a cell.
enum Bar {
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// `value` of `total` in `cells` columns; anything above nothing shows, and less than all never looks like all.
  static func text(_ value: Int, of total: Int, cells: Int, isASCII: Bool) -> String {
    guard total > 0, cells > 0 else { return String(repeating: isASCII ? "." : "·", count: max(0, cells)) }
    if isASCII {
      var filled = (value * cells + total / 2) / total
      if value > 0 { filled = max(1, filled) }
      if value < total { filled = min(cells - 1, filled) }
      return String(repeating: "#", count: filled) + String(repeating: ".", count: cells - filled)
    }
    var parts = (value * cells * 8 + total / 2) / total
    if value > 0 { parts = max(1, parts) }
    if value < total { parts = min(cells * 8 - 1, parts) }
    let rest = eighths[parts % 8]
    return String(repeating: "█", count: parts / 8) + rest
      + String(repeating: "·", count: cells - parts / 8 - (rest.isEmpty ? 0 : 1))
  }

  /// Whole percent; 0 and 100 are said only where they are exact.
  static func percent(_ value: Int, of total: Int) -> Int {
    guard total > 0 else { return 0 }
    let rounded = (value * 200 + total) / (total * 2)
    if value > 0, value < total { return min(99, max(1, rounded)) }
    return rounded
  }
}
