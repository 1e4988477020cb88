/// A version of the program: major, minor, patch.
package struct Version: Sendable, Comparable, CustomStringConvertible {
  package var parts: [Int]

  package init(_ parts: Int...) { self.parts = parts + [Int](repeating: 0, count: max(0, 3 - parts.count)) }

  /// Digits of one part.
  private static let digitsMax = 9

  /// Reads `1`, `1.2` or `1.2.3`, else nil.
  package init?(_ text: some StringProtocol) {
    let words = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard words.count <= 3 else { return nil }
    parts = []
    for word in words {
      guard (1...Version.digitsMax).contains(word.count), word.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
        return nil
      }
      parts.append(word.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    parts += [Int](repeating: 0, count: 3 - parts.count)
  }

  package var description: String { parts.map { String($0) }.joined(separator: ".") }
  package static func < (left: Version, right: Version) -> Bool { left.parts.lexicographicallyPrecedes(right.parts) }

  /// The version of this program.
  package static let current = Version(0, 1, 0)
  /// The first version: what `rules_as_of` means where it is left out.
  package static let first = Version(0, 1)
}
