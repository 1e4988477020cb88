/// Where each line of a file starts: turns byte offsets into lines and columns.
package struct LineTable: Sendable, Equatable {
  /// Byte offset of the first byte of each line; the first is 0.
  package private(set) var starts: [UInt32] = [0]
  /// How many scalars start before each multiple of `markBytes`; empty where no line is longer than that.
  ///
  /// So a column costs the same wherever it is, and a line with thousands of places takes linear time.
  private var marks: [UInt32] = []
  private static let markBytes = 256

  /// The table of an empty file.
  package init() {}

  /// The table of `bytes` with these line starts, which a reader recorded on its way; they rise from 0.
  package init(starts: [UInt32], in bytes: [UInt8]) {
    precondition(starts.first == 0, "the first line starts at byte 0")
    self.starts = starts
    mark(bytes.span)
  }

  /// The table of `bytes`: a line ends after LF, CR LF or a lone CR.
  package init(_ bytes: Span<UInt8>) {
    var index = 0
    let count = bytes.count
    while index < count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A {
        starts.append(UInt32(index))
      } else if byte == 0x0D, index >= count || bytes[index] != 0x0A {
        starts.append(UInt32(index))
      }
    }
    mark(bytes)
  }

  private mutating func mark(_ bytes: Span<UInt8>) {
    var hasLongLine = false
    for line in starts.indices {
      let end = line + 1 < starts.count ? Int(starts[line + 1]) : bytes.count
      hasLongLine = hasLongLine || end - Int(starts[line]) > LineTable.markBytes
    }
    guard hasLongLine else { return }
    marks.reserveCapacity(bytes.count / LineTable.markBytes + 1)
    var count: UInt32 = 0
    for block in stride(from: 0, through: bytes.count, by: LineTable.markBytes) {
      marks.append(count)
      for index in block..<min(block + LineTable.markBytes, bytes.count) where bytes[index] & 0xC0 != 0x80 {
        count += 1
      }
    }
  }

  /// How many scalars start in bytes `start..<end`, which lie in one line.
  private func scalars(_ start: Int, _ end: Int, in bytes: [UInt8]) -> Int {
    if !marks.isEmpty, end - start > LineTable.markBytes {
      return scalars(before: end, in: bytes) - scalars(before: start, in: bytes)
    }
    var count = 0
    for index in start..<max(start, end) where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// How many scalars start in front of `offset`, where the file has marks.
  private func scalars(before offset: Int, in bytes: [UInt8]) -> Int {
    let mark = offset / LineTable.markBytes
    return Int(marks[mark]) + scalars(mark * LineTable.markBytes, offset, in: bytes)
  }

  /// The start of line `line` (from 0); a byte order mark is no part of the line.
  private func contentStart(ofLine line: Int, in bytes: [UInt8]) -> Int {
    line == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : Int(starts[line])
  }

  /// Index from 0 of the line that holds byte `offset`.
  package func line(at offset: Int) -> Int { max(0, starts.partitionPoint { Int($0) <= offset } - 1) }

  /// Line and column from 1 of byte `offset` of `bytes`; the column counts Unicode scalars, a BOM not.
  package func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let line = line(at: offset)
    var column = 1 + scalars(contentStart(ofLine: line, in: bytes), min(offset, bytes.count), in: bytes)
    // An offset inside a scalar belongs to that scalar.
    if offset < bytes.count, bytes[offset] & 0xC0 == 0x80, column > 1 { column -= 1 }
    return (line + 1, column)
  }

  /// Byte offset of a line and column from 1, at most the end of the line: the inverse of `position`.
  package func offset(ofLine line: Int, column: Int, in bytes: [UInt8]) -> Int {
    guard line >= 1, line <= starts.count else { return bytes.count }
    let end = text(ofLine: line, in: bytes).endIndex
    var index = contentStart(ofLine: line - 1, in: bytes)
    var left = column - 1
    let first = index / LineTable.markBytes + 1
    let last = end / LineTable.markBytes
    if !marks.isEmpty, left > 0, first <= last {
      let wanted = scalars(before: index, in: bytes) + left
      let found = marks[first...last].partitionPoint { Int($0) <= wanted } - 1
      if found >= first {
        index = found * LineTable.markBytes
        left = wanted - Int(marks[found])
      }
    }
    while index < end {
      if bytes[index] & 0xC0 != 0x80 {
        if left <= 0 { return index }
        left -= 1
      }
      index += 1
    }
    return end
  }

  /// The place of bytes `start..<end` of the file `path` with the text `bytes`.
  package func place(_ start: Int, _ end: Int, in bytes: [UInt8], path: String) -> Place {
    let first = position(of: start, in: bytes)
    let last = position(of: max(start, end), in: bytes)
    return Place(path: path, line: first.line, column: first.column, endLine: last.line, endColumn: last.column)
  }

  /// Bytes of line `line` (from 1) without its line break, lossless; empty where there is no such line.
  package func text(ofLine line: Int, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    guard line >= 1, line <= starts.count else { return [] }
    let start = Int(starts[line - 1])
    var end = line < starts.count ? Int(starts[line]) : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return bytes[start..<end]
  }
}
