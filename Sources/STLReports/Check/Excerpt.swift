import STLText

/// A source line as it can be shown: tabs as one space, invisible characters spelled out, cut around the mark.
struct Excerpt {
  /// Fits into the width that was given.
  let text: String
  /// Columns in front of the mark, and columns of the mark, at least one.
  let markStart: Int
  let markWidth: Int

  /// The line of bytes `line` with a mark from scalar `from` up to `to` (from 1, exclusive; nil for the line's end).
  init(_ line: ArraySlice<UInt8>, from: Int, to: Int?, width: Int, more: String = "…") {
    var cells: [(text: String, width: Int)] = []
    var first = 0
    var end = 0
    var column = 1
    for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
      if column == 1, cells.isEmpty, scalar == "\u{FEFF}" { continue }
      if column == from { first = cells.count }
      let text =
        scalar == "\t" ? " " : Escaping.isInvisible(scalar) ? Escaping.name(of: scalar) : String(Character(scalar))
      cells.append((text, Escaping.isInvisible(scalar) ? text.utf8.count : DisplayWidth.of(scalar)))
      column += 1
      if column == to { end = cells.count }
    }
    if column <= from { first = cells.count }
    if to.map({ column < $0 }) ?? true { end = cells.count }
    end = max(first, end)
    // Spaces behind the line do not count for its width.
    var last = cells.count
    while last > end, cells[last - 1].text == " " { last -= 1 }

    var starts = [0]
    for cell in cells { starts.append(starts[starts.count - 1] + cell.width) }
    var low = 0
    var high = last
    if starts[last] > width {
      // The mark begins a third into the window; its end is less important than its beginning.
      let room = max(1, width - 2 * more.displayWidth)
      while low < first, starts[first] - starts[low] > room / 3, starts[last] - starts[low] > room { low += 1 }
      high = low
      while high < last, starts[high + 1] - starts[low] <= room { high += 1 }
    }
    let lead = low > 0 ? more : ""
    text = lead + cells[low..<high].map(\.text).joined() + (high < last ? more : "")
    markStart = lead.displayWidth + starts[min(first, high)] - starts[low]
    markWidth = max(1, starts[min(end, high)] - starts[min(first, high)])
  }
}
