/// From where the parser stopped to the mistake that a person made.
///
/// Every function here runs only on broken input and looks at a few lines, so that the parser's own path stays short.

import STLText

extension Parser {
  /// Bytes of user text in a message.
  private static let clip = 60

  /// `text`, cut where it is too long for a message.
  static func clipped(_ text: String) -> String {
    guard text.utf8.count > clip else { return text }
    return String(text.unicodeScalars.prefix(clip - 1).map(Character.init)) + "…"
  }

  /// Text of `range` without its line breaks, cut to fit a message.
  func quote(_ range: Range<Int>) -> String {
    let end = min(range.upperBound, source.lineEnd(range.lowerBound), range.lowerBound + Parser.clip * 4)
    return Parser.clipped(source.text(range.lowerBound..<max(range.lowerBound, end)))
  }

  /// The content of the line that holds `index`, without indentation, trailing blanks and comment.
  func lineContent(_ index: Int) -> Range<Int> {
    let first = source.skipBlanks(source.startOfLine(index))
    return first..<max(first, source.contentEnd(first))
  }

  /// Number of the line of `index`, from 1.
  func lineNumber(_ index: Int) -> Int { lines.line(at: index) + 1 }

  /// `text` in quotes, double ones where that needs no escapes.
  static func inQuotes(_ text: String) -> String {
    if !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// The first colon in `range` that a letter or quote follows and that is no part of `://`.
  private func tightColon(_ range: Range<Int>) -> Int? {
    for index in range where source.bytes[index] == UInt8(ascii: ":") {
      let next = source.peek(index + 1)
      guard index > range.lowerBound, index + 1 < range.upperBound else { return nil }
      return next == UInt8(ascii: "/") || next.endsWord ? nil : index
    }
    return nil
  }
}

extension Parser {
  // MARK: Where a node starts

  /// `: ` inside a value on its key's line, and its relatives.
  func misplacedKey(_ key: Node, colon: Int, _ place: NodePlace) -> Problem {
    let start = Int(key.start)
    let line = lineContent(start)
    switch place {
    case .tabbed: return tabIndentation()
    case .marker:
      return Problem(
        .syntaxError, at: start..<colon + 1, "a mapping on the line of \"---\"",
        hints: [.wayOut("start the mapping on the next line")])
    case .block, .value: break
    }
    if key.style != .plain {
      return Problem(
        .syntaxError, at: colon..<colon + 1, "text after the closing quote",
        hints: [.wayOut("quote the whole value, or give each key its own line")])
    }
    let value = source.text(start..<max(start, line.upperBound))
    let before = source.text(line.lowerBound..<start)
    return Problem(
      .syntaxError, at: start..<max(colon + 1, line.upperBound), "\": \" inside an unquoted value",
      hints: [.wayOut("quote the value: \(before)\(Parser.inQuotes(value))")])
  }

  /// `- ` where no list can start.
  func misplacedDash(at start: Int, _ place: NodePlace) -> Problem {
    if place == .tabbed { return tabIndentation() }
    let what = place == .marker ? "\"---\"" : "its key"
    return Problem(
      .syntaxError, at: start..<start + 1, "a list on the line of \(what)",
      hints: [.wayOut("start the list on the next line, or write [a, b]")])
  }

  /// A character that cannot start a node.
  func badStart(at start: Int, end: Int? = nil) -> Problem {
    let end = end ?? max(start + 1, source.contentEnd(start))
    let word = wordEnd(start)
    let wholeText = source.text(start..<end)
    let quoted = Problem.Hint.wayOut("quote it: \(Parser.inQuotes(wholeText))")
    let sign = source.text(start..<min(source.limit, start + 1))
    switch source.peek(start) {
    case UInt8(ascii: "&"):
      return Problem(
        .unsupported, at: start..<word, "anchor \"\(quote(start..<word))\" is not supported",
        hints: [.wayOut("remove it and write the value where it is needed; quote text that starts with \"&\"")])
    case UInt8(ascii: "*"):
      return Problem(
        .unsupported, at: start..<word, "alias \"\(quote(start..<word))\" is not supported",
        hints: [.wayOut("write the value out, or quote it as text: \(Parser.inQuotes(wholeText))")])
    case UInt8(ascii: "!"):
      return Problem(
        .unsupported, at: start..<word, "tag \"\(quote(start..<word))\" is not supported",
        hints: [.wayOut("remove it, or quote it as text: \(Parser.inQuotes(wholeText))")])
    case UInt8(ascii: "?"):
      return Problem(
        .unsupported, at: start..<start + 1, "complex key \"? \" is not supported",
        hints: [.wayOut("write \"key: value\"")])
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      return Problem(
        .syntaxError, at: start..<start + 1, "\"\(sign)\" without its opening bracket",
        hints: [.wayOut("remove it, or quote the text")])
    case UInt8(ascii: ","):
      return Problem(
        .syntaxError, at: start..<start + 1, "\",\" at the start of a value",
        hints: [.wayOut("remove it, or quote the text")])
    case UInt8(ascii: "-"):
      return Problem(
        .syntaxError, at: start..<start + 1, "list item where text is expected",
        hints: [.wayOut("start a list on a line of its own, or quote \"-\"")])
    case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"):
      return Problem(.syntaxError, at: start..<end, "unquoted \"\(sign)\" at the start of a value", hints: [quoted])
    default:
      return Problem(.syntaxError, at: start..<end, "\"\(sign)\" cannot start a value", hints: [quoted])
    }
  }

