import STLText

/// What an id may look like.
package enum ID {
  /// Longest id, in bytes.
  package static let bytesMax = 128

  /// Lower-case letters, digits, `.`, `_` and `-`; starts and ends with a letter, digit or `_`; at most 128 bytes.
  package static func isValid(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, bytes.count <= bytesMax else { return false }
    func isEnd(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x5F }
    return isEnd(first) && isEnd(last) && bytes.allSatisfy { isEnd($0) || $0 == 0x2E || $0 == 0x2D }
  }

  /// The id that people probably meant by `text`: lower case, hyphens for what an id cannot hold; nil where nothing is left.
  package static func suggestion(for text: String) -> String? {
    var result = ""
    for scalar in text.lowercased().unicodeScalars {
      let isLetter = scalar >= "a" && scalar <= "z" || scalar >= "0" && scalar <= "9" || scalar == "_" || scalar == "."
      if isLetter { result.unicodeScalars.append(scalar) } else if !result.hasSuffix("-") { result += "-" }
      if result.utf8.count >= bytesMax { break }
    }
    while let last = result.last, last == "-" || last == "." { result.removeLast() }
    while let first = result.first, first == "-" || first == "." { result.removeFirst() }
    return result.isEmpty ? nil : result
  }
}

/// Numbers as the schema takes them.
package enum Numbers {
  /// Largest whole number: nine digits.
  package static let wholeMax = 999_999_999

  /// Least whole number that `field` takes.
  static func least(of field: Schema.Field) -> Int { field.key == .thresholds ? 0 : 1 }

  /// A whole number of at most nine digits without a sign.
  static func whole(_ text: ArraySlice<UInt8>) -> Int? {
    guard !text.isEmpty, text.count <= 9 else { return nil }
    var number = 0
    for byte in text {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }

  /// `80%`, or a whole number from 0 to 100.
  static func percent(_ text: ArraySlice<UInt8>) -> Int? {
    let digits = text.last == UInt8(ascii: "%") ? text.dropLast() : text
    guard let number = whole(digits), number <= 100 else { return nil }
    return number
  }

  /// An optional sign, digits with an optional fraction, an optional percent sign.
  static func isDecimal(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    if rest.last == UInt8(ascii: "%") { rest = rest.dropLast() }
    let parts = rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return false }
    return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
  }
}

/// Recognises kind keys, and words that were meant to be one.
enum KindKeys {
  /// How much a file looks like ours.
  enum Likeness { case none, near, exact }

  private static let names: [(kind: Kind, bytes: [UInt8])] = Kind.allCases.map { ($0, Array($0.name.utf8)) }

  static func exact(_ text: ArraySlice<UInt8>) -> Kind? {
    guard text.count >= 3, text.count <= 10 else { return nil }
    return names.first { $0.bytes.count == text.count && text.elementsEqual($0.bytes) }?.kind
  }

  /// The kind key that `text` is a typing mistake for: one edit away, two for kind keys of more than four letters.
  ///
  /// Two edits that also change the first letter are another word: `version` is not `person`.
  static func near(_ text: ArraySlice<UInt8>) -> Kind? {
    guard text.count >= 2, text.count <= 12 else { return nil }
    let bytes = Array(text)
    return names.first { candidate in
      let distance = editDistance(bytes, candidate.bytes, limit: 2)
      return distance == 1 || distance == 2 && candidate.bytes.count > 4 && candidate.bytes.first == bytes.first
    }?.kind
  }

  /// The first key of a document that is a typing mistake for a kind key.
  static func mistyped(in keys: [(text: String, place: Range<Int>)]) -> (key: String, kind: Kind, place: Range<Int>)? {
    for key in keys {
      if let kind = near(Array(key.text.utf8)[...]) { return (key.text, kind, key.place) }
    }
    return nil
  }

  /// Whether some line of `bytes` starts with a kind key, with or without its colon, or with something near one.
  ///
  /// A line counts at the indentation of the first content line of its document, or left of it.
  static func likeness(of bytes: [UInt8]) -> Likeness {
    var result = Likeness.none
    var base: Int?
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let count = bytes.count
    while start < count {
      var index = start
      while index < count, bytes[index] == 0x20 { index += 1 }
      let indentation = index - start
      let isBlank = index >= count || bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == UInt8(ascii: "#")
      if !isBlank {
        let isMarker = indentation == 0 && bytes[index...].starts(with: [0x2D, 0x2D, 0x2D])
        let isFirst = isMarker || base == nil
        if isMarker {
          base = nil
          index += 3
          while index < count, bytes[index] == 0x20 { index += 1 }
        } else if base == nil {
          base = indentation
        }
        // A document that is one block of text has no keys.
        if isFirst, index < count, bytes[index] == UInt8(ascii: "|") || bytes[index] == UInt8(ascii: ">") { base = -1 }
        if isMarker || indentation <= base ?? 0 {
          while index < count, bytes[index] == UInt8(ascii: "{") || bytes[index] == 0x20 { index += 1 }
          if index < count, bytes[index] == 0x22 || bytes[index] == 0x27 { index += 1 }
          let wordStart = index
          while index < count, isWordByte(bytes[index]) { index += 1 }
          let word = bytes[wordStart..<index]
          while index < count, bytes[index] == 0x20 || bytes[index] == 0x22 || bytes[index] == 0x27 { index += 1 }
          if index < count, bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "=") {
            if exact(word) != nil { return .exact }
            if result == .none, near(word) != nil { result = .near }
          } else if exact(word) != nil,
            withoutColon(bytes[(start + indentation)...].prefix { $0 != 0x0A && $0 != 0x0D }) != nil
          {
            return .exact
          }
        }
      }
      while index < count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      start = index + 1
    }
    return result
  }

  /// The kind that a line names whose colon was forgotten: `initiative x`, of a kind key and at most one word.
  ///
  /// An id is one word, and prose has more; `team members: 5` is a key of its own.
  static func withoutColon(_ line: ArraySlice<UInt8>) -> Kind? {
    let words = line.split(separator: 0x20)
    guard let kind = words.first.flatMap(exact) else { return nil }
    let rest = words.dropFirst().prefix { $0.first != UInt8(ascii: "#") }
    guard rest.count <= 1 else { return nil }
    let isWord = rest.joined().allSatisfy { isWordByte($0) || $0 >= 0x80 || $0 == 0x2E || $0 >= 0x30 && $0 <= 0x39 }
    return isWord ? kind : nil
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte == 0x5F || byte == 0x2D
  }
}
