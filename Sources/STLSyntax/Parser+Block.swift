/// Block mappings and sequences, and nodes in block context.

import STLText

extension Parser {
  /// Reads the node at `position`, which stands in a collection at column `parent` (-1 for a root).
  mutating func parseNode(parent: Int, column own: Int, place: NodePlace) -> Bool {
    let start = position
    let first = byte
    let key: Node
    switch first {
    case UInt8(ascii: "-") where source.peek(start + 1).endsWord:
      guard place == .block else { return fail(misplacedDash(at: start, place)) }
      return parseSequence(column: own)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      return parseBlockScalar(parent: parent)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard let scalar = parseQuoted(minimum: parent + 1) else { return false }
      let colon = source.skipBlanks(position)
      guard source.peek(colon) == UInt8(ascii: ":"), source.isKeyColon(colon) else {
        append(scalar)
        return endLine()
      }
      if lineStart > start { return fail(.multiLineKey(at: start..<position)) }
      key = scalar
      position = colon
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      return parseBlockedFlow(parent: parent)
    case UInt8(ascii: ":") where source.peek(start + 1).endsWord:
      key = emptyScalar(at: start)
    default:
      guard source.canStartPlain(start) else { return refuse(badStart(at: start), at: start) }
      let (end, stop) = source.plainEnd(start)
      guard source.peek(stop) == UInt8(ascii: ":") else {
        return parsePlainRest(start: start, end: end, stop: stop, minimum: parent + 1)
      }
      key = scalar(.plain, start, end, text: start..<end)
      position = stop
    }
    guard place == .block else { return refuse(misplacedKey(key, colon: position, place), at: start) }
    return parseMapping(column: own, first: key, isRoot: parent < 0)
  }

  /// Reports a problem with an unquoted value and keeps the rest of its line as the text that was meant.
  private mutating func refuse(_ problem: Problem, at start: Int) -> Bool {
    if problem.kind == .syntaxError, source.byteStartsText(start) {
      let end = max(start, source.contentEnd(start))
      append(scalar(.plain, start, end, text: start..<end))
    }
    return fail(problem)
  }

  /// A mapping whose first key has been read; `position` is at its colon.
  private mutating func parseMapping(column own: Int, first: Node, isRoot: Bool) -> Bool {
    guard let index = open(.blockMapping, at: Int(first.start)) else { return false }
    let firstKey = keys.count
    var table = KeyTable()
    var isRead = parseEntry(first, column: own, firstKey: firstKey, table: &table)
    while true {
      if isRead, column > own { isRead = fail(wrongIndentation()) }
      if !isRead {
        guard isRoot, problems.count < Limit.problems, recover(column: own) else { break }
        // What was meant as a second document may repeat the keys of the first.
        hasRecovered = true
      }
      guard column == own else { break }
      if let key = parseKey(column: own) {
        isRead = parseEntry(key, column: own, firstKey: firstKey, table: &table)
      } else {
        isRead = false
      }
    }
    keys.removeLast(keys.count - firstKey)
    close(index)
    return isRead || (isRoot && column < 0)
  }

  /// A key that was read, its colon at `position`, and its value.
  private mutating func parseEntry(_ key: Node, column own: Int, firstKey: Int, table: inout KeyTable) -> Bool {
    let count = nodes.count
    if isMerge(key) { return fail(.mergeKey(at: Int(key.start)..<Int(key.end))) }
    if position - Int(key.start) > Limit.keyCharacters, isLong(Int(key.start)..<position) {
      return fail(.longKey(at: Int(key.start)..<position))
    }
    appendKey(key, firstKey: firstKey, table: &table)
    position += 1
    let colonEnd = position
    if parseValue(column: own, behind: colonEnd) { return true }
    // The tree stays whole: each key has a value.
    if nodes.count == count + 1 { appendEmpty(at: colonEnd) }
    return false
  }

  func isLong(_ range: Range<Int>) -> Bool {
    var count = 0
    for index in range where source.bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count > Limit.keyCharacters
  }

  /// The value behind the colon of a key at column `own`.
  private mutating func parseValue(column own: Int, behind colonEnd: Int) -> Bool {
    position = source.skipBlanks(position)
    if !byte.endsLine, byte != UInt8(ascii: "#") {
      return parseNode(parent: own, column: position - lineStart, place: .value)
    }
    guard endLine() else { return false }
    if column > own { return parseNode(parent: own, column: column, place: hasTab ? .tabbed : .block) }
    if column == own, !hasTab, byte == UInt8(ascii: "-"), source.peek(position + 1).endsWord {
      return parseSequence(column: own)
    }
    appendEmpty(at: colonEnd)
    return true
  }

  /// A key at the start of a line of a mapping at column `own`; leaves `position` at its colon.
  private mutating func parseKey(column own: Int) -> Node? {
    let start = position
    guard !hasTab else {
      report(tabIndentation())
      return nil
    }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard let scalar = parseQuoted(minimum: own + 1) else { return nil }
      if lineStart > start {
        report(.multiLineKey(at: start..<position))
        return nil
      }
      let colon = source.skipBlanks(position)
      guard source.peek(colon) == UInt8(ascii: ":"), source.isKeyColon(colon) else {
        report(noKey(start))
        return nil
      }
      position = colon
      return scalar
    case UInt8(ascii: ":") where source.peek(start + 1).endsWord:
      return emptyScalar(at: start)
    default:
      guard source.canStartPlain(start) else {
        report(noKey(start))
        return nil
      }
      let (end, stop) = source.plainEnd(start)
      guard source.peek(stop) == UInt8(ascii: ":") else {
        report(noKey(start))
        return nil
      }
      position = stop
      return scalar(.plain, start, end, text: start..<end)
    }
  }

  /// A sequence whose first dash is at `position`.
  mutating func parseSequence(column own: Int) -> Bool {
    let start = position
    guard let index = open(.blockSequence, at: start) else { return false }
    var isRead = true
    repeat {
      if hasTab, column == own {
        isRead = fail(tabIndentation())
        break
      }
      isRead = parseItem(column: own)
      if isRead, column > own { isRead = fail(wrongIndentation()) }
    } while isRead && column == own && byte == UInt8(ascii: "-") && source.peek(position + 1).endsWord
    close(index)
    return isRead
  }

  /// A dash and its node.
  private mutating func parseItem(column own: Int) -> Bool {
    position += 1
    let dashEnd = position
    var hasTab = false
    while byte.isBlank {
      if byte == .tab { hasTab = true }
      position += 1
    }
    if !byte.endsLine, byte != UInt8(ascii: "#") {
      return parseNode(parent: own, column: position - lineStart, place: hasTab ? .tabbed : .block)
    }
    guard endLine() else { return false }
    if column > own { return parseNode(parent: own, column: column, place: self.hasTab ? .tabbed : .block) }
    appendEmpty(at: dashEnd)
    return true
  }

  /// A flow collection in block context; it may span lines, and nothing but a comment may follow it.
  private mutating func parseBlockedFlow(parent: Int) -> Bool {
    let start = position
    let outer = depth
    flowIndent = parent + 1
    guard parseFlowCollection() else {
      depth = outer
      return false
    }
    let colon = source.skipBlanks(position)
    if source.peek(colon) == UInt8(ascii: ":"), source.isKeyColon(colon) {
      return fail(.collectionKey(at: start..<position))
    }
    return endLine()
  }
}
