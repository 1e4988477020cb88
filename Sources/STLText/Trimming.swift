extension StringProtocol {
  /// Without white space at both ends.
  package var trimmed: SubSequence {
    var part = self[...]
    while let first = part.first, first.isWhitespace { part = part.dropFirst() }
    while let last = part.last, last.isWhitespace { part = part.dropLast() }
    return part
  }
}
