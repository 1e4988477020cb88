import STLText

/// Terms that all hold: `status=active,priority<=2,!parent`.
package struct Filter {
  enum Operator { case isSet, isNotSet, equals, differs, contains, below, atMost, above, atLeast }

  /// What cells are compared with, read as the column's values are.
  enum Operand {
    case text(String)
    case number(Double)
    case date(CivilDate)
    case yesNo(Bool)
  }

  struct Term {
    let column: Column
    let test: Operator
    let operand: Operand
  }

  /// Each is one more comparison for every row.
  package static let termsMax = 100

  let terms: [Term]

  /// Reads `texts`; the terms of all of them have to hold.
  init(_ texts: [String], columns: [Column]) throws(QuestionError) {
    var terms: [Term] = []
    for text in texts {
      var reader = FilterReader(text, columns)
      terms += try reader.terms()
    }
    guard terms.count <= Filter.termsMax else {
      throw .badQuery(message: "filter: at most \(Filter.termsMax) terms", offset: 0)
    }
    self.terms = terms
  }

  /// Whether every term holds for a row with the cells that `cell` gives.
  func matches(_ cell: (Column) -> Cell) -> Bool {
    terms.allSatisfy { term in Filter.holds(term, cell(term.column)) }
  }

  private static func holds(_ term: Term, _ cell: Cell) -> Bool {
    switch term.test {
    case .isSet: !cell.items.isEmpty
    case .isNotSet: cell.items.isEmpty
    // What differs is what does not equal: a list differs when no item equals, and so does what is absent.
    case .differs: !cell.items.contains { compare($0, term.operand) == 0 }
    case .equals: cell.items.contains { compare($0, term.operand) == 0 }
    case .contains: cell.items.contains { contains($0, term.operand) }
    case .below: cell.items.contains { compare($0, term.operand).map { $0 < 0 } ?? false }
    case .atMost: cell.items.contains { compare($0, term.operand).map { $0 <= 0 } ?? false }
    case .above: cell.items.contains { compare($0, term.operand).map { $0 > 0 } ?? false }
    case .atLeast: cell.items.contains { compare($0, term.operand).map { $0 >= 0 } ?? false }
    }
  }

  private static func contains(_ cell: Cell, _ operand: Operand) -> Bool {
    guard case .text(let part) = operand else { return false }
    return part.isEmpty || cell.plain.lowercased().contains(part.lowercased())
  }

  /// Below 0, 0 or above 0; nil where the two do not compare.
  private static func compare(_ cell: Cell, _ operand: Operand) -> Int? {
    switch (cell, operand) {
    case (.integer(let left), .number(let right)): return order(Double(left), right)
    case (.number(let left), .number(let right)), (.share(let left), .number(let right)): return order(left, right)
    case (.date(let left), .date(let right)): return order(left, right)
    case (.yesNo(let left), .yesNo(let right)): return left == right ? 0 : left ? 1 : -1
    case (_, .text(let right)):
      let left = cell.plain
      if left.utf8.elementsEqual(right.utf8) { return 0 }
      return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    default: return nil
    }
  }

  private static func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left == right ? 0 : left < right ? -1 : 1
  }
}

/// Reads one filter, byte by byte, so that a mistake has an offset.
private struct FilterReader {
  private let bytes: [UInt8]
  private let columns: [Column]
  private var index = 0

  init(_ text: String, _ columns: [Column]) {
    bytes = Array(text.utf8)
    self.columns = columns
  }

  mutating func terms() throws(QuestionError) -> [Filter.Term] {
    var terms: [Filter.Term] = []
    skipSpaces()
    if index == bytes.count { return terms }
    while true {
      terms.append(try term())
      skipSpaces()
      guard index < bytes.count else { return terms }
      guard bytes[index] == UInt8(ascii: ",") else {
        throw .badQuery(message: "a comma belongs between two terms", offset: index)
      }
      index += 1
    }
  }

