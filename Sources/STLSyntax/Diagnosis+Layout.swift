/// Mistakes of layout: indentation, tabs, text that belongs to nothing.

import STLText

/// A block collection that the line at hand could belong to.
private struct NearBlock {
  var column: Int
  /// Place of its first key or dash.
  var start: Int
  var isSequence: Bool
  var isOpen: Bool
}

extension Parser {
  /// The open and the last closed block collections of the document, outermost first.
  private func nearBlocks() -> [NearBlock] {
    nodes[firstNode...].compactMap { node in
      guard node.style == .blockMapping || node.style == .blockSequence,
        node.next == 0 || Int(node.next) == nodes.count
      else { return nil }
      let start = Int(node.start)
      return NearBlock(
        column: start - source.startOfLine(start), start: start, isSequence: node.isSequence, isOpen: node.next == 0)
    }
  }

  /// Those that an item (or a key) could belong to, one a column.
  private func fitting(item: Bool) -> [NearBlock] {
    var found: [NearBlock] = []
    for block in nearBlocks() where block.isSequence == item {
      if !found.contains(where: { $0.column == block.column }) { found.append(block) }
    }
    return found
  }

  private static func spaces(_ count: Int) -> String {
    count == 0 ? "no space" : count == 1 ? "1 space" : "\(count) spaces"
  }

  /// A hint on each collection that the line at `index` could belong to, the nearest first.
  private func waysToFit(_ index: Int, item: Bool, actual: Int) -> [Problem.Hint] {
    let near = fitting(item: item).sorted { abs($0.column - actual) < abs($1.column - actual) }
    // The second nearest is worth a line only when it is about as near.
    let distance = near.first.map { abs($0.column - actual) } ?? 0
    return near.prefix(2).filter { abs($0.column - actual) <= distance + 1 }.map { block in
      let name = quote(block.start..<max(block.start + 1, source.contentEnd(block.start)))
      let example = "like \"\(name)\" in line \(lineNumber(block.start))"
      return .wayOut(
        block.column == 0
          ? "start it in the first column \(example)" : "indent it by \(Parser.spaces(block.column)) \(example)")
    }
  }

  /// The line at `position` stands further right than anything open allows.
  func wrongIndentation() -> Problem {
    let start = position
    if hasTab { return tabIndentation() }
    let line = start..<max(start + 1, source.contentEnd(start))
    let isItem = source.isDash(start)
    if !isItem, source.peek(start) == UInt8(ascii: "-"), !source.looksLikeKey(start, source.lineEnd(start)) {
      return dashWithoutSpace(start)
    }
    if isItem || source.looksLikeKey(start, source.lineEnd(start)) {
      let hints = waysToFit(start, item: isItem, actual: column)
      return Problem(
        .syntaxError, at: line, "wrong indentation: \(Parser.spaces(column)) before \"\(quote(line))\"",
        hints: hints.isEmpty ? [.wayOut("indent it like the lines around it")] : hints)
    }
    if let sequence = fitting(item: true).last(where: { $0.column == column }),
      source.peek(sequence.start) == UInt8(ascii: "-")
    {
      return Problem(
        .syntaxError, at: line, "list item \"\(quote(line))\" has no dash",
        hints: [.wayOut("write - \(source.text(line))")])
    }
    return Problem(
      .syntaxError, at: line, "\"\(quote(line))\" belongs to nothing: the value above it is complete",
      hints: [.wayOut("put \"# \" before it to make it a comment, or remove it")])
  }

  /// A list item among the keys of a mapping.
  func misplacedItem(_ start: Int) -> Problem {
    let line = start..<max(start + 1, source.contentEnd(start))
    let hints = waysToFit(start, item: true, actual: start - lineStart)
    return Problem(
      .syntaxError, at: line, "list item \"\(quote(line))\" among the keys of a mapping",
      hints: hints.isEmpty ? [.wayOut("put the list under a key of its own")] : hints)
  }

  /// Content behind a complete root.
  func leftover() -> Problem {
    let start = position
    let line = start..<max(start + 1, source.contentEnd(start))
    if hasTab { return tabIndentation() }
    if source.isDash(start) || fitting(item: true).contains(where: { $0.column == 0 }) {
      if !source.isDash(start), source.looksLikeKey(start, source.lineEnd(start)) {
        return Problem(
          .syntaxError, at: line, "key \"\(quote(line))\" after a list: a document is a list or a mapping",
          hints: [.wayOut("put the list under a key, or separate documents with \"---\"")])
      }
    }
    return wrongIndentation()
  }

