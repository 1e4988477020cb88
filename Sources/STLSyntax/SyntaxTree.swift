/// The syntax room: bytes of a file to a flat tree and a list of problems.
///
/// It never fails and knows no entity. Whatever it accepts means what YAML 1.2 says it means; whatever it does not
/// accept is a problem with a place and a way out, and parsing goes on at the next document or key.

package import STLText

/// A file read as YAML: nodes in preorder, documents, problems.
package struct SyntaxTree: Sendable {
  /// The file's bytes, then the decoded text of scalars whose text is not spelled in the file as it reads.
  package var text: [UInt8]
  /// How many bytes of `text` are the file's own.
  package var sourceCount: Int
  package var lines: LineTable
  /// In preorder: a mapping's children are key, value, key, value …, and each child is a subtree.
  package var nodes: [Node]
  package var documents: [Document]
  /// In order of their place.
  package var problems: [Problem]

  package init(
    text: [UInt8], sourceCount: Int, lines: LineTable, nodes: [Node] = [], documents: [Document] = [],
    problems: [Problem] = []
  ) {
    self.text = text
    self.sourceCount = sourceCount
    self.lines = lines
    self.nodes = nodes
    self.documents = documents
    self.problems = problems
  }
}

/// A node of a syntax tree: 24 bytes, no references.
package struct Node: Sendable, Equatable {
  package enum Style: UInt8, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
    case blockMapping, flowMapping, blockSequence, flowSequence
  }

  package var style: Style
  /// Place in the file, in bytes: an empty plain scalar has `start == end`, just behind its key's colon or its dash.
  package var start: UInt32
  package var end: UInt32
  /// Text of a scalar as a range of `SyntaxTree.text`; empty for collections.
  package var textStart: UInt32
  package var textCount: UInt32
  /// Index of the node behind this node's subtree.
  package var next: UInt32

  package init(style: Style, start: UInt32, end: UInt32, textStart: UInt32 = 0, textCount: UInt32 = 0, next: UInt32 = 0)
  {
    self.style = style
    self.start = start
    self.end = end
    self.textStart = textStart
    self.textCount = textCount
    self.next = next
  }

  package var isScalar: Bool { style.rawValue <= Style.folded.rawValue }
  package var isMapping: Bool { style == .blockMapping || style == .flowMapping }
  package var isSequence: Bool { style == .blockSequence || style == .flowSequence }
}

/// One document of a file.
package struct Document: Sendable, Equatable {
  /// Index of the root node, or nil where a problem left nothing readable.
  package var root: Int?
  /// Place in the file, in bytes.
  package var start: Int
  package var end: Int
  /// A problem lies in this document: nothing of it may become an entity, though `root` may hold what was readable.
  package var isBroken: Bool
  package var hasExplicitStart: Bool
  package var hasExplicitEnd: Bool

  package init(
    root: Int?, start: Int, end: Int, isBroken: Bool = false, hasExplicitStart: Bool = false,
    hasExplicitEnd: Bool = false
  ) {
    self.root = root
    self.start = start
    self.end = end
    self.isBroken = isBroken
    self.hasExplicitStart = hasExplicitStart
    self.hasExplicitEnd = hasExplicitEnd
  }
}

/// Something wrong with a file, before anything is known of the other files.
package struct Problem: Sendable, Equatable {
  /// What is wrong; each is one rule of the FILE family.
  package enum Kind: UInt8, Sendable {
    case unreadable, notUTF8, syntaxError, unsupported, duplicateKey, noKindKey, unknownKey, wrongType
    case missingKey, invalidID, tooLarge, conflictMarker
  }

  /// A sentence under a problem, with an optional place in the same file in bytes.
  package struct Hint: Sendable, Equatable {
    package var message: String
    package var place: Range<Int>?
    package var isWayOut: Bool

    package init(_ message: String, at place: Range<Int>? = nil, isWayOut: Bool = false) {
      self.message = message
      self.place = place
      self.isWayOut = isWayOut
    }

    package static func wayOut(_ message: String) -> Hint { Hint(message, isWayOut: true) }
  }

  package var kind: Kind
  package var severity: Severity
  /// Place in the file, in bytes.
  package var place: Range<Int>
  /// Lower case, no full stop, user text in quotes, one fact.
  package var message: String
  package var hints: [Hint]

  package init(_ kind: Kind, at place: Range<Int>, _ message: String, hints: [Hint] = [], severity: Severity = .error) {
    self.kind = kind
    self.severity = severity
    self.place = place
    self.message = message
    self.hints = hints
  }
}
