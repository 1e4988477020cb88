import STLJSON
import STLText

/// One value of a row.
indirect enum Cell {
  case absent
  case text(String)
  case integer(Int)
  case number(Double)
  /// From 0 to 1, or more: a percentage in the files.
  case share(Double)
  case date(CivilDate)
  case yesNo(Bool)
  case list([Cell])
  case map([(key: String, cell: Cell)])

  var isAbsent: Bool {
    if case .absent = self { true } else { false }
  }

  /// The items of a list, or the value itself; none where it is absent.
  var items: [Cell] {
    switch self {
    case .absent: []
    case .list(let items): items
    default: [self]
    }
  }

  /// The value as one line of plain text: a list with commas, a mapping by what it names.
  var plain: String {
    switch self {
    case .absent: ""
    case .text(let text): text
    case .integer(let number): String(number)
    case .number(let number): Cell.plain(number)
    case .share(let share): Cell.plain((share * 1e6).rounded() / 1e4) + " %"
    case .date(let date): date.description
    case .yesNo(let value): value ? "yes" : "no"
    case .list(let items): items.map(\.plain).joined(separator: ", ")
    case .map(let members): members.first?.cell.plain ?? ""
    }
  }

  /// The value as a CSV cell: items of a list between semicolons, mappings as JSON.
  var csv: String {
    switch self {
    case .list(let items):
      items.contains(where: \.isMap) ? json : items.map(\.csv).joined(separator: ";")
    case .map: json
    case .share(let share): Cell.plain(share)
    default: plain
    }
  }

  /// Writes the value; an absent one is null.
  func write(to writer: inout JSONWriter) {
    switch self {
    case .absent: writer.null()
    case .text(let text): writer.string(text)
    case .integer(let number): writer.integer(number)
    case .number(let number), .share(let number): writer.double(number)
    case .date(let date): writer.string(date.description)
    case .yesNo(let value): writer.bool(value)
    case .list(let items):
      writer.array { writer in
        for item in items { item.write(to: &writer) }
      }
    case .map(let members):
      writer.object { writer in
        for member in members {
          writer.key(member.key)
          member.cell.write(to: &writer)
        }
      }
    }
  }

  private var isMap: Bool {
    if case .map = self { true } else { false }
  }

  private var json: String {
    var writer = JSONWriter()
    write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static func plain(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
