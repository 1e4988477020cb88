import STLSyntax
import STLText

/// Reads one file: decides whether it is ours, finds the entities of its documents, types their values.
struct FileReading {
  let path: String
  let bytes: [UInt8]
  var tree = SyntaxTree(text: [], sourceCount: 0, lines: LineTable())
  var values: [Value] = []
  var entities: [SourceFile.Span] = []
  var unread: [SourceFile.Unread] = []
  var problems = ProblemList()
  var bodyStart: Int?

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  mutating func run() {
    if isMarkdown {
      guard let front = SyntaxTree.frontMatter(of: bytes) else { return readOpenedFrontMatter() }
      tree = front.tree
      bodyStart = front.bodyStart
    } else {
      guard bytes.count <= SourceFile.bytesMax else {
        problems = ProblemList([.tooLarge(bytes.count)])
        return
      }
    }
    // A file without a line that looks like ours is somebody else's: a compose file, a chart.
    let likeness = KindKeys.likeness(of: isMarkdown ? Array(bytes[..<(bodyStart ?? 0)]) : bytes)
    // Front matter belongs to many tools: only an exact kind key makes it ours.
    if isMarkdown, likeness != .exact { return }
    // In UTF-16, which starts with its mark, no line can look like ours.
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if likeness == .none, !isUTF16 {
      guard let first = firstContent else {
        tree.lines = LineTable(bytes.span)
        return
      }
      tree = SyntaxTree(text: bytes, sourceCount: bytes.count, lines: LineTable(bytes.span))
      problems = ProblemList([.noKindKey(at: first)])
      return
    }
    if !isMarkdown { tree = SyntaxTree(bytes) }
    problems = ProblemList(tree.problems)
    var saidNoKind = isMarkdown
    for document in tree.documents { read(document, &saidNoKind) }
  }

  /// Front matter with a kind key that nothing closes holds an entity that would be missed.
  private mutating func readOpenedFrontMatter() {
    guard let opened = SyntaxTree.openedFrontMatter(of: bytes) else { return }
    let line = opened.lowerBound..<(bytes[opened].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? opened.upperBound)
    guard bytes[line].contains(UInt8(ascii: ":")), KindKeys.likeness(of: Array(bytes[line])) == .exact else { return }
    tree = SyntaxTree(text: bytes, sourceCount: bytes.count, lines: LineTable(bytes.span))
    problems = ProblemList([.openedFrontMatter(at: line)])
    unread.append(.init())
  }

  private var isMarkdown: Bool { path.hasSuffix(".md") }

