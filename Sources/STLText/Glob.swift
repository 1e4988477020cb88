/// A pattern over paths, as in `.gitignore`: `*` and `?` within a name, `**` across folders, `[a-c]` for one character.
///
/// A pattern without `/` (one at its end apart) matches a name at any depth; one that matches a folder matches all in it.
package struct Glob: Sendable, Equatable {
  private let parts: [[UInt8]]
  private let isAnchored: Bool

  package init(_ pattern: String) {
    var text = pattern[...]
    if text.hasPrefix("./") { text = text.dropFirst(2) }
    isAnchored = text.dropLast().contains("/")
    parts = text.split(separator: "/").map { Array($0.utf8) }
  }

  /// A path relative to the root, cut once for many patterns.
  package struct Path {
    fileprivate let names: [ArraySlice<UInt8>]

    package init(_ path: String) { names = Array(path.utf8).split(separator: UInt8(ascii: "/")) }
  }

  /// Whether the pattern matches `path`, or a folder above it.
  package func matches(_ path: Path) -> Bool {
    guard !parts.isEmpty else { return false }
    if !isAnchored { return path.names.contains { Glob.match(parts[0][...], $0) } }
    return matches(path.names)
  }

  /// Whether `parts` match `names` or a leading part of them; linear in parts × names.
  private func matches(_ names: [ArraySlice<UInt8>]) -> Bool {
    // reachable[i]: the parts so far can have consumed the first i names.
    var reachable = [Bool](repeating: false, count: names.count + 1)
    reachable[0] = true
    for (position, part) in parts.enumerated() {
      var next = [Bool](repeating: false, count: names.count + 1)
      if part == Array("**".utf8) {
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
    return parts.last == Array("**".utf8) ? reachable[names.count] : reachable[1...].contains(true)
  }

  /// Matches one name with `*`, `?` and `[…]`; backtracks to the last star only.
  private static func match(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    var patternIndex = pattern.startIndex
    var nameIndex = name.startIndex
    var star: (pattern: Int, name: Int)?
    while nameIndex < name.endIndex {
      if patternIndex < pattern.endIndex, pattern[patternIndex] == UInt8(ascii: "*") {
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
    while patternIndex < pattern.endIndex, pattern[patternIndex] == UInt8(ascii: "*") { patternIndex += 1 }
    return patternIndex == pattern.endIndex
  }

  /// The index behind the pattern element at `index` when it takes `byte`.
  private static func step(_ pattern: ArraySlice<UInt8>, _ index: Int, _ byte: UInt8) -> Int? {
    guard index < pattern.endIndex else { return nil }
    switch pattern[index] {
    case UInt8(ascii: "?"): return index + 1
    case UInt8(ascii: "["):
      guard let close = pattern[(index + 1)...].firstIndex(of: UInt8(ascii: "]")), close > index + 1 else { break }
      var inner = pattern[index + 1..<close]
      let isNegated = inner.first == UInt8(ascii: "!") || inner.first == UInt8(ascii: "^")
      if isNegated { inner = inner.dropFirst() }
      var found = false
      var at = inner.startIndex
      while at < inner.endIndex {
        if at + 2 < inner.endIndex, inner[at + 1] == UInt8(ascii: "-") {
          found = found || inner[at] <= byte && byte <= inner[at + 2]
          at += 3
        } else {
          found = found || inner[at] == byte
          at += 1
        }
      }
      return found != isNegated ? close + 1 : nil
    default: break
    }
    return pattern[index] == byte ? index + 1 : nil
  }
}
