/// Moving over blanks, comments and line breaks.

extension Parser {

  /// From behind a node to the next line with content: only blanks and a comment may follow on this line.
  mutating func endLine() -> Bool {
    let end = source.skipBlanks(position)
    crossedComment = false
    let next = source.peek(end)
    if !next.endsLine {
      guard next == UInt8(ascii: "#") else { return fail(trailing(at: end)) }
      guard end > position || (end > 0 && source.peek(end - 1).isBlank) else {
        return fail(.commentWithoutSpace(at: end))
      }
      crossedComment = true
      position = source.lineEnd(end)
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
    while position < source.limit {
      position = source.skipBreak(position)
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
    if position >= source.limit || stopsAtLine() { return }
    nextLine()
  }

  /// Looks at the line that starts at `position`: true with `position` at its content, else `position` is its end.
  private mutating func stopsAtLine() -> Bool {
    let start = position
    let (content, spaces, isTabbed) = source.indentation(start)
    lineStart = start
    position = content
    let first = source.peek(content)
    if first.endsLine {
      if isTabbed { blankTab = min(blankTab, spaces) }
      return false
    }
    if first == UInt8(ascii: "#") {
      crossedComment = true
      position = source.lineEnd(content)
      return false
    }
    hasTab = isTabbed
    column = spaces
    if content == start, source.isMarker(content) { column = -1 }
    return true
  }
}
