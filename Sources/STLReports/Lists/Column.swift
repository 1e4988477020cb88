import STLGraph
import STLModel

/// One key of the rows of a kind.
struct Column {
  /// Where its values come from.
  enum Source {
    case id, status, leadership, leaders, members, post, leads, path, line, stale
    case field(Schema.Field)
  }

  /// How its values compare.
  enum Measure { case text, number, date, yesNo }

  let name: String
  let source: Source
  let measure: Measure
  /// Null where there is no value, instead of being left out.
  let isNullable: Bool
  /// All that its values can be; empty where they are the user's own.
  let words: [String]

  init(
    _ name: String, _ source: Source, _ measure: Measure = .text, isNullable: Bool = false, words: [String] = []
  ) {
    self.name = name
    self.source = source
    self.measure = measure
    self.isNullable = isNullable
    self.words = words
  }

  private init(_ field: Schema.Field) {
    self.init(
      field.key.rawValue, .field(field), Column.measure(of: field.type), words: Column.words(of: field.type))
  }

  /// Every column of a kind: what readers look for first, then all other keys in the order of the schema.
  ///
  /// `showsIDsOnly` leaves out what else than its id tells who a person is.
  static func all(of kind: Kind, showsIDsOnly: Bool) -> [Column] {
    var fields = Schema.of(kind).fields
    if kind == .person, showsIDsOnly { fields.removeAll { [.name, .email, .title, .notes].contains($0.key) } }
    var columns = [Column("id", .id)]
    func take(_ key: Key) {
      guard let index = fields.firstIndex(where: { $0.key == key }) else { return }
      columns.append(Column(fields.remove(at: index)))
    }
    take(.name)
    take(.title)
    if let index = fields.firstIndex(where: { $0.key == .status }) {
      columns.append(Column("status", .status, words: words(of: fields.remove(at: index).type)))
    }
    if kind == .initiative || kind == .team {
      columns.append(
        Column("leadership", .leadership, isNullable: true, words: LeadershipState.allCases.map(\.rawValue)))
      columns.append(Column("leaders", .leaders))
      fields.removeAll { $0.key == .leader }
    }
    if kind == .person {
      columns += [Column("post", .post, words: PostName.allCases.map(\.rawValue)), Column("leads", .leads)]
    }
    take(.team)
    take(.priority)
    take(.parent)
    columns += [Column("path", .path), Column("line", .line, .number)]
    for field in fields {
      columns.append(kind == .team && field.key == .members ? Column("members", .members) : Column(field))
    }
    // Only where it is so: the file is broken, and this is what it said before.
    columns.append(Column("stale", .stale, .yesNo))
    return columns
  }

  /// Names of the columns that a table shows where none are asked for.
  static func standard(of kind: Kind) -> [String] {
    switch kind {
    case .initiative: ["id", "status", "leadership", "leaders", "team", "priority", "title"]
    case .team: ["id", "status", "leadership", "leaders", "parent", "members", "title"]
    case .person: ["id", "name", "post", "team", "leads", "title"]
    case .metric: ["id", "kind", "owner", "unit", "target", "title"]
    case .goal: ["id", "status", "owner", "metric", "due", "title"]
    case .opening: ["id", "status", "team", "initiative", "opened", "hiring_manager", "title"]
    case .org: ["id", "headline", "preset", "people", "title"]
    }
  }

  /// The column called `name`; `leader`, as it stands in the files, is `leaders`.
  static func find(_ name: String, in columns: [Column]) throws(QuestionError) -> Column {
    if let column = columns.first(where: { $0.name == name }) { return column }
    if name == "leader", let column = columns.first(where: { $0.name == "leaders" }) { return column }
    throw .notFound(.column, name, among: columns.map(\.name))
  }

  private static func words(of type: Schema.FieldType) -> [String] {
    if case .word(let words) = type { words } else { [] }
  }

  private static func measure(of type: Schema.FieldType) -> Measure {
    switch type {
    case .date: .date
    case .percent, .number, .decimal: .number
    case .yesNo: .yesNo
    default: .text
    }
  }
}
