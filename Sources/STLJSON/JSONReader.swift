/// What makes bytes no JSON text, at the byte where it shows.
package struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
  package let message: String
  /// Counted in bytes from 0.
  package let offset: Int

  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }

  package var description: String { "\(message) at byte \(offset)" }
}

/// A strict reader of RFC 8259 texts in one pass.
///
/// Where the RFC leaves a choice: a name that occurs twice in one object, a lone surrogate, a byte order mark and a
/// number outside the range of `Double` are errors. The caller limits the number of bytes; time grows linearly with it.
package struct JSONReader {
  /// How many arrays and objects may stand in one another: the limit of the socket protocol.
  package static let depthMax = 32

  /// From this many members on, names are compared through a set instead of one by one.
  private static let membersComparedOneByOneMax = 16

  private let bytes: [UInt8]
  private let depthMax: Int
  private let valuesMax: Int
  private var valueCount = 0
  private var position = 0
  private var depth = 0

  /// The value of a whole text; anything but white space after it is an error.
  ///
  /// A value takes many times the two bytes that its text may have: `valuesMax` limits the memory of what strangers send.
  package static func read(
    _ bytes: [UInt8], depthMax: Int = JSONReader.depthMax, valuesMax: Int = .max
  ) throws(JSONError) -> JSON {
    var reader = JSONReader(bytes: bytes, depthMax: depthMax, valuesMax: valuesMax)
    let value = try reader.value()
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.error("unexpected \(reader.here) after the value") }
    return value
  }

  /// The value of a whole text.
  package static func read(_ text: String, depthMax: Int = JSONReader.depthMax) throws(JSONError) -> JSON {
    try read(Array(text.utf8), depthMax: depthMax)
  }

  private init(bytes: [UInt8], depthMax: Int, valuesMax: Int) {
    self.bytes = bytes
    self.depthMax = depthMax
    self.valuesMax = valuesMax
  }

  // MARK: Values

  private mutating func value() throws(JSONError) -> JSON {
    skipSpace()
    guard let byte = current else { throw error("unexpected end, expected a value") }
    guard valueCount < valuesMax else { throw error("more than \(valuesMax) values") }
    valueCount += 1
    switch byte {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw error("unexpected \(here), expected a value")
    }
  }

  private mutating func object() throws(JSONError) -> JSONObject {
    try enter()
    var members: [JSONObject.Member] = []
    var names: Set<[UInt8]> = []
    skipSpace()
    if !take("}") {
      repeat {
        skipSpace()
        let start = position
        guard current == UInt8(ascii: "\"") else { throw error("unexpected \(here), expected a name") }
        let name = try string()
        let isNew: Bool
        if members.count < JSONReader.membersComparedOneByOneMax {
          isNew = !members.contains { hasSameBytes($0.name, name) }
        } else {
          if names.isEmpty { names = Set(members.map { Array($0.name.utf8) }) }
          isNew = names.insert(Array(name.utf8)).inserted
        }
        guard isNew else { throw JSONError(message: "name occurs twice in one object", offset: start) }
        skipSpace()
        guard take(":") else { throw error("unexpected \(here), expected ':'") }
        members.append(JSONObject.Member(name: name, value: try value()))
        skipSpace()
      } while take(",")
      guard take("}") else { throw error("unexpected \(here), expected ',' or '}'") }
    }
    depth -= 1
    return JSONObject(distinct: members)
  }

  private mutating func array() throws(JSONError) -> [JSON] {
    try enter()
    var elements: [JSON] = []
    skipSpace()
    if !take("]") {
      repeat {
        elements.append(try value())
        skipSpace()
      } while take(",")
      guard take("]") else { throw error("unexpected \(here), expected ',' or ']'") }
    }
    depth -= 1
    return elements
  }

  /// Steps over the opening bracket.
  private mutating func enter() throws(JSONError) {
    guard depth < depthMax else { throw error("nesting is deeper than \(depthMax)") }
    depth += 1
    position += 1
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    let start = position
    for byte in word.description.utf8 {
      guard current == byte else { throw JSONError(message: "expected '\(word)'", offset: start) }
      position += 1
    }
    return value
  }

  // MARK: Numbers

  private mutating func number() throws(JSONError) -> JSON {
    let start = position
    let isNegative = take("-")
    var integer: Int? = 0
    guard let first = digit else { throw error("unexpected \(here), expected a digit") }
    if first == 0 {
      position += 1
      guard digit == nil else { throw JSONError(message: "number has a leading zero", offset: start) }
    } else {
      // Negative, because the least `Int` has no positive counterpart.
      while let digit {
        integer = integer.flatMap { JSONReader.appending(digit, to: $0) }
        position += 1
      }
    }
    var isInteger = true
    if take(".") {
      isInteger = false
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isInteger = false
      position += 1
      if !take("+") { _ = take("-") }
      try digits()
    }
    if isInteger, let integer, isNegative || integer != Int.min { return .integer(isNegative ? integer : -integer) }
    guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)), number.isFinite else {
      throw JSONError(message: "number is out of range", offset: start)
    }
    return .number(number)
  }

  /// `number * 10 - digit`, nil when it does not fit.
  private static func appending(_ digit: Int, to number: Int) -> Int? {
    let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
    let (sum, isSumTooLarge) = tens.subtractingReportingOverflow(digit)
    return isTooLarge || isSumTooLarge ? nil : sum
  }

  private mutating func digits() throws(JSONError) {
    guard digit != nil else { throw error("unexpected \(here), expected a digit") }
    while digit != nil { position += 1 }
  }

  private var digit: Int? {
    guard let current, current >= UInt8(ascii: "0"), current <= UInt8(ascii: "9") else { return nil }
    return Int(current - UInt8(ascii: "0"))
  }

  // MARK: Strings

  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    try skipPlain()
    if take("\"") { return try text(bytes[start..<(position - 1)], at: start) }
    var content = Array(bytes[start..<position])
    while true {
      guard take("\\") else { break }
      try escape(into: &content)
      let plain = position
      try skipPlain()
      content.append(contentsOf: bytes[plain..<position])
    }
    guard take("\"") else { throw error("unexpected end in a string") }
    return try text(content[...], at: start)
  }

  /// Steps to the next quote or backslash, or to the end.
  private mutating func skipPlain() throws(JSONError) {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
      guard byte >= 0x20 else { throw error("control character in a string") }
      position += 1
    }
  }

  private func text(_ content: ArraySlice<UInt8>, at start: Int) throws(JSONError) -> String {
    guard let text = String(validating: content, as: UTF8.self) else {
      throw JSONError(message: "string is not UTF-8", offset: start)
    }
    return text
  }

  /// Reads what follows a backslash.
  private mutating func escape(into content: inout [UInt8]) throws(JSONError) {
    let start = position - 1
    guard let byte = current else { throw error("unexpected end in a string") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if (0xD800...0xDBFF).contains(code), take("\\") {
        let low = take("u") ? try hexadecimal() : 0
        code = (0xDC00...0xDFFF).contains(low) ? 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) : code
      }
      guard let scalar = Unicode.Scalar(code) else { throw JSONError(message: "lone surrogate", offset: start) }
      content.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    default: throw JSONError(message: "unknown escape", offset: start)
    }
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      switch current {
      case .some(let byte) where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"):
        code = code << 4 + UInt32(byte - UInt8(ascii: "0"))
      case .some(let byte) where byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"):
        code = code << 4 + UInt32(byte | 0x20 - UInt8(ascii: "a") + 10)
      default: throw error("unexpected \(here), expected a hexadecimal digit")
      }
      position += 1
    }
    return code
  }

  // MARK: Bytes

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: wanted) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  /// The byte at the position, as messages show it.
  private var here: String {
    guard let current else { return "end" }
    return current > 0x20 && current < 0x7F ? "'\(Unicode.Scalar(current))'" : "byte \(current)"
  }

  private func error(_ message: String) -> JSONError { JSONError(message: message, offset: position) }
}
