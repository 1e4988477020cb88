/// YAML between `---` lines at the start of a Markdown file.

extension SyntaxTree {
  /// The front matter of a Markdown file and the offset where its body starts, or nil where the file has none.
  ///
  /// Places are those of the whole file. The body may hold anything, even bytes that are not UTF-8.
  package static func frontMatter(of bytes: [UInt8]) -> (tree: SyntaxTree, bodyStart: Int)? {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = fence(in: bytes, at: start), bytes[start] == UInt8(ascii: "-"), first.isClosed else { return nil }
    var line = first.next
    while line < bytes.count {
      if let last = fence(in: bytes, at: line) {
        return (SyntaxTree(bytes, in: first.next..<line), last.next)
      }
      while line < bytes.count, !isBreak(bytes[line]) { line += 1 }
      line = behindBreak(line, in: bytes)
    }
    return nil
  }

  /// The first paragraph behind a `---` line at the start of a Markdown file that no such line closes, or nil.
  package static func openedFrontMatter(of bytes: [UInt8]) -> Range<Int>? {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = fence(in: bytes, at: start), bytes[start] == UInt8(ascii: "-"), first.isClosed else { return nil }
    var line = first.next
    while line < bytes.count, !isBreak(bytes[line]) {
      while line < bytes.count, !isBreak(bytes[line]) { line += 1 }
      line = behindBreak(line, in: bytes)
    }
    return first.next..<min(line, bytes.count)
  }

  /// A line of only `---` or `...` at `start`: the offset of the next line, and whether a line break ends it.
  private static func fence(in bytes: [UInt8], at start: Int) -> (next: Int, isClosed: Bool)? {
    guard start + 3 <= bytes.count else { return nil }
    let sign = bytes[start]
    guard sign == UInt8(ascii: "-") || sign == UInt8(ascii: "."), bytes[start + 1] == sign, bytes[start + 2] == sign
    else { return nil }
    var index = start + 3
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    guard index < bytes.count else { return (index, false) }
    return isBreak(bytes[index]) ? (behindBreak(index, in: bytes), true) : nil
  }

  private static func isBreak(_ byte: UInt8) -> Bool { byte == .lineFeed || byte == .carriageReturn }

  private static func behindBreak(_ index: Int, in bytes: [UInt8]) -> Int {
    guard index < bytes.count else { return index }
    return bytes[index] == .carriageReturn && index + 1 < bytes.count && bytes[index + 1] == .lineFeed
      ? index + 2 : index + 1
  }
}
