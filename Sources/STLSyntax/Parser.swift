/// The parser's state, and the top of the grammar: a stream of documents.
///
/// A function that reads a node returns false when it reported a problem; every collection on the way out then closes
/// itself, so that the tree stays whole, and the root mapping goes on at its next key.

import STLText

/// A recursive-descent parser over painted bytes (see `Prescan`); its depth is bounded by `Limit.depth`.
struct Parser: ~Copyable {
  let source: Source
  /// The next byte to read.
  var position: Int
  /// Where the line of `position` starts.
  var lineStart: Int
  /// Spaces before the first content of the line that `nextLine` stopped at, or -1 at the end of the document.
  var column = -1
  /// A tab stands between the spaces and the content of that line.
  var hasTab = false
  /// What lay between the last content and that line: line breaks, a comment, the smallest column of a tab on a blank line.
  var breaks = 0
  var crossedComment = false
  var blankTab = Int.max

  var nodes: [Node] = []
  /// Text of scalars that the file does not spell as it reads; stands behind the file's bytes in the tree.
  var decoded: [UInt8] = []
  /// Length of the text in front of `decoded`.
  let sourceCount: Int
  /// End of the last scalar or closing bracket.
  var lastEnd = 0

  /// Index of the first node of the current document.
  var firstNode = 0
  /// Open collections of both kinds.
  var depth = 0
  /// Spaces that each line of the open flow collection needs.
  var flowIndent = 0
  /// Keys of the open mappings.
  var keys: [KeyMark] = []
  /// Some key has an escape or folded lines, so that its bytes in the file do not tell what it reads.
  var hasDecodedKey = false

  var documents: [Document] = []
  var problems: [Problem] = []
  /// The current document has a problem.
  var isBroken = false
  /// Reading of the current document went on behind a problem: repeated keys are not reported any more.
  var hasRecovered = false
  /// Recovery starts behind the line that holds this byte.
  var resume = 0

  /// For the numbers of lines in messages.
  let lines: LineTable

  init(_ bytes: [UInt8], in range: Range<Int>, lines: LineTable, sourceCount: Int) {
    source = Source(bytes: bytes, limit: range.upperBound)
    self.lines = lines
    self.sourceCount = sourceCount
    position = range.lowerBound
    lineStart = range.lowerBound
    nodes.reserveCapacity(range.count / 12 + 4)
    keys.reserveCapacity(48)
  }

  /// The next byte, or 0 at the end.
  var byte: UInt8 { position < source.limit ? source.bytes[position] : 0 }

  /// Reports `problem`; always false, so that a reader can return it.
  mutating func fail(_ problem: Problem) -> Bool {
    report(problem)
    return false
  }

  mutating func report(_ problem: Problem) {
    isBroken = true
    resume = max(resume, problem.place.lowerBound)
    // The lines of a patch all have the same mistake.
    if problem.message.hasSuffix(Problem.patchMessage) { resume = source.limit }
    if problems.count < Limit.problems { problems.append(problem) }
  }
}

extension Parser {
  /// Reads all documents.
  mutating func parseStream() {
    firstLine()
    while position < source.limit {
      if column < 0, byte == UInt8(ascii: ".") {
        // A document end with no document before it.
        isBroken = false
        let start = position
        position += 3
        if !endLine() {
          documents.append(Document(root: nil, start: start, end: position, isBroken: true))
          skipDocument()
        }
        continue
      }
      parseDocument()
    }
  }

  private mutating func parseDocument() {
    isBroken = false
    hasRecovered = false
    resume = position
    let rootIndex = nodes.count
    firstNode = rootIndex
    var document = Document(root: nil, start: position, end: position)
    var isRead = true
    while column == 0, byte == UInt8(ascii: "%") { isRead = parseDirective() }
    if column < 0, position < source.limit, byte == UInt8(ascii: "-") {
      document.hasExplicitStart = true
      isRead = parseMarkedRoot()
    } else if column >= 0 {
      isRead = parseNode(parent: -1, column: column, place: hasTab ? .tabbed : .block)
    } else if isBroken {
      isRead = true
    }
    if isRead, column >= 0 { isRead = fail(leftover()) }
    if !isRead { recoverRoot(rootIndex) }
    if nodes.count > rootIndex { document.root = rootIndex }
    document.end = position
    if column < 0, position < source.limit, byte == UInt8(ascii: ".") {
      document.hasExplicitEnd = true
      position += 3
      document.end = position
      if !endLine() {
        skipDocument()
      }
    }
    if isEmptyTail(document) { report(.emptyDocument(at: document.start..<document.start + 3)) }
    document.isBroken = isBroken
    documents.append(document)
  }

  /// A `---` behind another document's content with nothing, not even a comment, before the end of the file: the mistake of those who
  /// take it for the end of a document.
  private func isEmptyTail(_ document: Document) -> Bool {
    guard document.hasExplicitStart, !document.hasExplicitEnd, position >= source.limit, let root = document.root,
      let before = documents.last, let previous = before.root
    else { return false }
    guard nodes[root].isScalar, nodes[root].start == nodes[root].end, nodes[previous].start < nodes[previous].end
    else { return false }
    return source.bytes[document.start + 3..<source.limit].allSatisfy { $0.isBlank || $0.endsLine }
  }

  /// The root behind `---`.
  private mutating func parseMarkedRoot() -> Bool {
    position += 3
    let end = position
    position = source.skipBlanks(position)
    if byte.endsLine || byte == UInt8(ascii: "#") {
      guard endLine() else { return false }
      if column < 0 {
        appendEmpty(at: end)
        return true
      }
      return parseNode(parent: -1, column: column, place: hasTab ? .tabbed : .block)
    }
    return parseNode(parent: -1, column: position - lineStart, place: .marker)
  }

  /// `%YAML` and other directives: refused, and the line skipped.
  private mutating func parseDirective() -> Bool {
    let end = source.contentEnd(position)
    report(.directive(source.text(position..<end), at: position..<end))
    position = source.lineEnd(position)
    nextLine()
    return true
  }

  /// After a problem outside the root mapping: drops a root that is not a mapping and looks for the next top-level key.
  private mutating func recoverRoot(_ rootIndex: Int) {
    while true {
      if nodes.count > rootIndex, nodes[rootIndex].isMapping { return skipDocument() }
      guard problems.count < Limit.problems, recover(column: 0) else { return skipDocument() }
      nodes.removeSubrange(rootIndex...)
      if parseNode(parent: -1, column: 0, place: .block) {
        if column < 0 { return }
        report(leftover())
      }
    }
  }

  /// Skips to the next document marker.
  private mutating func skipDocument() {
    position = source.lineEnd(max(position, lineStart))
    while true {
      if position >= source.limit {
        column = -1
        return
      }
      position = source.skipBreak(position)
      lineStart = position
      if source.isMarker(position) {
        column = -1
        return
      }
      position = source.lineEnd(position)
    }
  }

  /// Goes on at the next line behind the last problem that has a key at `wanted`; false at the document's end.
  mutating func recover(column wanted: Int) -> Bool {
    var index = source.lineEnd(resume)
    while true {
      if index >= source.limit {
        position = source.limit
        column = -1
        return false
      }
      index = source.skipBreak(index)
      lineStart = index
      if source.isMarker(index) {
        position = index
        column = -1
        return false
      }
      let end = source.lineEnd(index)
      var first = index
      while first < end, source.bytes[first] == .space { first += 1 }
      if first - index == wanted, source.looksLikeKey(first, end) {
        position = first
        column = wanted
        hasTab = false
        resume = first
        return true
      }
      index = end
    }
  }
}
