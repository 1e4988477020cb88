/// A tree as the event lines of yaml-test-suite: what `stlctl syntax` prints.

extension SyntaxTree {
  /// One line an event, from `+STR` to `-STR`; a document without a root has no node events.
  package var events: [UInt8] {
    var out: [UInt8] = []
    out.append(contentsOf: "+STR\n".utf8)
    for document in documents {
      out.append(contentsOf: (document.hasExplicitStart ? "+DOC ---\n" : "+DOC\n").utf8)
      if let root = document.root { appendEvents(of: root, to: &out) }
      out.append(contentsOf: (document.hasExplicitEnd ? "-DOC ...\n" : "-DOC\n").utf8)
    }
    out.append(contentsOf: "-STR\n".utf8)
    return out
  }

  private func appendEvents(of root: Int, to out: inout [UInt8]) {
    // Collections that wait for their end: where they end, and their closing line.
    var open: [(end: Int, line: String)] = []
    var index = root
    let end = Int(nodes[root].next)
    while index < end {
      let node = nodes[index]
      switch node.style {
      case .blockMapping, .flowMapping:
        out.append(contentsOf: (node.style == .flowMapping ? "+MAP {}\n" : "+MAP\n").utf8)
        open.append((Int(node.next), "-MAP\n"))
      case .blockSequence, .flowSequence:
        out.append(contentsOf: (node.style == .flowSequence ? "+SEQ []\n" : "+SEQ\n").utf8)
        open.append((Int(node.next), "-SEQ\n"))
      case .plain, .singleQuoted, .doubleQuoted, .literal, .folded:
        appendScalar(node, to: &out)
      }
      index += 1
      while let last = open.last, last.end == index {
        out.append(contentsOf: last.line.utf8)
        open.removeLast()
      }
    }
  }

  private func appendScalar(_ node: Node, to out: inout [UInt8]) {
    let sign =
      switch node.style {
      case .singleQuoted: "'"
      case .doubleQuoted: "\""
      case .literal: "|"
      case .folded: ">"
      default: ":"
      }
    out.append(contentsOf: "=VAL ".utf8)
    out.append(contentsOf: sign.utf8)
    for byte in text[Int(node.textStart)..<Int(node.textStart + node.textCount)] {
      switch byte {
      case 0x5C: out.append(contentsOf: "\\\\".utf8)
      case 0x00: out.append(contentsOf: "\\0".utf8)
      case 0x08: out.append(contentsOf: "\\b".utf8)
      case 0x09: out.append(contentsOf: "\\t".utf8)
      case 0x0A: out.append(contentsOf: "\\n".utf8)
      case 0x0D: out.append(contentsOf: "\\r".utf8)
      default: out.append(byte)
      }
    }
    out.append(0x0A)
  }
}
