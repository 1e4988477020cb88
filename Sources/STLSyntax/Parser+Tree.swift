/// Building the tree: nodes, collections, keys.

import STLText

/// Where a node may stand, which decides what it may be.
enum NodePlace {
  /// At the start of a line or behind `- `: anything.
  case block
  /// At the start of a line or behind `-`, but behind a tab: no block collection.
  case tabbed
  /// Behind `key:` on its line: no block collection.
  case value
  /// Behind `---` on its line: no block collection.
  case marker
}

/// A key of an open mapping.
struct KeyMark {
  /// See `Source.mark`; 0 where the text is decoded.
  var mark: UInt32
  var node: UInt32
}

extension Parser {
  mutating func append(_ scalar: Node) {
    var node = scalar
    node.next = UInt32(nodes.count + 1)
    nodes.append(node)
    lastEnd = Int(node.end)
  }

  /// The absent value: an empty plain scalar at `offset`.
  mutating func appendEmpty(at offset: Int) {
    append(emptyScalar(at: offset))
  }

  func emptyScalar(at offset: Int) -> Node {
    Node(style: .plain, start: UInt32(offset), end: UInt32(offset), textStart: UInt32(offset), textCount: 0)
  }

  /// A scalar whose text is spelled in the file.
  func scalar(_ style: Node.Style, _ start: Int, _ end: Int, text: Range<Int>) -> Node {
    Node(
      style: style, start: UInt32(start), end: UInt32(end), textStart: UInt32(text.lowerBound),
      textCount: UInt32(text.count))
  }

  /// A scalar whose text is the end of `decoded` from `from` on.
  func decodedScalar(_ style: Node.Style, _ start: Int, _ end: Int, from: Int) -> Node {
    Node(
      style: style, start: UInt32(start), end: UInt32(end), textStart: UInt32(sourceCount + from),
      textCount: UInt32(decoded.count - from))
  }

  /// Opens a collection at `start` and returns its index, or nil when it would be too deep.
  mutating func open(_ style: Node.Style, at start: Int) -> Int? {
    guard depth < Limit.depth else {
      report(.tooDeep(at: start..<start + 1))
      return nil
    }
    depth += 1
    nodes.append(Node(style: style, start: UInt32(start), end: UInt32(start)))
    return nodes.count - 1
  }

  /// Closes the collection `index`, which ends where its last child ends.
  mutating func close(_ index: Int) {
    depth -= 1
    nodes[index].next = UInt32(nodes.count)
    lastEnd = max(Int(nodes[index].start), lastEnd)
    nodes[index].end = UInt32(lastEnd)
  }

  /// Appends the key of a mapping whose keys start at `firstKey` of `keys`; refuses a second equal one.
  mutating func appendKey(_ key: Node, firstKey: Int, table: inout KeyTable) {
    let isDecoded = Int(key.textStart) >= sourceCount
    let hash = isDecoded ? UInt32(0) : source.mark(of: key)
    let count = keys.count - firstKey
    if !hasRecovered, count > 0 {
      var first: Int?
      if count >= KeyTable.threshold || isDecoded || hasDecodedKey {
        hasDecodedKey = hasDecodedKey || isDecoded
        first = table.find(key, in: self, firstKey: firstKey)
      } else {
        for index in firstKey..<keys.count where keys[index].mark == hash {
          let node = nodes[Int(keys[index].node)]
          if source.isSameText(node, key) { first = Int(keys[index].node) }
        }
      }
      if let first { reportDuplicate(key, first: first) }
    } else if isDecoded {
      hasDecodedKey = true
    }
    keys.append(KeyMark(mark: hash, node: UInt32(nodes.count)))
    append(key)
  }

  /// True for the unquoted key `<<`, which merges another mapping in YAML 1.1.
  func isMerge(_ key: Node) -> Bool {
    key.style == .plain && Int(key.textStart) < sourceCount && source.mark(of: key) == Source.mergeMark
  }

