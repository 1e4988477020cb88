/// Where each line of a file starts: turns byte offsets into lines and columns.
package struct LineTable: Sendable, Equatable {
  /// Byte offset of the first byte of each line; the first is 0.
  package private(set) var starts: [UInt32] = [0]

  /// The table of an empty file.
  package init() {}

  /// The table with these line starts, which a reader recorded on its way; they rise from 0.
  package init(starts: [UInt32]) {
    precondition(starts.first == 0, "the first line starts at byte 0")
    self.starts = starts
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
  }

  /// Index from 0 of the line that holds byte `offset`.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Line and column from 1 of byte `offset` of `bytes`; the column counts Unicode scalars, a BOM not.
  package func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let line = line(at: offset)
    var index = Int(starts[line])
    if index == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    var column = 1
    while index < offset, index < bytes.count {
      if bytes[index] & 0xC0 != 0x80 { column += 1 }
      index += 1
    }
    // An offset inside a scalar belongs to that scalar.
    if offset < bytes.count, bytes[offset] & 0xC0 == 0x80, column > 1 { column -= 1 }
    return (line + 1, column)
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
