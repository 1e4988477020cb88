/// The first look at the bytes: line starts, UTF-8, characters that YAML forbids, conflict markers.
///
/// After it the parser may take every byte for granted: what is not text has been reported and painted over.

import STLText

/// What one pass over the bytes tells before any syntax is read.
struct Prescan {
  /// Byte offset of each line.
  var starts: [UInt32] = [0]
  /// Offset of the first byte that is not UTF-8.
  var invalid: Int?
  /// Offsets of characters that YAML forbids.
  var forbidden: [UInt32] = []
  /// Offsets of lines that look like a marker of an unresolved merge.
  var markers: [Int] = []

  /// Looks at all `bytes` for line starts, and at `range` for everything else.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    starts.reserveCapacity(bytes.count / 24 + 4)
    let span = bytes.span
    skipLines(span, from: 0, to: range.lowerBound)
    look(at: span, in: range)
    if invalid == nil { skipLines(span, from: range.upperBound, to: span.count) }
  }

  private mutating func skipLines(_ span: Span<UInt8>, from: Int, to: Int) {
    var index = from
    while index < to {
      let byte = span[index]
      index += 1
      if byte == .lineFeed || (byte == .carriageReturn && (index >= span.count || span[index] != .lineFeed)) {
        starts.append(UInt32(index))
      }
    }
  }

  private mutating func look(at span: Span<UInt8>, in range: Range<Int>) {
    var index = range.lowerBound
    let end = range.upperBound
    let part = span.extracting(..<end)
    if index < end { noteMarker(span, at: index, end: end) }
    while index < part.count {
      while index < part.count, part[index] &- 0x20 < 0x5F { index &+= 1 }
      guard index < part.count else { break }
      let byte = part[index]
      switch byte {
      case .lineFeed, .carriageReturn:
        index += 1
        if byte == .carriageReturn, index < span.count, span[index] == .lineFeed { continue }
        starts.append(UInt32(index))
        if index < end { noteMarker(span, at: index, end: end) }
      case .tab:
        index += 1
      case 0..<0x20, 0x7F:
        forbidden.append(UInt32(index))
        index += 1
      default:
        let length = Prescan.sequenceLength(span, at: index, end: end)
        guard length > 0 else {
          invalid = index
          skipLines(span, from: index, to: span.count)
          return
        }
        if Prescan.isForbidden(span, at: index, length: length) { forbidden.append(UInt32(index)) }
        index += length
      }
    }
  }

  private mutating func noteMarker(_ span: Span<UInt8>, at start: Int, end: Int) {
    let byte = span[start]
    guard
      byte == UInt8(ascii: "<") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "|")
    else { return }
    var index = start
    while index < end, index - start < 8, span[index] == byte { index += 1 }
    guard index - start == 7 else { return }
    if index == end || span[index] == .space || span[index] == .lineFeed || span[index] == .carriageReturn {
      markers.append(start)
    }
  }

  /// Length of the UTF-8 sequence at `index`, or 0 where there is none.
  private static func sequenceLength(_ span: Span<UInt8>, at index: Int, end: Int) -> Int {
    let first = span[index]
    func continues(_ offset: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
      index + offset < end && span[index + offset] >= low && span[index + offset] <= high
    }
    switch first {
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80, 0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80, 0x8F) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }

  /// C1 controls but NEL, U+FEFF inside the text, U+FFFE and U+FFFF (YAML 1.2.2, production 1).
  private static func isForbidden(_ span: Span<UInt8>, at index: Int, length: Int) -> Bool {
    switch span[index] {
    case 0xC2: return span[index + 1] < 0xA0 && span[index + 1] != 0x85
    case 0xEF:
      if span[index + 1] == 0xBB { return span[index + 2] == 0xBF }
      return span[index + 1] == 0xBF && span[index + 2] >= 0xBE
    default: return false
    }
  }
}

extension UInt8 {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let tab: UInt8 = 0x09
  static let space: UInt8 = 0x20

  /// A space, a tab, a line break, or 0, which stands for the end of the text.
  var endsWord: Bool { self == .space || self == .lineFeed || self == .tab || self == .carriageReturn || self == 0 }
  /// A line break, or 0, which stands for the end of the text.
  var endsLine: Bool { self == .lineFeed || self == .carriageReturn || self == 0 }
  var isBlank: Bool { self == .space || self == .tab }
  /// One of `,[]{}`, which end a plain scalar inside a flow collection.
  var isFlowIndicator: Bool {
    switch self {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
    default: false
    }
  }
}