  private mutating func term() throws(QuestionError) -> Filter.Term {
    skipSpaces()
    let isNegated = index < bytes.count && bytes[index] == UInt8(ascii: "!")
    if isNegated {
      index += 1
      skipSpaces()
    }
    let start = index
    while index < bytes.count, isKeyByte(bytes[index]) { index += 1 }
    guard index > start else { throw .badQuery(message: "a key belongs here", offset: start) }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    let column = try Column.find(name, in: columns)
    skipSpaces()
    let operatorStart = index
    guard let test = readOperator() else {
      return Filter.Term(column: column, test: isNegated ? .isNotSet : .isSet, operand: .text(""))
    }
    if isNegated {
      throw .badQuery(message: "\"!\" before a key takes no value: write `\(name)!=…`", offset: operatorStart)
    }
    skipSpaces()
    let valueStart = index
    let text = try value()
    if test == .equals || test == .differs, !column.words.isEmpty, !column.words.contains(text) {
      let near = nearest(to: text.lowercased(), among: column.words).map { "; did you mean \"\($0)\"?" } ?? ""
      let words = column.words.joined(separator: ", ")
      throw .badQuery(message: "`\(name)` is never \"\(text)\", but one of \(words)\(near)", offset: valueStart)
    }
    return Filter.Term(
      column: column, test: test,
      operand: test == .contains ? .text(text) : try operand(text, column, at: valueStart))
  }

  private mutating func readOperator() -> Filter.Operator? {
    guard index < bytes.count else { return nil }
    let isDouble = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "=")
    let found: (Filter.Operator, Int)? =
      switch bytes[index] {
      case UInt8(ascii: "!") where isDouble: (.differs, 2)
      case UInt8(ascii: "<"): isDouble ? (.atMost, 2) : (.below, 1)
      case UInt8(ascii: ">"): isDouble ? (.atLeast, 2) : (.above, 1)
      // `==` is what programmers write.
      case UInt8(ascii: "="): (.equals, isDouble ? 2 : 1)
      case UInt8(ascii: "~"): (.contains, 1)
      default: nil
      }
    guard let (test, count) = found else { return nil }
    index += count
    return test
  }

  private mutating func value() throws(QuestionError) -> String {
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
      return try quotedValue()
    }
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: ",") { index += 1 }
    var end = index
    while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// A value in quotes, in which two quotes are one.
  private mutating func quotedValue() throws(QuestionError) -> String {
    let start = index
    let quote = bytes[index]
    var text: [UInt8] = []
    index += 1
    while index < bytes.count {
      if bytes[index] == quote {
        guard index + 1 < bytes.count, bytes[index + 1] == quote else {
          index += 1
          return String(decoding: text, as: UTF8.self)
        }
        index += 1
      }
      text.append(bytes[index])
      index += 1
    }
    throw .badQuery(message: "the quotation mark has no end", offset: start)
  }

  private func operand(_ text: String, _ column: Column, at offset: Int) throws(QuestionError) -> Filter.Operand {
    switch column.measure {
    case .text: return .text(text)
    case .number:
      let isShare = text.hasSuffix("%")
      guard let number = Double(isShare ? text.dropLast() : text[...]), number.isFinite else {
        throw .badQuery(message: "`\(column.name)` is a number, and \"\(text)\" is none", offset: offset)
      }
      return .number(isShare ? number / 100 : number)
    case .date:
      guard let date = CivilDate(text) else {
        throw .badQuery(message: "`\(column.name)` is a date, and \"\(text)\" is none: YYYY-MM-DD", offset: offset)
      }
      return .date(date)
    case .yesNo:
      guard ["yes", "no", "true", "false"].contains(text) else {
        throw .badQuery(message: "`\(column.name)` is yes or no, and \"\(text)\" is neither", offset: offset)
      }
      return .yesNo(text == "yes" || text == "true")
    }
  }

  private mutating func skipSpaces() {
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
  }

  private func isKeyByte(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}
