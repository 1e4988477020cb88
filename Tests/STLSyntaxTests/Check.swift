import STLSyntax
import STLText
import Testing

/// The events of `yaml` on one line: scalars without `=VAL`, those with a blank in brackets, and a single document of the
/// plain kind without its own events.
func events(_ yaml: String) -> String {
  let lines = String(decoding: SyntaxTree(Array(yaml.utf8)).events, as: UTF8.self).split(separator: "\n").map(
    String.init)
  var words: [String] = []
  for line in lines where line != "+STR" && line != "-STR" {
    guard line.hasPrefix("=VAL ") else {
      words.append(line)
      continue
    }
    let text = String(line.dropFirst(5))
    words.append(text.dropFirst().contains(" ") ? "⟨\(text)⟩" : text)
  }
  if words.first == "+DOC", words.last == "-DOC", words.count(where: { $0.hasPrefix("+DOC") }) == 1 {
    words = Array(words.dropFirst().dropLast())
  }
  return words.joined(separator: " ")
}

/// The problems of `yaml`, one string each: place, kind, message, hints.
func problems(_ yaml: String) -> [String] { problems(Array(yaml.utf8)) }

func problems(_ bytes: [UInt8]) -> [String] {
  let tree = SyntaxTree(bytes)
  return tree.problems.map { problem in
    let start = tree.lines.position(of: problem.place.lowerBound, in: bytes)
    let end = tree.lines.position(of: problem.place.upperBound, in: bytes)
    var line = "\(start.line):\(start.column)-\(end.line):\(end.column) \(problem.kind): \(problem.message)"
    for hint in problem.hints { line += " | \(hint.isWayOut ? "way out" : "note"): \(hint.message)" }
    return line
  }
}

/// Fails the test where the tree of `bytes` is not whole: children inside their parent, keys with values, lines as counted
/// anew, a broken document for each problem.
func checkWhole(_ bytes: [UInt8]) {
  let tree = SyntaxTree(bytes)
  #expect(tree.lines == LineTable(bytes.span))
  #expect(tree.sourceCount == bytes.count && tree.text.starts(with: bytes))
  var next = 0
  for root in tree.documents.compactMap(\.root) {
    #expect(root == next)
    next = checkNode(root, of: tree)
  }
  #expect(next == tree.nodes.count)
  #expect(tree.problems.isEmpty || tree.documents.isEmpty || tree.documents.contains(where: \.isBroken))
  #expect(tree.problems.count <= Limit.problems)
}

private func checkNode(_ index: Int, of tree: SyntaxTree) -> Int {
  let node = tree.nodes[index]
  #expect(node.start <= node.end && node.end <= UInt32(tree.sourceCount))
  #expect(Int(node.textStart + node.textCount) <= tree.text.count)
  var child = index + 1
  var count = 0
  while child < Int(node.next) {
    #expect(tree.nodes[child].start >= node.start && tree.nodes[child].end <= node.end)
    child = checkNode(child, of: tree)
    count += 1
  }
  #expect(child == Int(node.next))
  #expect(!node.isScalar || count == 0)
  #expect(!node.isMapping || count % 2 == 0)
  return child
}
