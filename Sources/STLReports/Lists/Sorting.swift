import STLText

/// Keys of a sort, each ascending or descending.
package struct Sorting {
  private let keys: [(column: Column, isDescending: Bool)]

  /// More keys than this decide nothing.
  package static let keysMax = 16

  /// Reads `key` and `-key`; of a key that comes twice the first decides.
  init(_ words: [String], columns: [Column]) throws(QuestionError) {
    var keys: [(Column, Bool)] = []
    for word in words {
      let isDescending = word.hasPrefix("-")
      let column = try Column.find(isDescending ? String(word.dropFirst()) : word, in: columns)
      if !keys.contains(where: { $0.0.name == column.name }) { keys.append((column, isDescending)) }
    }
    guard keys.count <= Sorting.keysMax else {
      throw .badQuery(message: "sort: at most \(Sorting.keysMax) keys", offset: 0)
    }
    self.keys = keys
  }

  /// `rows` by the keys; absent values last either way, ties by id.
  func sorted<Row>(_ rows: [Row], id: (Row) -> String, cell: (Column, Row) -> Cell) -> [Row] {
    // Every value is read once, not at every comparison.
    let values = rows.map { row in keys.map { Sorting.value(cell($0.column, row)) } }
    let ids = rows.map(id)
    let order = rows.indices.sorted { left, right in
      for (key, (first, second)) in zip(keys, zip(values[left], values[right])) {
        switch (first, second) {
        case (nil, nil): continue
        case (nil, _): return false
        case (_, nil): return true
        case (let first?, let second?):
          if first < second { return !key.isDescending }
          if second < first { return key.isDescending }
        }
      }
      if ids[left] == ids[right] { return left < right }
      return ids[left].utf8.lexicographicallyPrecedes(ids[right].utf8)
    }
    return order.map { rows[$0] }
  }

  /// What is compared: numbers as numbers, everything else as bytes (dates are written so that bytes do).
  private enum SortValue: Comparable {
    case number(Double)
    case text(String)

    static func < (left: SortValue, right: SortValue) -> Bool {
      switch (left, right) {
      case (.number(let left), .number(let right)): left < right
      case (.number, .text): true
      case (.text, .number): false
      case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
      }
    }
  }

  private static func value(_ cell: Cell) -> SortValue? {
    switch cell {
    case .absent: return nil
    case .integer(let number): return .number(Double(number))
    case .number(let number), .share(let number): return .number(number)
    case .date(let date): return .number(Double(date.days))
    case .yesNo(let value): return .number(value ? 1 : 0)
    case .list(let items) where items.isEmpty: return nil
    default: return .text(cell.plain)
    }
  }
}
