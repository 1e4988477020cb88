/// Moving over blanks, comments and line breaks.

extension Parser {
  /// The first byte from `index` on that is no space or tab.
  func skipBlanks(_ index: Int) -> Int {
    let span = bytes.span
    var index = index
    while index < limit, span[index].isBlank { index += 1 }
    return index
  }

  /// The line break (or the end) from `index` on.
  func lineEnd(_ index: Int) -> Int {
    let span = bytes.span
    var index = index
    while index < limit, span[index] != .lineFeed, span[index] != .carriageReturn { index += 1 }
    return index
  }

  /// The byte behind the line break at `index`.
  func skipBreak(_ index: Int) -> Int {
    guard index < limit else { return index }
    return bytes[index] == .carriageReturn && peek(index + 1) == .lineFeed ? index + 2 : index + 1
  }

  /// The end of the line of `index` without blanks and comment.
  func contentEnd(_ index: Int) -> Int {
    var end = index
    var next = index
    while next < limit, !bytes[next].endsLine {
      if bytes[next] == UInt8(ascii: "#"), next > index, bytes[next - 1].isBlank { break }
      next += 1
      if !bytes[next - 1].isBlank { end = next }
    }
    return end
  }

  /// Where the line of `index` starts.
  func startOfLine(_ index: Int) -> Int {
    var index = min(index, limit)
    while index > 0, !bytes[index - 1].endsLine { index -= 1 }
    return index
  }

  /// Text of the file for a message.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// From behind a node to the next line with content: only blanks and a comment may follow on this line.
  mutating func endLine() -> Bool {
    let end = skipBlanks(position)
    crossedComment = false
    let next = peek(end)
    if !next.endsLine {
      guard next == UInt8(ascii: "#") else { return fail(trailing(at: end)) }
      guard end > position || (end > 0 && peek(end - 1).isBlank) else { return fail(.commentWithoutSpace(at: end)) }
      crossedComment = true
      position = lineEnd(end)
    } else {
      position = end
    }
    nextLine()
    return true
  }

  /// From a line break to the next line with content.
  mutating func nextLine() {
    breaks = 0
    blankTab = .max
    while position < limit {
      position = skipBreak(position)
      breaks += 1
      if stopsAtLine() { return }
    }
    column = -1
  }

  /// The first line with content, from the start of a line.
  mutating func firstLine() {
    crossedComment = false
    breaks = 0
    blankTab = .max
    if position >= limit || stopsAtLine() { return }
    nextLine()
  }

  /// The first content from `start`, the start of a line, on: where, the spaces before it, and whether a tab follows them.
  private func indentation(_ start: Int) -> (content: Int, spaces: Int, hasTab: Bool) {
    let span = bytes.span
    var index = start
    while index < limit, span[index] == .space { index += 1 }
    let spaces = index - start
    guard index < limit, span[index] == .tab else { return (index, spaces, false) }
    while index < limit, span[index].isBlank { index += 1 }
    return (index, spaces, true)
  }

  /// Looks at the line that starts at `position`: true with `position` at its content, else `position` is its end.
  private mutating func stopsAtLine() -> Bool {
    let start = position
    let (content, spaces, isTabbed) = indentation(start)
    lineStart = start
    position = content
    let first = peek(content)
    if first.endsLine {
      if isTabbed { blankTab = min(blankTab, spaces) }
      return false
    }
    if first == UInt8(ascii: "#") {
      crossedComment = true
      position = lineEnd(content)
      return false
    }
    hasTab = isTabbed
    column = spaces
    if content == start, isMarker(content) { column = -1 }
    return true
  }
}