  /// A tab in the indentation of the line at `position`.
  func tabIndentation() -> Problem {
    var tab = lineStart
    while tab < position, source.bytes[tab] != .tab { tab += 1 }
    return Problem(
      .unsupported, at: tab..<max(tab + 1, position), "tab used as indentation",
      hints: [.wayOut("indent with spaces")])
  }

  /// `key: value` on a later line of a plain scalar that began at `start`.
  func keyInScalar(start: Int, line: Int, colon: Int) -> Problem {
    if hasTab { return tabIndentation() }
    let firstLine = start..<max(start + 1, source.contentEnd(start))
    let key = quote(line..<colon)
    let startColumn = start - source.startOfLine(start)
    if startColumn == column, source.skipBlanks(source.startOfLine(start)) == start { return strayText(firstLine) }
    let name = quote(firstLine)
    guard let inner = nearBlocks().last(where: \.isOpen) else { return strayText(firstLine) }
    let keyLine = line..<max(colon + 1, source.contentEnd(line))
    let hints = waysToFit(line, item: false, actual: column)
    if inner.isSequence {
      return Problem(
        .syntaxError, at: keyLine, "key \"\(key)\" under the text \"\(name)\"",
        hints: [.wayOut("write \"\(name):\" in line \(lineNumber(start)) if it is a key")] + hints.prefix(1))
    }
    return Problem(
      .syntaxError, at: keyLine, "wrong indentation: \(Parser.spaces(column)) before \"\(quote(keyLine))\"",
      hints: hints.isEmpty ? [.wayOut("indent it like the key above, or quote the text")] : hints)
  }

  /// Text behind a complete node on its line.
  func trailing(at start: Int) -> Problem {
    let end = max(start + 1, source.contentEnd(start))
    let line = lineContent(start)
    let rest = source.text(start..<end)
    let before = source.text(line.lowerBound..<min(start, source.limit))
    var node = start
    while node > line.lowerBound, source.bytes[node - 1].isBlank { node -= 1 }
    let last = node > 0 ? source.peek(node - 1) : 0
    if source.peek(start) == UInt8(ascii: "]") || source.peek(start) == UInt8(ascii: "}") { return badStart(at: start) }
    let isQuote = last == UInt8(ascii: "\"") || last == UInt8(ascii: "'")
    if isQuote, source.peek(start) == UInt8(ascii: ",") { return severalValues(line, end: end) }
    var hints: [Problem.Hint] = []
    if isQuote, source.bytes[end - 1] == last, end - 1 > start {
      hints.append(
        .wayOut(
          last == UInt8(ascii: "'") ? "double a quote inside the text: ''" : "escape a quote inside the text: \\\""))
    } else if isQuote {
      hints.append(.wayOut("remove it or move it inside the quotes"))
      hints.append(.wayOut("or make it a comment: \(Parser.trimmed(before)) # \(rest)"))
    } else {
      hints.append(.wayOut("make it a comment: \(Parser.trimmed(before)) # \(rest)"))
    }
    return Problem(
      .syntaxError, at: start..<end,
      "text \(isQuote ? "after the closing quote" : "after the value"): \"\(quote(start..<end))\"",
      hints: hints)
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }

  /// `"a", "b"` without brackets.
  private func severalValues(_ line: Range<Int>, end: Int) -> Problem {
    var first = line.lowerBound
    let isItem = source.isDash(first)
    if isItem {
      first = source.skipBlanks(first + 1)
    } else if source.looksLikeKey(first, line.upperBound) {
      let stop = source.bytes[first..<line.upperBound].firstIndex(of: UInt8(ascii: ":")) ?? first
      first = source.skipBlanks(stop + 1)
    }
    let values = source.text(first..<end)
    let before = source.text(line.lowerBound..<first)
    return Problem(
      .syntaxError, at: first..<end, "several values on one line",
      hints: [
        .wayOut(isItem ? "give each value its own line with a dash" : "make it a list: \(before)[\(values)]")
      ])
  }
}
