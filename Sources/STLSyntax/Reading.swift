/// From bytes to a tree: the first look, the painted copy, the parse, the order of the problems.

import STLText

extension SyntaxTree {
  /// Reads `bytes` as YAML; never fails.
  package init(_ bytes: [UInt8]) {
    self.init(bytes, in: 0..<bytes.count)
  }

  /// Reads bytes `range` of a file as YAML; places are those of the whole file.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    let scan = Prescan(bytes, in: range)
    let lines = LineTable(starts: scan.starts, in: bytes)
    if let invalid = scan.invalid {
      self.init(text: bytes, sourceCount: bytes.count, lines: lines)
      problems = [.notUTF8(at: invalid, hint: SyntaxTree.encodingHint(bytes, at: invalid))]
      return
    }
    var start = range.lowerBound
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    let forbidden = scan.forbidden.drop { $0 < start }
    let conflicts = scan.markers.isEmpty ? [] : SyntaxTree.conflicts(scan.markers, in: bytes, lines: lines)
    var painted = bytes
    if !forbidden.isEmpty || !conflicts.isEmpty {
      for index in forbidden {
        SyntaxTree.paint(&painted, Int(index)..<Int(index) + 1, with: UInt8(ascii: "_"))
      }
      for conflict in conflicts {
        for range in conflict.painted { SyntaxTree.paint(&painted, range, with: .space) }
      }
    }
    var parser = Parser(
      painted, in: min(start, range.upperBound)..<range.upperBound, lines: lines, sourceCount: bytes.count)
    parser.parseStream()

    var text = bytes
    if !parser.decoded.isEmpty { text.append(contentsOf: parser.decoded) }
    self.init(
      text: text, sourceCount: bytes.count, lines: lines, nodes: parser.nodes, documents: parser.documents,
      problems: parser.problems)
    if !forbidden.isEmpty || !conflicts.isEmpty { add(forbidden: forbidden, conflicts: conflicts) }
    if problems.count > 1 { sortProblems() }
  }

  /// An unresolved merge: what to report, and what the parser must not see: the markers and all sides but the first.
  private struct Conflict {
    var place: Range<Int>
    var painted: [Range<Int>] = []
    var end: Int
  }

  private static func conflicts(_ markers: [Int], in bytes: [UInt8], lines: LineTable) -> [Conflict] {
    var found: [Conflict] = []
    var isOpen = false
    var side: Int?
    for start in markers {
      let line = lines.line(at: start)
      let next = line + 1 < lines.starts.count ? Int(lines.starts[line + 1]) : bytes.count
      var end = next
      while end > start, bytes[end - 1].endsLine { end -= 1 }
      switch bytes[start] {
      case UInt8(ascii: "<") where !isOpen:
        isOpen = true
        side = nil
        found.append(Conflict(place: start..<end, painted: [start..<end], end: end))
      case UInt8(ascii: "="), UInt8(ascii: "|"):
        // Alone such a line may be text.
        if isOpen, side == nil { side = start }
      case UInt8(ascii: ">"):
        if isOpen {
          found[found.count - 1].painted.append((side ?? start)..<end)
          found[found.count - 1].end = end
        } else {
          found.append(Conflict(place: start..<end, painted: [start..<end], end: end))
        }
        isOpen = false
        side = nil
      default: break
      }
    }
    if isOpen, let side {
      let line = lines.line(at: side)
      let end = line + 1 < lines.starts.count ? Int(lines.starts[line + 1]) : bytes.count
      found[found.count - 1].painted.append(side..<end)
    }
    return found
  }

  private static func paint(_ bytes: inout [UInt8], _ range: Range<Int>, with byte: UInt8) {
    var length = range.count
    if length == 1 {
      while range.lowerBound + length < bytes.count, bytes[range.lowerBound + length] & 0xC0 == 0x80 { length += 1 }
    }
    for index in range.lowerBound..<range.lowerBound + length where !bytes[index].endsLine || bytes[index] == 0 {
      bytes[index] = byte
    }
  }

  /// Adds the problems of the first look; a document with a conflict keeps only that.
  private mutating func add(forbidden: ArraySlice<UInt32>, conflicts: [Conflict]) {
    var hidden: [ClosedRange<Int>] = []
    var first = 0
    for conflict in conflicts {
      let end = max(conflict.end, conflict.place.upperBound)
      while first < documents.count, documents[first].end < conflict.place.lowerBound { first += 1 }
      var index = first
      while index < documents.count, documents[index].start <= end {
        documents[index].isBroken = true
        hidden.append(documents[index].start...documents[index].end)
        index += 1
      }
    }
    // Twenty problems at most, so this is one look at the ranges each.
    problems.removeAll { problem in
      problem.kind != .conflictMarker && hidden.contains { $0.contains(problem.place.lowerBound) }
    }
    problems += conflicts.prefix(Limit.problems).map { .conflict(at: $0.place) }
    for index in documents.indices {
      let next = forbidden.partitionPoint { $0 < documents[index].start }
      if next < forbidden.endIndex, forbidden[next] <= documents[index].end { documents[index].isBroken = true }
    }
    problems += forbidden.prefix(Limit.problems).map { SyntaxTree.forbidden(text, at: Int($0)) }
    // A character before the first document or between two spoils the file as a whole.
    if documents.allSatisfy({ !$0.isBroken }) {
      for index in documents.indices { documents[index].isBroken = true }
    }
  }

  private mutating func sortProblems() {
    var order = problems.indices.map { $0 }
    order.sort {
      let (left, right) = (problems[$0].place.lowerBound, problems[$1].place.lowerBound)
      return left == right ? $0 < $1 : left < right
    }
    problems = order.prefix(Limit.problems).map { problems[$0] }
  }

  private static func forbidden(_ bytes: [UInt8], at index: Int) -> Problem {
    var end = index + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let scalar = String(decoding: bytes[index..<end], as: UTF8.self).unicodeScalars.first?.value ?? 0
    let digits = String(scalar, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let words: [UInt32: String] = [0: " (NUL)", 0x1B: " (escape)", 0x7F: " (delete)", 0xFEFF: " (byte order mark)"]
    return .forbidden(name + (words[scalar] ?? ""), at: index..<end)
  }

  private static func encodingHint(_ bytes: [UInt8], at index: Int) -> Problem.Hint {
    if index == 0, bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return .wayOut("the file is UTF-16: save it as UTF-8")
    }
    return .wayOut("save the file as UTF-8")
  }
}
