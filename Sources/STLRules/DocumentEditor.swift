import STLGraph
import STLModel
import STLSyntax
import STLText

/// Finds the documents that the fixes of one rule edit; remembers the last one, since rules go through entities in order.
package struct FixMaker {
  private var last: (file: SourceFile, tree: SyntaxTree)?
  private var lastDocument: (node: Graph.Node, editor: DocumentEditor?)?
  private var count = 0

  /// Fixes that one rule makes in one evaluation; further findings have theirs when these have been applied.
  package static let fixesMax = 1000

  /// The document of an entity, or nil where the file on disk is not the one that the entity was read from.
  mutating func document(of node: Graph.Node, in graph: Graph) -> DocumentEditor? {
    guard count < FixMaker.fixesMax else { return nil }
    count += 1
    if let lastDocument, lastDocument.node == node { return lastDocument.editor }
    let editor = editor(of: node, in: graph)
    lastDocument = (node, editor)
    return editor
  }

  private mutating func editor(of node: Graph.Node, in graph: Graph) -> DocumentEditor? {
    guard !graph.stale.contains(node) else { return nil }
    let entity = graph.entities[node]
    let file = entity.file
    if last?.file !== file {
      let isMarkdown = file.bodyStart != nil
      guard let tree = isMarkdown ? SyntaxTree.frontMatter(of: file.bytes)?.tree : SyntaxTree(file.bytes) else {
        return nil
      }
      last = (file, tree)
    }
    guard let tree = last?.tree, let root = FixMaker.root(at: entity.span.document.lowerBound, in: tree) else {
      return nil
    }
    return DocumentEditor(file, tree, root: root)
  }

  private static func root(at start: Int, in tree: SyntaxTree) -> Int? {
    let found = tree.documents.partitionPoint { $0.start < start }
    guard found < tree.documents.count, tree.documents[found].start == start else { return nil }
    return tree.documents[found].root
  }
}

/// Edits of one document that keep layout and every comment.
///
/// A comment within or behind what is removed stays too: it may be about more than its line.
struct DocumentEditor {
  private let path: String
  private let bytes: [UInt8]
  private let tree: SyntaxTree
  /// The document's mapping.
  private let root: Int
  /// Places of the scalars that are not empty, in order: a `#` in one of them starts no comment.
  private let scalars: [Range<Int>]

  init(_ file: SourceFile, _ tree: SyntaxTree, root: Int) {
    path = file.path
    bytes = file.bytes
    self.tree = tree
    self.root = root
    scalars = tree.nodes[root..<Int(tree.nodes[root].next)].lazy.filter { $0.isScalar && $0.start < $0.end }.map {
      Int($0.start)..<Int($0.end)
    }
  }

  /// Removes the entry that holds byte `offset` from the list under `key`, or the key where it is the only one.
  func removingItem(at offset: Int, under key: Key) -> [Edit] {
    guard let index = pairs.firstIndex(where: { isNamed($0.key, key) }) else { return [] }
    let list = pairs[index].value
    let items = tree.nodes[list].isSequence ? children(of: list) : []
    guard items.count > 1, let item = items.lastIndex(where: { tree.nodes[$0].start <= offset }) else {
      return removing(pairAt: index)
    }
    if tree.nodes[list].style == .flowSequence { return removing(item, of: items.map(place)) }
    // From its dash, which stands behind the entry before it.
    let before = item == 0 ? Int(tree.nodes[list].start) : place(items[item - 1]).upperBound
    var dash = before
    while dash < bytes.count, bytes[dash] != UInt8(ascii: "-") {
      if bytes[dash] == UInt8(ascii: "#") { dash = lineEnd(dash) } else { dash += 1 }
    }
    return removing(dash..<place(items[item]).upperBound)
  }

  /// Sets `key` to `text` and removes `other`, in whose place the key stands where there was none; nil where there is
  /// no `other`, or `text` takes several lines.
  func setting(_ key: Key, to text: String, insteadOf other: Key) -> [Edit]? {
    guard let gone = pairs.firstIndex(where: { isNamed($0.key, other) }), !text.utf8.contains(where: isBreak) else {
      return nil
    }
    guard let pair = pairs.first(where: { isNamed($0.key, key) }) else {
      return removing(place(ofPair: pairs[gone]), putting: "\(key.rawValue): \(text)")
    }
    return setting(pair, to: text) + removing(pairAt: gone)
  }

  // MARK: The tree

  private typealias Pair = (key: Int, value: Int)

  private func children(of collection: Int) -> [Int] {
    var found: [Int] = []
    var index = collection + 1
    while index < Int(tree.nodes[collection].next) {
      found.append(index)
      index = Int(tree.nodes[index].next)
    }
    return found
  }

  private var pairs: [Pair] {
    let nodes = children(of: root)
    return stride(from: 0, to: nodes.count - 1, by: 2).map { (nodes[$0], nodes[$0 + 1]) }
  }

