/// Mistakes with quotes, brackets, commas and escapes.

import STLText

extension Parser {
  func unclosedQuote(_ start: Int) -> Problem {
    let sign = source.text(start..<start + 1)
    let line = start..<max(start + 1, source.contentEnd(start))
    let marker = line.count == 4 && source.bytes[line].dropFirst().elementsEqual("---".utf8)
    return Problem(
      .syntaxError, at: start..<start + 1, "this quote (\(sign)) is never closed",
      hints: [
        .wayOut(
          marker
            ? "write \"---\" at the start of a line of its own, without the quote"
            : "close it: \(Parser.clipped(source.text(line)))\(sign)")
      ])
  }

  /// A line of quoted text that stands left of where it may.
  func underIndentedQuote(start: Int, line: Int) -> Problem {
    let first = source.skipBlanks(line)
    if source.isDash(first) || source.looksLikeKey(first, source.lineEnd(first)) || !hasQuote(from: line, like: start) {
      return unclosedQuote(start)
    }
    return Problem(
      .syntaxError, at: first..<max(first + 1, source.contentEnd(first)), "quoted text goes on at the left of its key",
      hints: [.wayOut("indent the line more than its key, or close the quote in line \(lineNumber(start))")])
  }

  /// True where the paragraph that starts at `line` holds the quote sign of `start`.
  private func hasQuote(from line: Int, like start: Int) -> Bool {
    var index = line
    while index < source.limit {
      if source.bytes[index] == source.bytes[start] { return true }
      if source.bytes[index].endsLine, source.peek(source.skipBlanks(source.skipBreak(index))).endsLine { return false }
      index += 1
    }
    return false
  }

  func badEscape(_ start: Int) -> Problem {
    let letter = start + 1 < source.limit ? scalarText(start + 1) : ""
    return Problem(
      .syntaxError, at: start..<min(source.limit, start + 2), "unknown escape \"\\\(letter)\" in double quotes",
      hints: [
        .wayOut(
          letter == "'"
            ? "write ' without a backslash" : "write \"\\\\\(letter)\" for a backslash, or use single quotes")
      ])
  }

  /// The whole character at `index`.
  private func scalarText(_ index: Int) -> String {
    var end = index + 1
    while end < source.limit, source.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return source.text(index..<end)
  }

  /// Something else than the indicators behind `|` or `>`.
  func badBlockHeader(_ start: Int) -> Problem {
    let sign = source.text(start..<start + 1)
    let end = max(start + 1, source.contentEnd(start))
    let rest = source.text(start..<end)
    if position < source.limit, byte == UInt8(ascii: "#") { return .commentWithoutSpace(at: position) }
    let isIndicator = rest.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D }
    if isIndicator {
      return Problem(
        .syntaxError, at: start..<end, "unknown indicators in \"\(rest)\"",
        hints: [.wayOut("write at most one digit from 1 to 9 and one of \"+\" and \"-\" behind \"\(sign)\"")])
    }
    return Problem(
      .syntaxError, at: start..<end, "text on the line of \"\(sign)\"",
      hints: [
        .wayOut("start the text on the next line"), .wayOut("or quote it: \(Parser.inQuotes(rest))"),
      ])
  }

  func deepBlankLine(_ line: Int, spaces: Int, content: Int) -> Problem {
    Problem(
      .syntaxError, at: line..<line + spaces, "a blank line with more spaces than the text below it",
      hints: [.wayOut("remove its spaces")])
  }

  func unclosedFlow(_ start: Int) -> Problem {
    let sign = source.text(start..<start + 1)
    let closing = sign == "[" ? "]" : "}"
    return Problem(
      .syntaxError, at: start..<start + 1, "this \"\(sign)\" is never closed",
      hints: [.wayOut("close it with \"\(closing)\", or quote text that starts with \"\(sign)\"")])
  }

  /// A line inside brackets that stands left of where it may.
  func underIndentedFlow(_ start: Int) -> Problem {
    let first = position
    if source.isDash(first) || source.looksLikeKey(first, source.lineEnd(first)) { return unclosedFlow(start) }
    let sign = source.text(start..<start + 1)
    return Problem(
      .syntaxError, at: first..<max(first + 1, source.contentEnd(first)),
      "this line inside \"\(sign)\" is not indented",
      hints: [
        .wayOut("indent it by at least \(flowIndent == 1 ? "1 space" : "\(flowIndent) spaces")"),
        Problem.Hint("the bracket opened here", at: start..<start + 1),
      ])
  }

  func straySeparator(_ start: Int) -> Problem {
    Problem(
      .syntaxError, at: position..<position + 1, "a comma with nothing before it",
      hints: [.wayOut("remove it, or write \"\" for an empty value")])
  }

  func wrongBracket(_ start: Int) -> Problem {
    let opening = source.text(start..<start + 1)
    return Problem(
      .syntaxError, at: position..<position + 1,
      "\"\(opening)\" is closed by \"\(source.text(position..<position + 1))\"",
      hints: [
        Problem.Hint("the bracket opened here", at: start..<start + 1),
        .wayOut("close it with \"\(opening == "[" ? "]" : "}")\""),
      ])
  }

  /// Something else than a comma or the closing bracket behind an item.
  func missingSeparator(_ start: Int) -> Problem {
    let line = source.startOfLine(position)
    if position >= source.limit { return unclosedFlow(start) }
    if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { return wrongBracket(start) }
    if line > start, byte == UInt8(ascii: ":") {
      let first = source.skipBlanks(line)
      if first == position {
        return Problem(
          .syntaxError, at: position..<position + 1, "a colon on another line than its key",
          hints: [.wayOut("write key and colon on one line")])
      }
      return unclosedFlow(start)
    }
    if byte == UInt8(ascii: ":") {
      return Problem(
        .syntaxError, at: position..<position + 1, "a second colon in one item",
        hints: [.wayOut("quote the text that holds a colon, or put a comma between items")])
    }
    let end = wordEndInFlow(position)
    return Problem(
      .syntaxError, at: position..<end, "no comma before \"\(quote(position..<end))\"",
      hints: [.wayOut("put a comma between items, or quotes around the text")])
  }

  private func wordEndInFlow(_ index: Int) -> Int {
    var end = index
    while end < source.limit, !source.bytes[end].endsLine, !source.bytes[end].isFlowIndicator { end += 1 }
    while end > index, source.bytes[end - 1].isBlank { end -= 1 }
    return max(end, min(source.limit, index + 1))
  }

  func flowKeyIsCollection(_ start: Int) -> Problem {
    if start > 0, source.bytes[start] == UInt8(ascii: "{"), source.bytes[start - 1] == UInt8(ascii: "{") {
      return template(start - 1)
    }
    return .collectionKey(at: start..<start + 1)
  }

  func badFlowStart(at start: Int) -> Problem {
    if source.peek(start) == UInt8(ascii: "-") {
      return Problem(
        .syntaxError, at: start..<start + 1, "list item inside brackets",
        hints: [.wayOut("separate items with commas and leave the dashes out")])
    }
    let end = wordEndInFlow(start)
    if source.peek(start) == UInt8(ascii: "@") || source.peek(start) == UInt8(ascii: "`")
      || source.peek(start) == UInt8(ascii: "%")
    {
      return Problem(
        .syntaxError, at: start..<end, "unquoted \"\(source.text(start..<start + 1))\" at the start of a value",
        hints: [.wayOut("quote it: \(Parser.inQuotes(source.text(start..<end)))")])
    }
    return badStart(at: start, end: end)
  }
}