  private mutating func reportDuplicate(_ key: Node, first: Int) {
    isBroken = true
    guard problems.count < Limit.problems else { return }
    let place = Int(nodes[first].start)..<Int(nodes[first].end)
    report(.duplicateKey(textOf(key), at: Int(key.start)..<Int(key.end), first: place))
  }

  /// Byte `index` of the text of `node`.
  func byteOfText(_ node: Node, _ index: Int) -> UInt8 {
    let offset = Int(node.textStart) + index
    return offset < sourceCount ? source.bytes[offset] : decoded[offset - sourceCount]
  }

  func textOf(_ node: Node) -> String {
    let start = Int(node.textStart)
    let count = Int(node.textCount)
    if start < sourceCount { return String(decoding: source.bytes[start..<start + count], as: UTF8.self) }
    return String(decoding: decoded[start - sourceCount..<start - sourceCount + count], as: UTF8.self)
  }

  func isSameText(_ left: Node, _ right: Node) -> Bool {
    guard left.textCount == right.textCount else { return false }
    for index in 0..<Int(left.textCount) where byteOfText(left, index) != byteOfText(right, index) { return false }
    return true
  }
}

extension Source {
  /// Length, first, middle and last byte of a key: enough to tell most keys of one mapping apart.
  func mark(of key: Node) -> UInt32 {
    let count = Int(key.textCount)
    guard count > 0 else { return 0 }
    let start = Int(key.textStart)
    let ends = UInt32(bytes[start]) << 8 | UInt32(bytes[start + count - 1])
    return ends << 16 | UInt32(bytes[start + count / 2]) << 8 | UInt32(truncatingIfNeeded: count)
  }

  /// The mark of `<<`; no other text of two bytes has it.
  static let mergeMark: UInt32 = 0x3C3C_3C02

  /// True where two scalars that the file spells as they read are equal.
  func isSameText(_ left: Node, _ right: Node) -> Bool {
    guard left.textCount == right.textCount else { return false }
    let span = bytes.span
    let count = Int(left.textCount)
    let (left, right) = (Int(left.textStart), Int(right.textStart))
    for index in 0..<count where span[left + index] != span[right + index] { return false }
    return true
  }
}

/// A hash table over the keys of one mapping, made when it has more than a few of them.
///
/// It hashes with the standard library's seeded hash, so that no file can be written to make it slow.
struct KeyTable: ~Copyable {
  /// Mappings with fewer keys compare each key with each.
  static let threshold = 32
  /// Indices of nodes plus one, where 0 is a free slot; the length is a power of two.
  private var slots: [UInt32] = []
  private var count = 0

  /// The node of an earlier equal key, or nil; `key` is expected to be appended to the parser's keys next.
  mutating func find(_ key: Node, in parser: borrowing Parser, firstKey: Int) -> Int? {
    let known = parser.keys.count - firstKey
    if (known + 1) * 2 > slots.count {
      var length = max(64, slots.count)
      while length < (known + 1) * 2 { length *= 2 }
      slots = Array(repeating: 0, count: length)
      count = 0
    }
    while count < known {
      let index = Int(parser.keys[firstKey + count].node)
      let (slot, found) = search(parser.nodes[index], in: parser)
      if found == nil { slots[slot] = UInt32(index + 1) }
      count += 1
    }
    return search(key, in: parser).found
  }

  private func search(_ key: Node, in parser: borrowing Parser) -> (slot: Int, found: Int?) {
    var hasher = Hasher()
    var word: UInt64 = 0
    for index in 0..<Int(key.textCount) {
      word = word << 8 | UInt64(parser.byteOfText(key, index))
      if index & 7 == 7 { hasher.combine(word) }
    }
    hasher.combine(word)
    hasher.combine(key.textCount)
    var slot = hasher.finalize() & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot] - 1)
      if parser.isSameText(parser.nodes[index], key) { return (slot, index) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return (slot, nil)
  }
}