  private typealias Hint = Problem.Hint

  /// The end of the word at `index`.
  private func wordEnd(_ index: Int) -> Int {
    var end = index
    while end < source.limit, !source.bytes[end].endsWord, end == index || !source.bytes[end].isFlowIndicator {
      end += 1
    }
    return max(end, min(source.limit, index + 1))
  }

  /// Text where a key of a mapping is expected.
  func noKey(_ start: Int) -> Problem {
    let line = start..<max(start + 1, source.contentEnd(start))
    let first = source.peek(start)
    if source.isDash(start) { return misplacedItem(start) }
    if first == UInt8(ascii: "-") { return dashWithoutSpace(start) }
    if first == UInt8(ascii: "{"), source.peek(start + 1) == UInt8(ascii: "{") { return template(start) }
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{"),
      let end = source.bytes[line].lastIndex(of: first == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}")),
      isKeyColonNear(end + 1)
    {
      return .collectionKey(at: start..<end + 1)
    }
    if !source.canStartPlain(start), first != UInt8(ascii: "\""), first != UInt8(ascii: "'") {
      if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") || first == UInt8(ascii: "|")
        || first == UInt8(ascii: ">")
      {
        return strayText(line)
      }
      return badStart(at: start)
    }
    return strayText(line)
  }

  private func isKeyColonNear(_ index: Int) -> Bool {
    let colon = source.skipBlanks(index)
    return source.peek(colon) == UInt8(ascii: ":") && source.isKeyColon(colon)
  }

  /// A line without a key: a colon or its space is missing, or the text belongs elsewhere.
  func strayText(_ line: Range<Int>) -> Problem {
    if let problem = lostColon(line) { return problem }
    let shown = quote(line)
    return Problem(
      .syntaxError, at: line, "\"\(shown)\" is no key: it has no colon",
      hints: [.wayOut("write \"key: value\"; text that goes on from the line above is indented more than its key")])
  }

  /// `key:value`, `key=value`, the plus signs of a patch, the middle of a merge conflict.
  private func lostColon(_ line: Range<Int>) -> Problem? {
    if source.bytes[line].elementsEqual("=======".utf8) { return .conflict(at: line) }
    let shown = quote(line)
    if let colon = tightColon(line), source.bytes[line.lowerBound] != UInt8(ascii: "[") {
      let key = source.text(line.lowerBound..<colon)
      let value = source.text(colon + 1..<line.upperBound)
      return Problem(
        .syntaxError, at: line, "no space after the colon in \"\(shown)\"", hints: [.wayOut("write \(key): \(value)")])
    }
    let parts = shown.split(separator: " = ", maxSplits: 1)
    if parts.count == 2 {
      return Problem(
        .syntaxError, at: line, "an equals sign where a colon belongs in \"\(shown)\"",
        hints: [.wayOut("write \(parts[0]): \(parts[1])")])
    }
    if source.bytes[line.lowerBound] == UInt8(ascii: "+") {
      return Problem(
        .syntaxError, at: line, "\"\(shown)\"" + Problem.patchMessage,
        hints: [.wayOut("remove the plus signs at the start of the lines")])
    }
    return nil
  }

  func dashWithoutSpace(_ start: Int) -> Problem {
    let line = start..<max(start + 1, source.contentEnd(start))
    return Problem(
      .syntaxError, at: line, "no space after the dash in \"\(quote(line))\"",
      hints: [.wayOut("write - \(source.text(start + 1..<line.upperBound))")])
  }

  func template(_ start: Int) -> Problem {
    let end = max(start + 1, source.contentEnd(start))
    return Problem(
      .syntaxError, at: start..<end, "template \"\(quote(start..<end))\" is not YAML",
      hints: [.wayOut("fill the template in, or quote it: \(Parser.inQuotes(source.text(start..<end)))")])
  }
}
