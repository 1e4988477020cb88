/// Literal (`|`) and folded (`>`) block scalars.

import STLText

/// What becomes of the line breaks at the end of a block scalar.
private enum Chomping {
  case clip, strip, keep
}

extension Parser {
  /// Reads the block scalar at `position`, which stands in a collection at column `parent` (-1 for a root).
  mutating func parseBlockScalar(parent: Int) -> Bool {
    let start = position
    let isFolded = byte == UInt8(ascii: ">")
    var chomping = Chomping.clip
    var explicit = 0
    position += 1
    while !byte.endsWord {
      switch byte {
      case UInt8(ascii: "+") where chomping == .clip: chomping = .keep
      case UInt8(ascii: "-") where chomping == .clip: chomping = .strip
      case UInt8(ascii: "1")...UInt8(ascii: "9") where explicit == 0: explicit = Int(byte - UInt8(ascii: "0"))
      default: return fail(badBlockHeader(start))
      }
      position += 1
    }
    let headerEnd = position
    position = source.skipBlanks(position)
    if byte == UInt8(ascii: "#") { position = source.lineEnd(position) }
    guard byte.endsLine else { return fail(badBlockHeader(start)) }
    lastEnd = headerEnd
    let from = decoded.count
    let indent = explicit > 0 ? max(parent, 0) + explicit : nil
    let contentEnd = parseBlockLines(
      parent: parent, indent: indent, isFolded: isFolded, chomping: chomping, headerEnd: headerEnd)
    guard let contentEnd else { return false }
    if explicit > 0, parent < 0, contentEnd > headerEnd {
      return fail(.rootIndentation(at: start..<headerEnd))
    }
    append(decodedScalar(isFolded ? .folded : .literal, start, contentEnd, from: from))
    nextLine()
    return true
  }

  /// Reads the lines behind the header and returns the end of the last one with content.
  private mutating func parseBlockLines(
    parent: Int, indent explicit: Int?, isFolded: Bool, chomping: Chomping, headerEnd: Int
  ) -> Int? {
    var indent = explicit ?? -1
    var contentEnd = headerEnd
    var hasContent = false
    var endsWithBreak = false
    var wasSpaced = false
    var blanks = 0
    var deepest = 0
    var deepestLine = 0
    while position < source.limit {
      let line = source.skipBreak(position)
      var first = line
      while source.peek(first) == .space, indent < 0 || first - line < indent { first += 1 }
      let spaces = first - line
      let next = source.peek(first)
      if next.endsLine {
        if first >= source.limit, spaces == 0 { break }
        if indent < 0, spaces > deepest {
          deepest = spaces
          deepestLine = line
        }
        blanks += 1
        position = first
        continue
      }
      let needed = indent < 0 ? parent + 1 : indent
      if spaces < needed || (spaces == 0 && source.isMarker(line)) {
        if next == .tab {
          report(.tabUnderBlockScalar(at: first))
          return nil
        }
        break
      }
      if indent < 0 {
        if deepest > spaces {
          report(deepBlankLine(deepestLine, spaces: deepest, content: line))
          return nil
        }
        indent = spaces
      }
      let isSpaced = next.isBlank
      if !hasContent {
        appendBreaks(blanks)
      } else if isFolded, !isSpaced, !wasSpaced {
        appendFolded(blanks + 1)
      } else {
        appendBreaks(blanks + 1)
      }
      let end = source.lineEnd(first)
      decoded.append(contentsOf: source.bytes[first..<end])
      hasContent = true
      wasSpaced = isSpaced
      blanks = 0
      contentEnd = end
      position = end
      // A last line of nothing but blanks counts as a whole line (yaml-test-suite L24T/01, JEF9/02).
      endsWithBreak = end < source.limit || source.skipBlanks(first) == source.limit
    }
    switch chomping {
    case .strip: break
    case .clip: if endsWithBreak { decoded.append(.lineFeed) }
    case .keep: appendBreaks(blanks + (endsWithBreak ? 1 : 0))
    }
    return contentEnd
  }

  private mutating func appendBreaks(_ count: Int) {
    for _ in 0..<count { decoded.append(.lineFeed) }
  }
}
