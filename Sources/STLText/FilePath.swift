/// A path with `/`, or one name of it: equal where the bytes are, as in a file system.
///
/// Texts are equal where Unicode calls them so: `é` as one letter and `é` as `e` with an accent are two files and one
/// `String`, so that a `String` is no key of a file and no two paths are compared as texts.
package struct FilePath: Sendable, ExpressibleByStringLiteral {
  package let text: String

  package init(_ text: String) { self.text = text }

  package init(stringLiteral text: String) { self.text = text }

  /// Nil where the bytes are not UTF-8.
  package init?(bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    self.text = text
  }

  /// The root.
  package var isEmpty: Bool { text.isEmpty }

  /// Whether `path` is this one or lies below it.
  package func holds(_ path: FilePath) -> Bool {
    let (folder, path) = (text.utf8, path.text.utf8)
    guard path.starts(with: folder) else { return false }
    return path.count == folder.count || path.dropFirst(folder.count).first == UInt8(ascii: "/")
  }

  package static func join(_ directory: FilePath, _ name: FilePath) -> FilePath {
    directory.isEmpty ? name : FilePath(directory.text + "/" + name.text)
  }

  /// The directory that holds `path` and the name in it; nil for the root.
  package static func split(_ path: FilePath) -> (directory: FilePath, name: FilePath)? {
    if path.isEmpty { return nil }
    let text = path.text
    guard let cut = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (FilePath(String(text[..<cut])), FilePath(String(text[text.utf8.index(after: cut)...])))
  }
}

extension FilePath: Hashable {
  package static func == (left: FilePath, right: FilePath) -> Bool {
    left.text.utf8.count == right.text.utf8.count && left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Eight bytes at a time; the hash of a `String` is the same for all spellings of it, of which a long name has many.
  package func hash(into hasher: inout Hasher) {
    var word: UInt64 = 0
    var count = 0
    for byte in text.utf8 {
      word = word << 8 | UInt64(byte)
      count += 1
      if count & 7 == 0 { hasher.combine(word) }
    }
    hasher.combine(word)
    hasher.combine(count)
  }
}

extension FilePath: Comparable {
  /// The order of bytes.
  package static func < (left: FilePath, right: FilePath) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}
