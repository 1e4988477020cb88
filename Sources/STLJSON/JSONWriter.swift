/// Writes JSON text piece by piece; members keep the order in which they are written.
///
/// ```
/// var writer = JSONWriter(.pretty)
/// writer.object { writer in
///   writer.field("version", 1)
///   writer.field("commit", commit)           // left out when nil
///   writer.field("ratio", orNull: ratio)     // null when nil
///   writer.array("rows", rows) { writer, row in
///     writer.object { writer in writer.field("id", row.id) }
///   }
/// }
/// writer.endLine()
/// ```
///
/// A call at the wrong place (a value without its key, a bracket that closes nothing) stops the program.
package struct JSONWriter: Sendable {
  /// `compact` has no white space, `pretty` one member or element a line, two spaces a level.
  package enum Style: Sendable {
    case compact, pretty
  }

  /// What may come next at one level.
  private enum Level {
    case array(isEmpty: Bool)
    case object(isEmpty: Bool)
    case member
  }

  /// The text so far.
  package private(set) var bytes: [UInt8] = []
  package let style: Style
  private var levels: [Level] = []
  private var isDone = false

  package init(_ style: Style = .compact) { self.style = style }

  /// True after a whole value at the top.
  package var isComplete: Bool { isDone && levels.isEmpty }

  /// Ends the value at the top with a newline; another value may follow, as in JSON Lines.
  package mutating func endLine() {
    precondition(isComplete, "a line ends after a whole value")
    bytes.append(UInt8(ascii: "\n"))
    isDone = false
  }

  /// The bytes so far, which the writer forgets: for output that leaves in parts.
  package mutating func takeBytes() -> [UInt8] {
    let taken = bytes
    bytes = []
    return taken
  }

  // MARK: Members

  /// A member, left out when `value` is nil.
  package mutating func field<Value: JSONWritable>(_ name: String, _ value: Value?) {
    guard let value else { return }
    key(name)
    value.write(to: &self)
  }

  /// A member, null when `value` is nil.
  package mutating func field<Value: JSONWritable>(_ name: String, orNull value: Value?) {
    key(name)
    if let value { value.write(to: &self) } else { null() }
  }

  /// A member that is an object with the members that `body` writes.
  package mutating func object<Failure: Error>(
    _ name: String, _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    key(name)
    try object(body)
  }

  /// A member that is an array with the elements that `body` writes.
  package mutating func array<Failure: Error>(
    _ name: String, _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    key(name)
    try array(body)
  }

  /// A member that is an array; `body` writes one value for each item.
  package mutating func array<Items: Sequence, Failure: Error>(
    _ name: String, _ items: Items, _ body: (inout JSONWriter, Items.Element) throws(Failure) -> Void
  ) throws(Failure) {
    key(name)
    beginArray()
    for item in items { try body(&self, item) }
    endArray()
  }

  // MARK: Values

  /// An object with the members that `body` writes.
  package mutating func object<Failure: Error>(
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    beginObject()
    try body(&self)
    endObject()
  }

  /// An array with the elements that `body` writes.
  package mutating func array<Failure: Error>(
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    beginArray()
    try body(&self)
    endArray()
  }

  /// A value: an element of an array, the value after `key`, or the one at the top.
  package mutating func value(_ value: some JSONWritable) { value.write(to: &self) }

  package mutating func null() { scalar("null") }

  package mutating func bool(_ value: Bool) { scalar(value ? "true" : "false") }

  package mutating func integer(_ value: Int) { scalar(String(value)) }

  /// The shortest text that reads back as the same number; null for what JSON has no number for.
  package mutating func double(_ value: Double) { scalar(value.isFinite ? value.description : "null") }

  package mutating func string(_ value: String) {
    beginValue()
    quoted(value)
    endValue()
  }

  /// One value that is JSON text already, written as it is.
  package mutating func raw(_ text: [UInt8]) {
    beginValue()
    bytes.append(contentsOf: text)
    endValue()
  }

  // MARK: Brackets

  package mutating func beginObject() {
    beginValue()
    bytes.append(UInt8(ascii: "{"))
    levels.append(.object(isEmpty: true))
  }

  package mutating func endObject() {
    guard case .object(let isEmpty) = levels.popLast() else { preconditionFailure("no object ends here") }
    if !isEmpty { newLine() }
    bytes.append(UInt8(ascii: "}"))
    endValue()
  }

  package mutating func beginArray() {
    beginValue()
    bytes.append(UInt8(ascii: "["))
    levels.append(.array(isEmpty: true))
  }

  package mutating func endArray() {
    guard case .array(let isEmpty) = levels.popLast() else { preconditionFailure("no array ends here") }
    if !isEmpty { newLine() }
    bytes.append(UInt8(ascii: "]"))
    endValue()
  }

  /// The name of the next member, which exactly one value must follow; names are not compared.
  package mutating func key(_ name: String) {
    guard case .object(let isEmpty) = levels.last else { preconditionFailure("a key stands in an object") }
    levels[levels.count - 1] = .object(isEmpty: false)
    separate(isFirst: isEmpty)
    quoted(name)
    bytes.append(UInt8(ascii: ":"))
    if style == .pretty { bytes.append(UInt8(ascii: " ")) }
    levels.append(.member)
  }

  // MARK: Text

  private mutating func scalar(_ text: String) {
    beginValue()
    bytes.append(contentsOf: text.utf8)
    endValue()
  }

  private mutating func beginValue() {
    switch levels.last {
    case .array(let isEmpty):
      levels[levels.count - 1] = .array(isEmpty: false)
      separate(isFirst: isEmpty)
    case .object: preconditionFailure("a member needs its key")
    case .member: break
    case nil: precondition(!isDone, "one value at the top")
    }
  }

  private mutating func endValue() {
    if case .member = levels.last { levels.removeLast() }
    isDone = levels.isEmpty
  }

  private mutating func separate(isFirst: Bool) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    newLine()
  }

  private mutating func newLine() {
    guard style == .pretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    // Members have no level of their own in the text.
    for level in levels {
      if case .member = level { continue }
      bytes.append(UInt8(ascii: " "))
      bytes.append(UInt8(ascii: " "))
    }
  }

  private mutating func quoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    if isPlain(text) {
      bytes.append(contentsOf: text.utf8)
    } else {
      for scalar in text.unicodeScalars { escaped(scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// True for printable ASCII without quote and backslash: the common case, copied whole.
  private func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    for index in bytes.indices {
      let byte = bytes[index]
      guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { return false }
    }
    return true
  }

  private mutating func escaped(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"", "\\":
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(UInt8(ascii: scalar))
    case "\u{08}": bytes.append(contentsOf: "\\b".utf8)
    case "\u{0C}": bytes.append(contentsOf: "\\f".utf8)
    case "\n": bytes.append(contentsOf: "\\n".utf8)
    case "\r": bytes.append(contentsOf: "\\r".utf8)
    case "\t": bytes.append(contentsOf: "\\t".utf8)
    case _ where JSONWriter.isInvisible(scalar):
      let digits = String(scalar.value, radix: 16)
      bytes.append(contentsOf: "\\u".utf8)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
      bytes.append(contentsOf: digits.utf8)
    default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// Control, line separating, zero-width and bidirectional characters: escaped, so that JSON is safe on a terminal.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }
}