  private func isNamed(_ node: Int, _ key: Key) -> Bool {
    let node = tree.nodes[node]
    return tree.text[Int(node.textStart)..<Int(node.textStart) + Int(node.textCount)].elementsEqual(key.rawValue.utf8)
  }

  /// What a node is written with, without line breaks at its end.
  private func place(_ index: Int) -> Range<Int> {
    let node = tree.nodes[index]
    let isWritten: (Node) -> Bool = { $0.isScalar || $0.style == .flowMapping || $0.style == .flowSequence }
    var end = tree.nodes[index..<Int(node.next)].lazy.filter(isWritten).map { Int($0.end) }.max() ?? Int(node.end)
    while end > Int(node.start), isBreak(bytes[end - 1]) { end -= 1 }
    return Int(node.start)..<end
  }

  private func place(ofPair pair: Pair) -> Range<Int> {
    Int(tree.nodes[pair.key].start)..<max(place(pair.value).upperBound, Int(tree.nodes[pair.key].end))
  }

  // MARK: Edits

  private func setting(_ pair: Pair, to text: String) -> [Edit] {
    let value = place(pair.value)
    if !value.isEmpty, tree.lines.line(at: value.lowerBound) == tree.lines.line(at: Int(tree.nodes[pair.key].end)) {
      return removing(value, putting: text)
    }
    // The value is empty, or stands on lines of its own.
    var colon = Int(tree.nodes[pair.key].end)
    while colon < bytes.count, isBlank(bytes[colon]) { colon += 1 }
    let isThere = colon < bytes.count && bytes[colon] == UInt8(ascii: ":")
    let at = isThere ? colon + 1 : Int(tree.nodes[pair.key].end)
    return [Edit(path: path, start: at, end: at, text: (isThere ? " " : ": ") + text)] + removing(value)
  }

  private func removing(pairAt index: Int) -> [Edit] {
    guard tree.nodes[root].style == .flowMapping else { return removing(place(ofPair: pairs[index])) }
    return removing(index, of: pairs.map(place(ofPair:)))
  }

  /// Removes one of the entries of a flow collection, with the comma that parts it from the others.
  private func removing(_ index: Int, of entries: [Range<Int>]) -> [Edit] {
    if index + 1 < entries.count { return removing(entries[index].lowerBound..<entries[index + 1].lowerBound) }
    return removing((index > 0 ? entries[index - 1].upperBound : entries[index].lowerBound)..<entries[index].upperBound)
  }

  /// Removes `range` line by line, lines that get empty with it, and puts `text` where it began.
  private func removing(_ range: Range<Int>, putting text: String = "") -> [Edit] {
    var edits: [Edit] = []
    var text = text
    func cut(_ start: Int, _ end: Int) {
      if let last = edits.last, last.end == start, text.isEmpty {
        edits[edits.count - 1].end = end
      } else {
        edits.append(Edit(path: path, start: start, end: end, text: text))
        text = ""
      }
    }
    var at = range.lowerBound
    while at < range.upperBound {
      let line = tree.lines.line(at: at)
      let lineStart = Int(tree.lines.starts[line])
      let next = line + 1 < tree.lines.starts.count ? Int(tree.lines.starts[line + 1]) : bytes.count
      let textEnd = comment(from: at, lineStart) ?? lineEnd(at)
      let end = max(at, min(range.upperBound, textEnd))
      let isFirst = bytes[lineStart..<at].allSatisfy(isBlank)
      let isLast = bytes[end..<max(end, textEnd)].allSatisfy(isBlank)
      let hasComment = textEnd < lineEnd(at)
      while at < end, isFirst, isBlank(bytes[at]) { at += 1 }
      if isFirst, isLast, text.isEmpty {
        // Nothing is left of the line, or its comment.
        if !hasComment { cut(lineStart, next) } else if end > at { cut(at, textEnd) }
      } else if isLast {
        var last = end
        while last > at, isBlank(bytes[last - 1]) { last -= 1 }
        if last > at { cut(at, last) }
      } else if !bytes[at..<end].allSatisfy(isBlank) {
        cut(at, end)
      }
      at = next
    }
    return edits
  }

  /// Where the comment of the line starts, at `index` or behind it.
  private func comment(from index: Int, _ lineStart: Int) -> Int? {
    for at in index..<lineEnd(index) where bytes[at] == UInt8(ascii: "#") {
      if at == lineStart || isBlank(bytes[at - 1]), !isInScalar(at) { return at }
    }
    return nil
  }

  private func isInScalar(_ offset: Int) -> Bool {
    let found = scalars.partitionPoint { $0.upperBound <= offset }
    return found < scalars.count && scalars[found].contains(offset)
  }

  /// The line break at `index` or behind it, or the end of the file.
  private func lineEnd(_ index: Int) -> Int {
    var end = index
    while end < bytes.count, !isBreak(bytes[end]) { end += 1 }
    return end
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
