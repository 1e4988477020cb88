/// The text to read, and what can be told of it without the parser's state.
///
/// Two words, so that the parser passes it in registers: a method of the parser itself that changes nothing would cost a
/// copy of the whole parser at each call.
struct Source {
  /// The text; where it differs from the file, something was painted over and reported.
  let bytes: [UInt8]
  /// The end of the text to read.
  let limit: Int

  /// The byte at `index`, or 0 behind the end.
  func peek(_ index: Int) -> UInt8 { index < limit ? bytes[index] : 0 }

  /// True where `---` or `...` stands at `index`, the start of a line.
  func isMarker(_ index: Int) -> Bool {
    let first = peek(index)
    guard first == UInt8(ascii: "-") || first == UInt8(ascii: ".") else { return false }
    return peek(index + 1) == first && peek(index + 2) == first && peek(index + 3).endsWord
  }

  /// The first byte from `index` on that is no space or tab.
  func skipBlanks(_ index: Int) -> Int {
    let span = bytes.span.extracting(..<limit)
    var index = index
    while index < span.count, span[index].isBlank { index += 1 }
    return index
  }

  /// The line break (or the end) from `index` on.
  func lineEnd(_ index: Int) -> Int {
    let span = bytes.span.extracting(..<limit)
    var index = index
    while index < span.count {
      let byte = span[index]
      if byte <= .carriageReturn, byte == .lineFeed || byte == .carriageReturn { break }
      index += 1
    }
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
    // A byte order mark is no part of the line.
    return index == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : index
  }

  /// Text of the file for a message.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The first content from `start`, the start of a line, on: where, the spaces before it, and whether a tab follows them.
  func indentation(_ start: Int) -> (content: Int, spaces: Int, hasTab: Bool) {
    let span = bytes.span.extracting(..<limit)
    var index = start
    while index < span.count, span[index] == .space { index += 1 }
    let spaces = index - start
    guard index < limit, span[index] == .tab else { return (index, spaces, false) }
    while index < span.count, span[index].isBlank { index += 1 }
    return (index, spaces, true)
  }

  /// True where a plain scalar may start at `index` in block context (YAML 1.2.2, production 126).
  func canStartPlain(_ index: Int) -> Bool {
    switch peek(index) {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): !peek(index + 1).endsWord
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
      UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"),
      UInt8(ascii: "`"), 0:
      false
    default: true
    }
  }

  /// True where a person may have meant plain text: where it may start, or at one of the two reserved characters.
  func byteStartsText(_ index: Int) -> Bool {
    peek(index) == UInt8(ascii: "@") || peek(index) == UInt8(ascii: "`") || canStartPlain(index)
  }

  /// Reads plain text of one line in block context: its end without trailing blanks, and where reading stopped, which
  /// is the line's end, a comment, or a colon that makes the text a key.
  func plainEnd(_ start: Int) -> (end: Int, stop: Int) {
    let span = bytes.span.extracting(..<limit)
    var index = start
    var end = start
    while index < span.count {
      let byte = span[index]
      if byte > UInt8(ascii: ":") || byte &- 0x24 < 0x16 {
        // Letters and digits come in runs.
        repeat { index &+= 1 } while index < span.count && span[index] > UInt8(ascii: ":")
        end = index
        continue
      }
      switch byte {
      case .space, .tab:
        index += 1
        continue
      case UInt8(ascii: ":"):
        if index + 1 >= span.count || span[index + 1].endsWord { return (end, index) }
      case UInt8(ascii: "#"):
        if index > end { return (end, index) }
      case .lineFeed, .carriageReturn:
        return (end, index)
      default: break
      }
      index += 1
      end = index
    }
    return (end, limit)
  }

  /// The first quote, backslash of a double-quoted scalar, or line break from `index` on.
  func quotedRun(_ index: Int, _ quote: UInt8) -> Int {
    let span = bytes.span.extracting(..<limit)
    let isDouble = quote == UInt8(ascii: "\"")
    var index = index
    while index < span.count {
      let byte = span[index]
      if byte == quote || byte == .lineFeed || byte == .carriageReturn { break }
      if isDouble, byte == UInt8(ascii: "\\") { break }
      index += 1
    }
    return index
  }

  func hexadecimal(_ start: Int, _ digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for index in start..<start + digits {
      let byte = peek(index)
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
      default: return nil
      }
    }
    return value
  }

  /// True where the colon at `index` ends a key in block context.
  func isKeyColon(_ index: Int) -> Bool { peek(index + 1).endsWord }

  /// True where the colon at `index` separates a key from its value.
  func isFlowColon(_ index: Int) -> Bool { peek(index + 1).endsWord || peek(index + 1).isFlowIndicator }

  /// True where the text at `index`, the start of a line, goes on with a plain scalar.
  func continuesFlowPlain(_ index: Int) -> Bool {
    let byte = peek(index)
    if byte.isFlowIndicator { return false }
    return byte != UInt8(ascii: ":") || !isFlowColon(index)
  }

  func canStartFlowPlain(_ index: Int) -> Bool {
    switch peek(index) {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      !peek(index + 1).endsWord && !peek(index + 1).isFlowIndicator
    default: canStartPlain(index)
    }
  }

  /// As `plainEnd`, for a flow collection.
  func flowPlainEnd(_ start: Int) -> (end: Int, stop: Int) {
    let span = bytes.span.extracting(..<limit)
    var index = start
    var end = start
    while index < span.count {
      let byte = span[index]
      switch byte {
      case .space, .tab:
        index += 1
        continue
      case .lineFeed, .carriageReturn, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"):
        return (end, index)
      case UInt8(ascii: ":"):
        if index + 1 >= limit || span[index + 1].endsWord || span[index + 1].isFlowIndicator { return (end, index) }
      case UInt8(ascii: "#"):
        if index > end { return (end, index) }
      default: break
      }
      index += 1
      end = index
    }
    return (end, limit)
  }

  /// True where the line `first..<end` reads `key:`.
  func looksLikeKey(_ first: Int, _ end: Int) -> Bool {
    let byte = peek(first)
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      var index = first + 1
      while index < end, bytes[index] != byte { index += 1 }
      let colon = skipBlanks(index + 1)
      return colon < end && bytes[colon] == UInt8(ascii: ":") && isKeyColon(colon)
    }
    guard canStartPlain(first) else { return false }
    let stop = plainEnd(first).stop
    return stop < end && bytes[stop] == UInt8(ascii: ":")
  }

  func isDash(_ index: Int) -> Bool { peek(index) == UInt8(ascii: "-") && peek(index + 1).endsWord }
}