  /// The first line that is neither blank, comment nor document marker, in bytes.
  private var firstContent: Range<Int>? {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      var index = start
      while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
      let isMarker =
        index == start && (bytes[index..<end] == [0x2D, 0x2D, 0x2D] || bytes[index..<end] == [0x2E, 0x2E, 0x2E])
      if index < end, bytes[index] != UInt8(ascii: "#"), !isMarker { return index..<end }
      start = end + 1
    }
    return nil
  }

  private mutating func read(_ document: Document, _ saidNoKind: inout Bool) {
    guard let root = document.root else {
      if document.isBroken { unread.append(.init()) }
      return
    }
    let node = tree.nodes[root]
    guard node.isMapping, let kind = kind(of: root) else {
      if document.isBroken {
        unread.append(.init())
      } else if node.isMapping, let near = KindKeys.mistyped(in: keys(of: root)) {
        problems.add(.noKindKey, at: near.place) { .mistypedKindKey(near.key, means: near.kind, at: $0) }
      } else if node.style == .plain, !isMarkdown, let kind = KindKeys.withoutColon(bytes[node.place]) {
        problems.add(.noKindKey, at: node.place) { .kindKeyWithoutColon(node.text(in: tree), kind, at: $0) }
      } else if !saidNoKind, !(node.isScalar && node.textCount == 0) {
        saidNoKind = true
        problems.add(.noKindKey, at: firstLine(of: node)) { .noKindKey(at: $0) }
      }
      return
    }
    if document.isBroken {
      unread.append(
        .init(kind: kind.kind, id: id(at: kind.value).map { String(decoding: tree.text[$0], as: UTF8.self) }))
      return
    }
    let valueNode = tree.nodes[kind.value]
    guard let id = id(at: kind.value) else {
      problems.add(.invalidID, at: place(ofKey: kind.key, value: kind.value)) { .missingID(kind.kind, at: $0) }
      return
    }
    let text = String(decoding: tree.text[id], as: UTF8.self)
    if !ID.isValid(text) || text.utf8.count != valueNode.textCount || valueNode.text(in: tree) != text {
      problems.add(.invalidID, at: valueNode.place) { .invalidID(valueNode.text(in: tree), kind.kind, at: $0) }
    }
    let first = values.count
    readMapping(root, fields: Schema.of(kind.kind).fields, kind: kind.kind, isTop: true)
    entities.append(
      .init(
        kind: kind.kind, id: id, place: valueNode.place, values: first..<values.count,
        document: document.start..<max(document.end, document.start)))
  }

  // MARK: Documents

  private func keys(of mapping: Int) -> [(text: String, place: Range<Int>)] {
    var found: [(String, Range<Int>)] = []
    forEachPair(of: mapping) { key, _ in
      let node = tree.nodes[key]
      found.append((node.text(in: tree), node.place))
    }
    return found
  }

  private func kind(of mapping: Int) -> (kind: Kind, key: Int, value: Int)? {
    var best: (kind: Kind, key: Int, value: Int)?
    forEachPair(of: mapping) { key, value in
      let node = tree.nodes[key]
      guard let kind = KindKeys.exact(tree.text[node.textRange]) else { return }
      if best.map({ kind.rawValue < $0.kind.rawValue }) ?? true { best = (kind, key, value) }
    }
    return best
  }

  /// The folded id at a node, or nil where there is none.
  private mutating func id(at index: Int) -> Range<Int>? {
    let node = tree.nodes[index]
    guard node.isScalar, !node.isNull(in: tree) else { return nil }
    let folded = fold(node, dropsAt: false)
    return folded.isEmpty ? nil : folded
  }

  private func firstLine(of node: Node) -> Range<Int> {
    let start = Int(node.start)
    let line = tree.lines.line(at: start)
    let text = tree.lines.text(ofLine: line + 1, in: bytes)
    return start..<max(start, min(Int(node.end), text.endIndex))
  }

  // MARK: Mappings

  func forEachPair(of mapping: Int, _ body: (_ key: Int, _ value: Int) -> Void) {
    var index = mapping + 1
    let end = Int(tree.nodes[mapping].next)
    while index < end {
      let value = Int(tree.nodes[index].next)
      guard value < end else { return }
      body(index, value)
      index = Int(tree.nodes[value].next)
    }
  }

  private func pairs(of mapping: Int) -> [(key: Int, value: Int)] {
    var found: [(Int, Int)] = []
    forEachPair(of: mapping) { found.append(($0, $1)) }
    return found
  }

  /// The place of a value, or of its key where the value is empty.
  func place(ofKey key: Int, value: Int) -> Range<Int> {
    let node = tree.nodes[value]
    return node.start == node.end ? tree.nodes[key].place : node.place
  }

  private mutating func readMapping(_ mapping: Int, fields: [Schema.Field], kind: Kind, isTop: Bool) {
    var seen: [Key] = []
    var index = mapping + 1
    let end = Int(tree.nodes[mapping].next)
    while index < end {
      let key = index
      let value = Int(tree.nodes[key].next)
      guard value < end else { break }
      index = Int(tree.nodes[value].next)
      let name = tree.text[tree.nodes[key].textRange]
      if isTop, KindKeys.exact(name) == kind { continue }
      guard let field = fields.first(where: { $0.name.count == name.count && name.elementsEqual($0.name) }) else {
        if !(isTop && name.starts(with: [UInt8(ascii: "x"), UInt8(ascii: "-")])) {
          problems.add(.unknownKey, at: tree.nodes[key].place) { place in
            .unknownKey(
              String(decoding: name, as: UTF8.self), of: isTop ? kind.withArticle : nil,
              known: fields.map(\.key.rawValue), at: place)
          }
        }
        continue
      }
      seen.append(field.key)
      readField(field, value, key: key, kind: kind)
    }
    for field in fields where field.isRequired && !hasValue(field, mapping, seen) {
      problems.add(.missingKey, at: placeOfFirst(in: mapping)) { .missingKey(field, at: $0) }
    }
  }

  private func hasValue(_ field: Schema.Field, _ mapping: Int, _ seen: [Key]) -> Bool {
    guard seen.contains(field.key) else { return false }
    return pairs(of: mapping).contains { key, value in
      tree.text[tree.nodes[key].textRange].elementsEqual(field.name) && !tree.nodes[value].isNull(in: tree)
    }
  }

  private func placeOfFirst(in mapping: Int) -> Range<Int> {
    let node = tree.nodes[mapping]
    return mapping + 1 < Int(node.next) ? tree.nodes[mapping + 1].place : node.place
  }

  // MARK: Values

  private mutating func append(
    _ field: Schema.Field, _ tag: Value.Tag, _ place: Range<Int>, text: Range<Int> = 0..<0, payload: Int = 0,
    wanted: Kind = .org
  ) {
    values.append(
      Value(
        key: field.key, tag: tag, wanted: wanted, count: 1, payload: Int32(clamping: payload),
        textStart: UInt32(text.lowerBound), textCount: UInt32(text.count), start: UInt32(place.lowerBound),
        end: UInt32(place.upperBound)))
  }

  private mutating func readField(_ field: Schema.Field, _ value: Int, key: Int, kind: Kind) {
    let node = tree.nodes[value]
    let place = place(ofKey: key, value: value)
    if node.isSequence {
      guard field.isList else {
        wrong(field, value, place, kind)
        return
      }
      if value + 1 == Int(node.next) {
        append(field, .absent, place)
        return
      }
      let first = values.count
      var seen = SeenTexts()
      var item = value + 1
      while item < Int(node.next) {
        let itemNode = tree.nodes[item]
        let itemPlace = itemNode.start == itemNode.end ? place : itemNode.place
        let before = values.count
        readOne(field, item, itemPlace, kind)
        // A duplicate in a list counts once; a null item is no item.
        if values[before...].first?.tag == .absent || !seen.insert(meaning(of: before..<values.count, in: field)) {
          values.removeSubrange(before...)
        }
        item = Int(itemNode.next)
      }
      if values.count == first { append(field, .absent, place) }
      return
    }
    readOne(field, value, place, kind)
  }

  /// What an item of a list says: equal for items that say the same, in whatever style they are written.
  ///
  /// Where an item is a reference or a mapping about one, it is about what it names: the first of those counts.
  private func meaning(of item: Range<Int>, in field: Schema.Field) -> ArraySlice<UInt8> {
    if item.count == 1, let only = values[item].first, only.tag != .invalid { return tree.text[only.text] }
    if case .referenceOrMap(let kind, _) = field.type,
      let named = values[item].first(where: { $0.tag == .reference && $0.key.rawValue == $0.wanted.name })
    {
      // 0xFF is in no text.
      return named.wanted == kind ? tree.text[named.text] : [0xFF, named.wanted.rawValue] + tree.text[named.text]
    }
    var bytes: [UInt8] = []
    for value in values[item] {
      bytes += [0xFF, UInt8(truncatingIfNeeded: value.count), value.tag.rawValue]
      bytes += value.key.rawValue.utf8
      bytes.append(0xFF)
      if value.tag == .date || value.tag == .percent || value.tag == .number || value.tag == .yesNo {
        bytes += "\(value.payload)".utf8
      } else {
        bytes += tree.text[value.text]
      }
      // Two values that are both wrong are two findings.
      if value.tag == .invalid { bytes += "\(value.start)".utf8 }
    }
    return bytes[...]
  }

  private mutating func readOne(_ field: Schema.Field, _ index: Int, _ place: Range<Int>, _ kind: Kind) {
    let node = tree.nodes[index]
    if node.isScalar {
      if node.isNull(in: tree) {
        append(field, .absent, place)
      } else {
        readScalar(field, node, index, place, kind)
      }
      return
    }
    switch field.type {
    case .map(let fields), .referenceOrMap(_, let fields):
      guard node.isMapping else { break }
      readNested(field, place) { $0.readMapping(index, fields: fields, kind: kind, isTop: false) }
      return
    case .datesByPerson, .ruleSettings, .thresholds:
      guard node.isMapping else { break }
      readNested(field, place) { $0.readEntries(field, index, kind) }
      return
    default: break
    }
    wrong(field, index, place, kind)
  }

  private mutating func readNested(_ field: Schema.Field, _ place: Range<Int>, _ body: (inout FileReading) -> Void) {
    let at = values.count
    append(field, .map, place)
    body(&self)
    values[at].count = UInt32(values.count - at)
  }

  /// A mapping whose keys are the user's own: each entry is a mapping of key text and one value.
  private mutating func readEntries(_ field: Schema.Field, _ mapping: Int, _ kind: Kind) {
    for (key, value) in pairs(of: mapping) {
      let keyNode = tree.nodes[key]
      let at = values.count
      let entryType: Schema.Field
      switch field.type {
      case .datesByPerson:
        let person = fold(keyNode, dropsAt: true)
        append(Schema.Field(.entry, .text, ""), .map, keyNode.place)
        append(Schema.Field(.person, .text, ""), .reference, keyNode.place, text: person, wanted: .person)
        entryType = Schema.Field(.date, .date, "")
      case .ruleSettings:
        append(Schema.Field(.entry, .text, ""), .map, keyNode.place, text: keyNode.textRange)
        entryType = Schema.Field(.rule, .word(["off", "info", "warning", "error"]), "")
      default:
        let name = keyNode.text(in: tree)
        guard let threshold = Threshold(rawValue: name) else {
          problems.add(.unknownKey, at: keyNode.place) { .unknownThreshold(name, at: $0) }
          continue
        }
        append(Schema.Field(.entry, .text, ""), .map, keyNode.place, text: keyNode.textRange)
        entryType = Schema.Field(.thresholds, threshold.isPercent ? .percent : .number, "")
      }
      let node = tree.nodes[value]
      if node.isScalar {
        let entry = keyNode.text(in: tree)
        if !node.isNull(in: tree) { readScalar(entryType, of: entry, node, value, node.place, kind) }
      } else {
        wrong(entryType, of: keyNode.text(in: tree), value, node.place, kind)
      }
      values[at].count = UInt32(values.count - at)
    }
  }

  /// `entry` is the user's own key in front of the value, where that tells more than the field's.
  private mutating func readScalar(
    _ field: Schema.Field, of entry: String? = nil, _ node: Node, _ index: Int, _ place: Range<Int>, _ kind: Kind
  ) {
    let range = node.textRange
    let text = tree.text[range]
    switch field.type {
    case .text, .path, .glob:
      append(field, .text, place, text: range)
      return
    case .word(let words):
      if let word = words.firstIndex(where: { $0.utf8.elementsEqual(text) }) {
        append(field, .word, place, text: range, payload: word)
        return
      }
    case .date:
      if let date = CivilDate(text) {
        append(field, .date, place, text: range, payload: Int(date.days))
        return
      }
    case .percent:
      if let percent = Numbers.percent(text) {
        append(field, .percent, place, text: range, payload: percent)
        return
      }
    case .number:
      if let number = Numbers.whole(text), number >= Numbers.least(of: field) {
        append(field, .number, place, text: range, payload: number)
        return
      }
    case .decimal:
      if Numbers.isDecimal(text) {
        append(field, .decimal, place, text: range)
        return
      }
    case .yesNo:
      let word = String(decoding: text, as: UTF8.self)
      if ["yes", "no", "true", "false"].contains(word) {
        append(field, .yesNo, place, text: range, payload: word == "yes" || word == "true" ? 1 : 0)
        return
      }
    case .version:
      if Version(String(decoding: text, as: UTF8.self)) != nil {
        append(field, .text, place, text: range)
        return
      }
    case .wordOrReference(let word, _) where word.utf8.elementsEqual(text):
      append(field, .word, place, text: range)
      return
    case .reference(let wanted), .referenceOrMap(let wanted, _), .wordOrReference(_, let wanted):
      let folded = fold(node, dropsAt: true)
      let isPlaceholder = folded.count <= 20 && Placeholder.matches(String(decoding: tree.text[folded], as: UTF8.self))
      append(field, isPlaceholder ? .placeholder : .reference, place, text: folded, wanted: wanted)
      return
    case .map, .datesByPerson, .ruleSettings, .thresholds:
      break
    }
    wrong(field, of: entry, index, place, kind)
  }

  private mutating func wrong(
    _ field: Schema.Field, of entry: String? = nil, _ index: Int, _ place: Range<Int>, _ kind: Kind
  ) {
    let node = tree.nodes[index]
    problems.add(.wrongType, at: firstLinePart(of: place)) {
      .wrongType(field, of: entry, node, in: tree, kind: kind, at: $0)
    }
    append(field, .invalid, place, text: node.textRange)
  }

  private func firstLinePart(of place: Range<Int>) -> Range<Int> {
    let line = tree.lines.line(at: place.lowerBound)
    let end = tree.lines.text(ofLine: line + 1, in: bytes).endIndex
    return place.lowerBound..<max(place.lowerBound, min(place.upperBound, end))
  }

  /// A reference's text, trimmed, without one leading `@`, in lower case: a range of the text.
  private mutating func fold(_ node: Node, dropsAt: Bool) -> Range<Int> {
    var range = node.textRange
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    while let first = tree.text[range].first, isSpace(first) { range = range.lowerBound + 1..<range.upperBound }
    while let last = tree.text[range].last, isSpace(last) { range = range.lowerBound..<range.upperBound - 1 }
    if dropsAt, tree.text[range].first == UInt8(ascii: "@") { range = range.lowerBound + 1..<range.upperBound }
    let isLower = tree.text[range].allSatisfy { $0 < 0x80 && !($0 >= 0x41 && $0 <= 0x5A) }
    if isLower { return range }
    let folded = Array(String(decoding: tree.text[range], as: UTF8.self).lowercased().utf8)
    if tree.text[range].elementsEqual(folded) { return range }
    let start = tree.text.count
    tree.text.append(contentsOf: folded)
    return start..<tree.text.count
  }
}

/// The texts of one list, to count a duplicate once in linear time.
private struct SeenTexts {
  private var texts: Set<ArraySlice<UInt8>> = []

  /// Whether `text` is new.
  mutating func insert(_ text: ArraySlice<UInt8>) -> Bool { texts.insert(text).inserted }
}

extension Node {
  /// The text's range in `SyntaxTree.text`.
  var textRange: Range<Int> { Int(textStart)..<Int(textStart) + Int(textCount) }
  /// The place in the file, in bytes.
  var place: Range<Int> { Int(start)..<Int(end) }

  func text(in tree: SyntaxTree) -> String { String(decoding: tree.text[textRange], as: UTF8.self) }

  /// Nothing, or a plain `~` or `null`, or an empty text.
  func isNull(in tree: SyntaxTree) -> Bool {
    guard isScalar else { return false }
    if textCount == 0 { return true }
    guard style == .plain else { return false }
    let text = tree.text[textRange]
    return textCount == 1 ? text.first == UInt8(ascii: "~") : textCount == 4 && text.elementsEqual("null".utf8)
  }
}
