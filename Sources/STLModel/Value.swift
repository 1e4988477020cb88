package import STLText

/// One typed value of an entity, with its place: 32 bytes, no references.
///
/// An entity is a flat list of these in file order. A list is the same key again; a mapping is a value whose subtree
/// follows it. So every rule and report walks one shape.
package struct Value: Sendable, Equatable {
  /// How the value was read; `Schema.FieldType` says how it had to look.
  package enum Tag: UInt8, Sendable {
    /// Nothing, `~`, `null` or an empty list.
    case absent
    /// A word that stands for "nobody yet" where a reference belongs.
    case placeholder
    case text, word, date, percent, number, decimal, yesNo, reference, map
    /// Not what the field takes: reported as FILE008, the default holds.
    case invalid
  }

  package var key: Key
  package var tag: Tag
  /// The kind that a reference names.
  package var wanted: Kind
  /// Values in this subtree, itself included.
  package var count: UInt32
  /// Days of a date, percent, number, index of a word in its field, 1 for yes.
  package var payload: Int32
  /// Text as a range of `SourceFile.text`; a reference's is folded.
  package var textStart: UInt32
  package var textCount: UInt32
  /// Place of the value in the file, in bytes; of the key where the value is empty.
  package var start: UInt32
  package var end: UInt32

  /// The date of a date value.
  package var date: CivilDate { CivilDate(days: payload) }
  /// The text's range in `SourceFile.text`.
  package var text: Range<Int> { Int(textStart)..<Int(textStart) + Int(textCount) }
  /// The place in the file, in bytes.
  package var place: Range<Int> { Int(start)..<Int(end) }
}

/// Words that stand where a leader belongs and name nobody.
package enum Placeholder {
  private static let words: Set<String> = [
    "", "~", "null", "none", "tbd", "tba", "todo", "n/a", "na", "?", "-", "vacant", "unassigned", "nobody", "open",
    "unknown", "appointment needed", "to be decided", "to be determined",
  ]

  /// Whether folded `text` is a placeholder, addresses of the example domains apart.
  static func matches(_ text: String) -> Bool { words.contains(text) }

  /// Whether folded `text` is an address at a domain that is reserved for examples (RFC 2606).
  package static func isExampleAddress(_ text: String) -> Bool {
    text.hasSuffix("@example.org") || text.hasSuffix("@example.com") || text.hasSuffix("@example.net")
  }
}
