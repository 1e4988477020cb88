import STLText

/// A source line as it can be shown: tabs as one space, invisible characters spelled out, cut around the mark.
struct Excerpt {
  /// Fits into the width that was given.
  let text: String
  /// Columns in front of the mark, and columns of the mark, at least one.
  let markStart: Int
  let markWidth: Int

  /// Bytes on each side of the mark that are looked at for each column of the width: two scalars of four bytes.
  private static let bytesPerColumn = 8

  /// The line of bytes `line` with a mark under bytes `mark` of it.
  ///
  /// It looks at a stretch around the mark only, so that thousands of findings in one line take linear time.
  init(_ wholeLine: ArraySlice<UInt8>, mark: Range<Int>, width: Int, more: String = "…") {
    let isFirst = wholeLine.startIndex == 0 && wholeLine.starts(with: [0xEF, 0xBB, 0xBF])
    let line = isFirst ? wholeLine.dropFirst(3) : wholeLine
    let reach = max(1, width) * Excerpt.bytesPerColumn
    var start = max(line.startIndex, mark.lowerBound - reach)
    while start < mark.lowerBound, start > line.startIndex, line[start] & 0xC0 == 0x80 { start += 1 }
    var stop = min(line.endIndex, mark.lowerBound + reach)
    while stop < line.endIndex, line[stop] & 0xC0 == 0x80 { stop += 1 }
    let isCutBefore = start > line.startIndex
    let isCutBehind = stop < line.endIndex

    let marked = mark.clamped(to: start..<stop)
    var cells = Excerpt.cells(line[start..<marked.lowerBound])
    let first = cells.count
    cells += Excerpt.cells(line[marked])
    let end = cells.count
    cells += Excerpt.cells(line[marked.upperBound..<stop])
    // Spaces behind the line do not count for its width.
    var last = cells.count
    while !isCutBehind, last > end, cells[last - 1].text == " " { last -= 1 }

    var starts = [0]
    for cell in cells { starts.append(starts[starts.count - 1] + cell.width) }
    var low = 0
    var high = last
    if isCutBefore || isCutBehind || starts[last] > width {
      // The mark begins a third into the window; its end is less important than its beginning.
      let room = max(1, width - 2 * more.displayWidth)
      while low < first, starts[first] - starts[low] > room / 3, isCutBehind || starts[last] - starts[low] > room {
        low += 1
      }
      // A mark that joins the letter before it would join the sign of the cut.
      while low < first, cells[low].width == 0 { low += 1 }
      high = low
      while high < last, starts[high + 1] - starts[low] <= room { high += 1 }
    }
    let lead = isCutBefore || low > 0 ? more : ""
    text = lead + cells[low..<high].map(\.text).joined() + (isCutBehind || high < last ? more : "")
    markStart = lead.displayWidth + starts[min(first, high)] - starts[low]
    markWidth = max(1, starts[min(end, high)] - starts[min(first, high)])
  }
  /// Each scalar as it is shown, with its columns.
  private static func cells(_ bytes: ArraySlice<UInt8>) -> [(text: String, width: Int)] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      if scalar == "\t" { return (" ", 1) }
      guard Escaping.isInvisible(scalar) else { return (String(Character(scalar)), DisplayWidth.of(scalar)) }
      let name = Escaping.name(of: scalar)
      return (name, name.utf8.count)
    }
  }
}
