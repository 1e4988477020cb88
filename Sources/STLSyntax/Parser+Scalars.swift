/// Plain and quoted scalars, on one line or folded over several.

import STLText

extension Parser {

  /// The rest of a plain scalar in block context: its first line is `start..<end`, later lines stand at `minimum` or
  /// further right.
  mutating func parsePlainRest(start: Int, end: Int, stop: Int, minimum: Int) -> Bool {
    position = stop
    guard endLine() else { return false }
    guard !crossedComment, column >= minimum, blankTab >= minimum else {
      append(scalar(.plain, start, end, text: start..<end))
      return true
    }
    let from = decoded.count
    decoded.append(contentsOf: source.bytes[start..<end])
    let lastOfFirst = end
    var last = end
    while !crossedComment, column >= minimum, blankTab >= minimum {
      let line = position
      let (end, stop) = source.plainEnd(line)
      if source.peek(stop) == UInt8(ascii: ":") {
        let problem = keyInScalar(start: start, line: line, colon: stop)
        append(
          last == lastOfFirst
            ? scalar(.plain, start, last, text: start..<last) : decodedScalar(.plain, start, last, from: from))
        return fail(problem)
      }
      appendFolded(breaks)
      decoded.append(contentsOf: source.bytes[line..<end])
      last = end
      position = stop
      guard endLine() else { return false }
    }
    append(decodedScalar(.plain, start, last, from: from))
    return true
  }

  /// What `count` line breaks between two lines of a folded scalar mean.
  mutating func appendFolded(_ count: Int) {
    if count == 1 {
      decoded.append(.space)
    } else {
      for _ in 1..<count { decoded.append(.lineFeed) }
    }
  }

  /// Reads a quoted scalar, whose further lines stand at `minimum` or further right; `position` is then behind it.
  mutating func parseQuoted(minimum: Int) -> Node? {
    let start = position
    let quote = byte
    let style: Node.Style = quote == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
    let index = source.quotedRun(start + 1, quote)
    if source.peek(index) == quote, style == .doubleQuoted || source.peek(index + 1) != quote {
      position = index + 1
      return scalar(style, start, position, text: start + 1..<index)
    }
    let from = decoded.count
    decoded.append(contentsOf: source.bytes[start + 1..<index])
    position = index
    guard decodeQuoted(start: start, quote: quote, minimum: minimum) else { return nil }
    return decodedScalar(style, start, position, from: from)
  }

  /// Decodes from `position` to behind the closing quote.
  private mutating func decodeQuoted(start: Int, quote: UInt8, minimum: Int) -> Bool {
    // Blanks before a line break are no content unless an escape wrote them.
    var kept = decoded.count - blanksAtEnd(from: start + 1)
    while position < source.limit {
      let byte = source.bytes[position]
      if byte == quote {
        position += 1
        if quote == UInt8(ascii: "\"") || self.byte != quote { return true }
        position += 1
        decoded.append(quote)
        kept = decoded.count
      } else if byte == .lineFeed || byte == .carriageReturn {
        while decoded.count > kept, decoded[decoded.count - 1].isBlank { decoded.removeLast() }
        guard let count = foldQuoted(start: start, minimum: minimum) else { return false }
        appendFolded(count)
        kept = decoded.count
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        if source.peek(position + 1) == .lineFeed || source.peek(position + 1) == .carriageReturn {
          position += 1
          guard let count = foldQuoted(start: start, minimum: minimum) else { return false }
          for _ in 1..<count { decoded.append(.lineFeed) }
        } else {
          guard decodeEscape() else { return false }
        }
        kept = decoded.count
      } else {
        let end = source.quotedRun(position, quote)
        decoded.append(contentsOf: source.bytes[position..<end])
        position = end
      }
    }
    return fail(unclosedQuote(start))
  }

  /// How many blanks `decoded` ends with, as spelled from `index` to `position`.
  private func blanksAtEnd(from index: Int) -> Int {
    var end = position
    while end > index, source.bytes[end - 1].isBlank { end -= 1 }
    return position - end
  }

  /// Goes over line breaks and indentation inside a quoted scalar; returns how many line breaks.
  private mutating func foldQuoted(start: Int, minimum: Int) -> Int? {
    var count = 0
    while true {
      position = source.skipBreak(position)
      count += 1
      let line = position
      lineStart = line
      while byte == .space { position += 1 }
      let column = position - line
      let isTabbed = byte == .tab
      if isTabbed { position = source.skipBlanks(position) }
      if position >= source.limit {
        report(unclosedQuote(start))
        return nil
      }
      if !byte.endsLine, column == 0, source.isMarker(line) {
        report(unclosedQuote(start))
        return nil
      }
      if column < minimum, isTabbed || !byte.endsLine {
        report(isTabbed ? .tabInScalar(at: line + column) : underIndentedQuote(start: start, line: line))
        return nil
      }
      if !byte.endsLine { return count }
    }
  }

  /// Decodes the escape at `position` (YAML 1.2.2, section 5.7).
  private mutating func decodeEscape() -> Bool {
    let start = position
    let letter = source.peek(start + 1)
    let scalar: UInt32
    position += 2
    switch letter {
    case UInt8(ascii: "0"): scalar = 0
    case UInt8(ascii: "a"): scalar = 7
    case UInt8(ascii: "b"): scalar = 8
    case UInt8(ascii: "t"), .tab: scalar = 9
    case UInt8(ascii: "n"): scalar = 10
    case UInt8(ascii: "v"): scalar = 11
    case UInt8(ascii: "f"): scalar = 12
    case UInt8(ascii: "r"): scalar = 13
    case UInt8(ascii: "e"): scalar = 27
    case .space, UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"): scalar = UInt32(letter)
    case UInt8(ascii: "N"): scalar = 0x85
    case UInt8(ascii: "_"): scalar = 0xA0
    case UInt8(ascii: "L"): scalar = 0x2028
    case UInt8(ascii: "P"): scalar = 0x2029
    case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
      let digits = letter == UInt8(ascii: "x") ? 2 : letter == UInt8(ascii: "u") ? 4 : 8
      guard let value = source.hexadecimal(position, digits) else {
        return fail(.badHexadecimal(at: start, digits: digits))
      }
      guard Unicode.Scalar(value) != nil else {
        return fail(.badCodePoint(source.text(start..<position + digits), at: start..<position + digits))
      }
      position += digits
      scalar = value
    default: return fail(badEscape(start))
    }
    guard let unicode = Unicode.Scalar(scalar) else { return true }
    decoded.append(contentsOf: UTF8.encode(unicode) ?? Unicode.UTF8.encodedReplacementCharacter)
    return true
  }

}
