/// A value as YAML means it, before a schema looks at it: the oracle reads these, the emitter writes them as text.
indirect enum MadeValue: Equatable {
  /// Nothing, `~` or `null`, written plain.
  case absent
  case text(String)
  case list([MadeValue])
  case map([MadeKey])
}

/// One key of a mapping with its value.
struct MadeKey: Equatable {
  var name: String
  var value: MadeValue
}

/// What is wrong with a document that makes no entity.
enum Breakage: String, CaseIterable {
  case duplicateKey, duplicateQuotedKey, duplicateNestedKey, conflictMarker
  case unclosedList, unclosedMap, unclosedQuote, textAfterList, textAfterQuote, deeperKey, listInMapping
  case tabIndentation, reservedCharacter, barePlaceholder
  case anchor, alias, tag, mergeKey, complexKey
}

/// One document of a file: its keys in the order they are written, the kind key among them.
struct MadeDocument: Equatable {
  var keys: [MadeKey]
  var breakage: Breakage?
  /// Decides how the document is spelled; it never changes what it says.
  var style: UInt64 = 0

  subscript(name: String) -> MadeValue {
    keys.first { $0.name == name }?.value ?? .absent
  }
}

/// A file of an organisation, with a path from the root.
struct MadeFile: Equatable {
  var path: String
  var documents: [MadeDocument]
  var style: UInt64 = 0
}

/// An organisation as values, and the day on which it is looked at.
struct MadeOrganisation: Equatable {
  var files: [MadeFile]
  var today: PlainDay
}

extension MadeValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral
{
  init(stringLiteral text: String) { self = .text(text) }
  init(arrayLiteral items: MadeValue...) { self = .list(items) }
  init(nilLiteral: ()) { self = .absent }
  init(dictionaryLiteral pairs: (String, MadeValue)...) {
    self = .map(pairs.map { MadeKey(name: $0.0, value: $0.1) })
  }
}
