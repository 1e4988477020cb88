import STLEngine
import STLGraph
import STLModel
import STLRules
import STLText

/// What the column `post` of people says.
enum PostName: String, CaseIterable {
  case inPost = "in-post"
  case departed, arriving, absent
}

/// Reads entities as rows: the same names and values as in the files, references by the id of what they name.
struct RowReader {
  let kind: Kind
  let columns: [Column]
  private let graph: Graph
  private let evaluation: Evaluation
  private let leadership: Leadership?
  /// Home members of each team.
  private let homes: [Graph.Node: [Graph.Node]]

  init(_ world: World, _ kind: Kind, today: CivilDate) {
    self.kind = kind
    graph = world.graph
    evaluation = world.evaluation(today: today)
    columns = Column.all(of: kind, showsIDsOnly: graph.settings.showsIDsOnly)
    leadership = kind == .initiative ? evaluation.initiatives : kind == .team ? evaluation.teams : nil
    homes = kind == .team ? RowReader.homes(graph) : [:]
  }

  /// The value of `column` for the entity `node`.
  func cell(_ column: Column, _ node: Graph.Node) -> Cell {
    let entity = graph.entities[node]
    switch column.source {
    case .id: return .text(entity.id)
    case .status: return status(entity)
    case .leadership: return leadership?.seat(of: node).map { .text($0.state.rawValue) } ?? .absent
    case .leaders: return .list(graph.leaders(of: node).map { .text(graph.id(of: $0)) })
    case .members: return ids(graph.targets(of: node, .members) + (homes[node] ?? []))
    case .post: return .text(post(node).rawValue)
    case .leads: return .list(evaluation.initiatives.charges(of: node).map { .text(graph.id(of: $0)) })
    case .path: return .text(entity.file.path)
    case .line: return .integer(entity.file.lines.line(at: entity.span.place.lowerBound) + 1)
    case .stale: return graph.stale.contains(node) ? .yesNo(true) : .absent
    case .field(let field): return cell(field, entity.values, node)
    }
  }

  private func status(_ entity: Entity) -> Cell {
    guard let value = entity.raw(.status), value.tag != .absent else {
      return .text(kind == .goal || kind == .opening ? "open" : "active")
    }
    return value.tag == .word ? .text(entity.file.string(value)) : .absent
  }

  private func post(_ node: Graph.Node) -> PostName {
    switch graph.post(of: node, today: evaluation.today) {
    case .inPost: .inPost
    case .departed: .departed
    case .arriving: .arriving
    case .absent: .absent
    }
  }

  /// Ids of `nodes`, each once, sorted; absent where there are none.
  private func ids(_ nodes: [Graph.Node]) -> Cell {
    let ids = Set(nodes.map { graph.id(of: $0) }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return ids.isEmpty ? .absent : .list(ids.map { .text($0) })
  }

  private static func homes(_ graph: Graph) -> [Graph.Node: [Graph.Node]] {
    var homes: [Graph.Node: [Graph.Node]] = [:]
    for person in graph.nodes(of: .person) {
      if let team = graph.targets(of: person, .team).first { homes[team, default: []].append(person) }
    }
    return homes
  }

  // MARK: Values

  /// All values of `field` among `children`.
  private func cell(_ field: Schema.Field, _ children: Children, _ node: Graph.Node) -> Cell {
    var cells: [Cell] = []
    children.forEachIndexed { index, value in
      guard value.key == field.key, let cell = cell(value, index, field.type, children.file, node) else { return }
      cells.append(cell)
    }
    if field.isList { return cells.isEmpty ? .absent : .list(cells) }
    return cells.first ?? .absent
  }

  private func cell(
    _ value: Value, _ index: Int, _ type: Schema.FieldType, _ file: SourceFile, _ node: Graph.Node
  ) -> Cell? {
    switch value.tag {
    case .absent, .placeholder, .invalid: return nil
    case .text, .word: return .text(file.string(value))
    case .date: return .date(value.date)
    case .percent: return .share(Double(value.payload) / 100)
    case .number: return .integer(Int(value.payload))
    case .decimal: return decimal(file.string(value))
    case .yesNo: return .yesNo(value.payload == 1)
    case .reference: return reference(index, node, text: file.string(value)).map { .text($0) }
    case .map: break
    }
    let inside = Children(file: file, range: index + 1..<index + Int(value.count))
    switch type {
    case .map(let fields), .referenceOrMap(_, let fields):
      return .map(
        fields.compactMap { field in
          let cell = cell(field, inside, node)
          return cell.isAbsent ? nil : (field.key.rawValue, cell)
        })
    case .datesByPerson, .ruleSettings, .thresholds: return entries(inside, node)
    default: return nil
    }
  }

  /// A mapping whose keys are the user's own.
  private func entries(_ children: Children, _ node: Graph.Node) -> Cell {
    var members: [(String, Cell)] = []
    var seen: Set<String> = []
    children.forEachIndexed { index, entry in
      guard entry.key == .entry else { return }
      var name = children.file.string(entry)
      var cell = Cell.absent
      let inside = Children(file: children.file, range: index + 1..<index + Int(entry.count))
      inside.forEachIndexed { index, value in
        if value.key == .person {
          let text = children.file.string(value)
          name = reference(index, node, text: text) ?? text
        } else if let found = self.cell(value, index, .text, children.file, node) {
          cell = found
        }
      }
      if !cell.isAbsent, seen.insert(name).inserted { members.append((name, cell)) }
    }
    return members.isEmpty ? .absent : .map(members)
  }

  /// The id of what the reference at value `index` names, or its `text`; nil for an address that is a placeholder.
  private func reference(_ index: Int, _ node: Graph.Node, text: String) -> String? {
    let references = graph.references(of: node)
    let found = references.partitionPoint { Int($0.value) < index }
    guard found < references.endIndex, Int(references[found].value) == index else { return nil }
    let target = references[found].target
    return target >= 0 ? graph.id(of: Int(target)) : text
  }

  private func decimal(_ text: String) -> Cell? {
    let isShare = text.hasSuffix("%")
    let digits = isShare ? text.dropLast() : text[...]
    if !isShare, let number = Int(digits) { return .integer(number) }
    return Double(digits).map { isShare ? .share($0 / 100) : .number($0) }
  }
}
