/// A pattern over paths, as in `.gitignore`: `*` and `?` within a name, `**` across folders, `[a-c]` for one character (a Unicode scalar).
///
/// A pattern without `/` (one at its end apart) matches a name at any depth; one that matches a folder matches all in it.
package struct Glob: Sendable, Equatable {
  private let parts: [[Unicode.Scalar]]
  private let isAnchored: Bool
  private static let anyFolders: [Unicode.Scalar] = ["*", "*"]

  package init(_ pattern: String) {
    var text = Array(pattern.unicodeScalars)[...]
    if text.starts(with: ["." as Unicode.Scalar, "/"]) { text = text.dropFirst(2) }
    isAnchored = text.dropLast().contains("/")
    parts = text.split(separator: "/").map { Array($0) }
  }

  /// A path relative to the root, cut once for many patterns.
  package struct Path {
    fileprivate let names: [ArraySlice<Unicode.Scalar>]

    package init(_ path: String) { names = Array(path.unicodeScalars).split(separator: "/") }
  }

  /// Whether the pattern matches `path`, or a folder above it.
  package func matches(_ path: Path) -> Bool {
    guard !parts.isEmpty else { return false }
    if !isAnchored { return path.names.contains { Glob.match(parts[0][...], $0) } }
    return matches(path.names)
  }

  /// Whether `parts` match `names` or a leading part of them; linear in parts × names.
  private func matches(_ names: [ArraySlice<Unicode.Scalar>]) -> Bool {
    // reachable[i]: the parts so far can have consumed the first i names.
    var reachable = [Bool](repeating: false, count: names.count + 1)
    reachable[0] = true
    for (position, part) in parts.enumerated() {
      var next = [Bool](repeating: false, count: names.count + 1)
      if part == Glob.anyFolders {
        var seen = false
        for index in 0...names.count {
          // At the end of a pattern it is about what is inside the folder.
          if position == parts.count - 1 { next[index] = seen }
          seen = seen || reachable[index]
          if position < parts.count - 1 { next[index] = seen }
        }
      } else {
        for index in 0..<names.count where reachable[index] && Glob.match(part[...], names[index]) {
          next[index + 1] = true
        }
      }
      reachable = next
    }
    // Every other pattern takes a folder with all that is in it.
    return parts.last == Glob.anyFolders ? reachable[names.count] : reachable[1...].contains(true)
  }

  /// Matches one name with `*`, `?` and `[…]`; backtracks to the last star only.
  private static func match(_ pattern: ArraySlice<Unicode.Scalar>, _ name: ArraySlice<Unicode.Scalar>) -> Bool {
    var patternIndex = pattern.startIndex
    var nameIndex = name.startIndex
    var star: (pattern: Int, name: Int)?
    while nameIndex < name.endIndex {
      if patternIndex < pattern.endIndex, pattern[patternIndex] == "*" {
        star = (patternIndex + 1, nameIndex)
        patternIndex += 1
      } else if let next = step(pattern, patternIndex, name[nameIndex]) {
        patternIndex = next
        nameIndex += 1
      } else if let (pattern, name) = star {
        star = (pattern, name + 1)
        patternIndex = pattern
        nameIndex = name + 1
      } else {
        return false
      }
    }
    while patternIndex < pattern.endIndex, pattern[patternIndex] == "*" { patternIndex += 1 }
    return patternIndex == pattern.endIndex
  }

  /// The index behind the pattern element at `index` when it takes `scalar`.
  private static func step(_ pattern: ArraySlice<Unicode.Scalar>, _ index: Int, _ scalar: Unicode.Scalar) -> Int? {
    guard index < pattern.endIndex else { return nil }
    switch pattern[index] {
    case "?": return index + 1
    case "[":
      guard let close = pattern[(index + 1)...].firstIndex(of: "]"), close > index + 1 else { break }
      var inner = pattern[index + 1..<close]
      let isNegated = inner.first == "!" || inner.first == "^"
      if isNegated { inner = inner.dropFirst() }
      var found = false
      var at = inner.startIndex
      while at < inner.endIndex {
        if at + 2 < inner.endIndex, inner[at + 1] == "-" {
          found = found || inner[at] <= scalar && scalar <= inner[at + 2]
          at += 3
        } else {
          found = found || inner[at] == scalar
          at += 1
        }
      }
      return found != isNegated ? close + 1 : nil
    default: break
    }
    return pattern[index] == scalar ? index + 1 : nil
  }
}
