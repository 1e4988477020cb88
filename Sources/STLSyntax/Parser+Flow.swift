/// Flow sequences and mappings.

import STLText

extension Parser {
  /// Reads the flow collection at `position`; `position` is then behind its bracket.
  mutating func parseFlowCollection() -> Bool {
    let start = position
    let isSequence = byte == UInt8(ascii: "[")
    guard let index = open(isSequence ? .flowSequence : .flowMapping, at: start) else { return false }
    position += 1
    let isRead = isSequence ? parseFlowItems(start) : parseFlowEntries(start)
    if isRead { lastEnd = position }
    close(index)
    return isRead
  }

  /// From a blank or line break to the next content inside the flow collection that opened at `start`.
  private mutating func skipFlow(_ start: Int) -> Bool {
    breaks = 0
    crossedComment = false
    blankTab = .max
    let before = position
    position = source.skipBlanks(position)
    if byte == UInt8(ascii: "#") {
      guard position > before || position == lineStart else { return fail(.commentWithoutSpace(at: position)) }
      crossedComment = true
      position = source.lineEnd(position)
    }
    if position < source.limit, !byte.endsLine { return true }
    nextLine()
    if column < 0 { return fail(unclosedFlow(start)) }
    guard column >= flowIndent else {
      return fail(hasTab ? .tabInFlow(at: lineStart + column) : underIndentedFlow(start))
    }
    return true
  }

  private mutating func parseFlowItems(_ start: Int) -> Bool {
    let firstKey = keys.count
    while true {
      guard skipFlow(start) else { return false }
      switch byte {
      case UInt8(ascii: "]"):
        position += 1
        return true
      case UInt8(ascii: ","): return fail(straySeparator(start))
      case UInt8(ascii: "}"): return fail(wrongBracket(start))
      default: break
      }
      guard parseFlowItem(), skipFlow(start) else {
        keys.removeLast(keys.count - firstKey)
        return false
      }
      if byte == UInt8(ascii: ",") {
        position += 1
      } else if byte != UInt8(ascii: "]") {
        return fail(missingSeparator(start))
      }
    }
  }

  /// An item of a flow sequence: a node, or one `key: value` without braces.
  private mutating func parseFlowItem() -> Bool {
    let start = position
    let line = lineStart
    var isQuoted = false
    let key: Node
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      guard parseFlowCollection() else { return false }
      if lineStart == line, source.peek(source.skipBlanks(position)) == UInt8(ascii: ":") {
        return fail(.collectionKey(at: start..<position))
      }
      return true
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard let scalar = parseQuoted(minimum: flowIndent) else { return false }
      isQuoted = true
      key = scalar
    case UInt8(ascii: ":") where source.isFlowColon(start):
      key = emptyScalar(at: start)
    default:
      guard let scalar = parseFlowPlain() else { return false }
      key = scalar
    }
    let colon = source.skipBlanks(position)
    guard source.peek(colon) == UInt8(ascii: ":"), isQuoted || source.isFlowColon(colon), lineStart == line else {
      append(key)
      return true
    }
    if colon - start > Limit.keyCharacters, isLong(start..<colon) { return fail(.longKey(at: start..<colon)) }
    guard let index = open(.flowMapping, at: start) else { return false }
    append(key)
    position = colon + 1
    let isRead = parseFlowValue(start, behind: position)
    close(index)
    return isRead
  }

  private mutating func parseFlowEntries(_ start: Int) -> Bool {
    let firstKey = keys.count
    var table = KeyTable()
    while true {
      guard skipFlow(start) else { return false }
      switch byte {
      case UInt8(ascii: "}"):
        position += 1
        keys.removeLast(keys.count - firstKey)
        return true
      case UInt8(ascii: ","): return fail(straySeparator(start))
      case UInt8(ascii: "]"): return fail(wrongBracket(start))
      default: break
      }
      guard parseFlowEntry(start, firstKey: firstKey, table: &table), skipFlow(start) else {
        keys.removeLast(keys.count - firstKey)
        return false
      }
      if byte == UInt8(ascii: ",") {
        position += 1
      } else if byte != UInt8(ascii: "}") {
        keys.removeLast(keys.count - firstKey)
        return fail(missingSeparator(start))
      }
    }
  }

  private mutating func parseFlowEntry(_ mapping: Int, firstKey: Int, table: inout KeyTable) -> Bool {
    let start = position
    var isQuoted = false
    let key: Node
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      return fail(flowKeyIsCollection(start))
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard let scalar = parseQuoted(minimum: flowIndent) else { return false }
      isQuoted = true
      key = scalar
    case UInt8(ascii: ":") where source.isFlowColon(start):
      key = emptyScalar(at: start)
    default:
      guard let scalar = parseFlowPlain() else { return false }
      key = scalar
    }
    if isMerge(key) { return fail(.mergeKey(at: Int(key.start)..<Int(key.end))) }
    appendKey(key, firstKey: firstKey, table: &table)
    let count = nodes.count
    let keyEnd = Int(key.end)
    let isRead = parseFlowEntryValue(mapping, isQuoted: isQuoted, keyEnd: keyEnd)
    if nodes.count == count { appendEmpty(at: keyEnd) }
    return isRead
  }

  private mutating func parseFlowEntryValue(_ mapping: Int, isQuoted: Bool, keyEnd: Int) -> Bool {
    guard skipFlow(mapping) else { return false }
    guard byte == UInt8(ascii: ":"), isQuoted || source.isFlowColon(position) else { return true }
    position += 1
    return parseFlowValue(mapping, behind: position)
  }

  /// The value behind a colon in a flow collection that opened at `start`.
  private mutating func parseFlowValue(_ start: Int, behind colonEnd: Int) -> Bool {
    guard skipFlow(start) else {
      appendEmpty(at: colonEnd)
      return false
    }
    let count = nodes.count
    let isRead = parseFlowNode(behind: colonEnd)
    if nodes.count == count { appendEmpty(at: colonEnd) }
    return isRead
  }

  private mutating func parseFlowNode(behind colonEnd: Int) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
      appendEmpty(at: colonEnd)
      return true
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      return parseFlowCollection()
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard let scalar = parseQuoted(minimum: flowIndent) else { return false }
      append(scalar)
      return true
    default:
      guard let scalar = parseFlowPlain() else { return false }
      append(scalar)
      return true
    }
  }

  /// Reads a plain scalar in a flow collection; `position` is then behind its last line's text.
  private mutating func parseFlowPlain() -> Node? {
    let start = position
    guard source.canStartFlowPlain(start) else {
      report(badFlowStart(at: start))
      return nil
    }
    var (end, stop) = source.flowPlainEnd(start)
    position = end
    guard source.peek(stop).endsLine, stop < source.limit else { return scalar(.plain, start, end, text: start..<end) }
    var from = -1
    let firstEnd = end
    while source.peek(stop).endsLine, stop < source.limit {
      let line = lineStart
      position = stop
      nextLineInFlow()
      guard !crossedComment, column >= flowIndent, blankTab >= flowIndent, source.continuesFlowPlain(position) else {
        position = end
        lineStart = line
        break
      }
      if from < 0 {
        from = decoded.count
        decoded.append(contentsOf: source.bytes[start..<firstEnd])
      }
      appendFolded(breaks)
      let next = position
      (end, stop) = source.flowPlainEnd(next)
      decoded.append(contentsOf: source.bytes[next..<end])
      position = end
    }
    return from < 0
      ? scalar(.plain, start, end, text: start..<end) : decodedScalar(.plain, start, end, from: from)
  }

  private mutating func nextLineInFlow() {
    crossedComment = false
    nextLine()
  }

}
