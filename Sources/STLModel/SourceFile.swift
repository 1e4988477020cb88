package import STLSyntax
package import STLText

/// One file of the root as it was read: its entities and its problems, known without any other file.
///
/// A pure function of path and bytes, so files can be read on several threads.
package final class SourceFile: Sendable {
  /// An entity as a range of the file's values.
  package struct Span: Sendable {
    package var kind: Kind
    /// Folded id as a range of `text`.
    package var id: Range<Int>
    /// Place of the id in the file, in bytes.
    package var place: Range<Int>
    /// Its values, in file order.
    package var values: Range<Int>
    /// Place of its document in the file, in bytes.
    package var document: Range<Int>
  }

  /// A document that makes no entity, and which it would have been where that much could be read.
  package struct Unread: Sendable {
    package var kind: Kind?
    package var id: String?
  }

  /// Largest file that is read, in bytes: 4 MiB.
  package static let bytesMax = 4 << 20

  /// Most problems of one kind that a file tells besides those of its syntax; the others are counted.
  package static let problemsMax = 100

  /// Relative to the root, with `/`.
  package let path: String
  private let hasASCIIPath: Bool
  /// The file as it is on disk.
  package let bytes: [UInt8]
  /// `bytes`, then text that is not spelled in the file as it reads.
  package let text: [UInt8]
  package let lines: LineTable
  package let values: [Value]
  package let entities: [Span]
  package let unread: [Unread]
  /// In order of their place.
  package let problems: [Problem]
  /// The file makes no entity at all: unreadable, too large or not UTF-8.
  package let isUnreadable: Bool
  /// Byte offset where the text of a Markdown file starts, behind its front matter.
  package let bodyStart: Int?

  /// Reads `bytes` as the file at `path`: front matter where the name ends in `.md`, else YAML.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    hasASCIIPath = path.utf8.allSatisfy { $0 < 0x80 }
    self.bytes = bytes
    var reading = FileReading(path: path, bytes: bytes)
    reading.run()
    text = reading.tree.text
    lines = reading.tree.lines
    values = reading.values
    entities = reading.entities
    unread = reading.unread
    problems = reading.problems.sorted()
    isUnreadable = problems.contains { $0.kind == .notUTF8 }
    bodyStart = reading.bodyStart
  }

  /// A file that could not be read at all: no entities, one problem.
  package init(path: String, problem: Problem) {
    self.path = path
    hasASCIIPath = path.utf8.allSatisfy { $0 < 0x80 }
    bytes = []
    text = []
    lines = LineTable()
    values = []
    entities = []
    unread = []
    problems = [problem]
    isUnreadable = problem.severity == .error
    bodyStart = nil
  }

  /// Byte order of paths: the order of every list of files.
  package static func precedes(_ left: SourceFile, _ right: SourceFile) -> Bool {
    // For ASCII the order of strings is that of their bytes, and the library compares them fast.
    if left.hasASCIIPath, right.hasASCIIPath { return left.path < right.path }
    return left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
  }

  /// The text of a range of `text`.
  package func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  /// The text of `value`.
  package func string(_ value: Value) -> String { string(value.text) }

  /// The text of the file itself at `range`.
  package func source(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The place of bytes `range`.
  package func place(_ range: Range<Int>) -> Place {
    lines.place(range.lowerBound, range.upperBound, in: bytes, path: path)
  }

  /// The entity whose document holds byte `offset`, or nil.
  package func entity(at offset: Int) -> Entity? {
    let found = entities.partitionPoint { $0.document.upperBound <= offset }
    guard found < entities.count, entities[found].document.lowerBound <= offset else { return nil }
    return Entity(file: self, index: found)
  }

  /// The entities as views.
  package var views: [Entity] { entities.indices.map { Entity(file: self, index: $0) } }
}

/// One entity of a file: a view that reads its values.
package struct Entity: Sendable {
  package let file: SourceFile
  package let index: Int

  package init(file: SourceFile, index: Int) {
    self.file = file
    self.index = index
  }

  package var span: SourceFile.Span { file.entities[index] }
  package var kind: Kind { span.kind }
  package var id: String { file.string(span.id) }
  /// `kind/id`.
  package var reference: String { kind.name + "/" + id }
  /// The place of its id.
  package var place: Place { file.place(span.place) }
  /// Every top-level value in file order.
  package var values: Children { Children(file: file, range: span.values) }

  /// The top-level values of `key`, in file order, absent ones left out.
  package func all(_ key: Key) -> [Value] { values.filter { $0.key == key && $0.tag != .absent } }
  /// The first top-level value of `key`, absent ones too.
  package func raw(_ key: Key) -> Value? { values.first { $0.key == key } }
  /// The first top-level value of `key` that has `tag`.
  package func first(_ key: Key, _ tag: Value.Tag) -> Value? { values.first { $0.key == key && $0.tag == tag } }

  package func text(_ key: Key) -> String? { first(key, .text).map(file.string) }
  package func word(_ key: Key) -> String? { first(key, .word).map(file.string) }
  package func date(_ key: Key) -> CivilDate? { first(key, .date)?.date }
  package func number(_ key: Key) -> Int? { first(key, .number).map { Int($0.payload) } }
  package func percent(_ key: Key) -> Int? { first(key, .percent).map { Int($0.payload) } }

  /// The values inside the mapping `value`.
  package func children(of value: Value, at index: Int) -> Children {
    Children(file: file, range: index + 1..<index + Int(value.count))
  }

  /// Every mapping under `key` with its children.
  package func maps(_ key: Key) -> [(value: Value, children: Children)] {
    var found: [(Value, Children)] = []
    values.forEachIndexed { index, value in
      if value.key == key, value.tag == .map { found.append((value, children(of: value, at: index))) }
    }
    return found
  }

  /// The title, or a person's name, for readers; nil where the files have none.
  package var title: String? { text(kind == .person ? .name : .title) }
}

/// Values side by side: the top level of an entity, or the inside of a mapping.
package struct Children: Sendable, Sequence {
  package let file: SourceFile
  package let range: Range<Int>

  package init(file: SourceFile, range: Range<Int>) {
    self.file = file
    self.range = range
  }

  package struct Iterator: IteratorProtocol {
    let file: SourceFile
    var index: Int
    let end: Int

    package mutating func next() -> Value? {
      guard index < end else { return nil }
      let value = file.values[index]
      index += Int(value.count)
      return value
    }
  }

  package func makeIterator() -> Iterator { Iterator(file: file, index: range.lowerBound, end: range.upperBound) }

  /// Calls `body` with each value and its index in `SourceFile.values`.
  package func forEachIndexed(_ body: (Int, Value) -> Void) {
    var index = range.lowerBound
    while index < range.upperBound {
      let value = file.values[index]
      body(index, value)
      index += Int(value.count)
    }
  }

  /// The first value of `key` with `tag`.
  package func first(_ key: Key, _ tag: Value.Tag) -> Value? { first { $0.key == key && $0.tag == tag } }
  package func date(_ key: Key) -> CivilDate? { first(key, .date)?.date }
  package func text(_ key: Key) -> String? { first(key, .text).map(file.string) }
  package func word(_ key: Key) -> String? { first(key, .word).map(file.string) }
  package func percent(_ key: Key) -> Int? { first(key, .percent).map { Int($0.payload) } }
}
