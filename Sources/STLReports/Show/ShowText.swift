import STLEngine
import STLGraph
import STLModel
import STLRules
import STLText

/// One entity for a terminal: what it is, who leads it, what hangs on it, what the rules say.
struct ShowText {
  let inquiry: Inquiry
  let node: Graph.Node
  let graph: Graph
  let entity: Entity
  let evaluation: Evaluation
  let rows: Rows
  let edges: [Neighbourhood.Edge]
  var page: Page
  /// Keys that have had their say.
  var told: Set<String> = [
    "id", "path", "line", "status", "title", "name", "leadership", "leaders", "post", "leads", "stale",
  ]

  /// Columns of a label with its indentation.
  static let labelWidth = 18
  /// Most things of one sort that are named.
  static let itemsMax = 8

  init(_ inquiry: Inquiry, _ node: Graph.Node) {
    self.inquiry = inquiry
    self.node = node
    graph = inquiry.world.graph
    entity = graph.entities[node]
    evaluation = inquiry.evaluation
    rows = Rows(inquiry.world, [node], today: inquiry.today)
    edges = Neighbourhood(inquiry.world, node, today: inquiry.today).edges
    page = Page(inquiry.look)
    writeHead()
    page.blank()
    switch entity.kind {
    case .initiative: writeInitiative()
    case .team: writeTeam()
    case .person: writePerson()
    case .opening, .goal, .metric, .org: break
    }
    writeOtherKeys()
    writeNamedBy()
    writeFindings()
  }

  var bytes: [UInt8] { page.bytes }
  var today: CivilDate { inquiry.today }

  // MARK: Head

  private mutating func writeHead() {
    let label = graph.label(of: node)
    let right = [Piece(headline, .dim)]
    if label == entity.id {
      page.line([Piece(entity.id, .bold)], right: right)
    } else {
      page.paragraph([Piece(entity.id, .bold), Piece(" \(page.marks.dot) ")], label, indent: 2, right: right)
    }
    let place = Piece("\(entity.file.path):\(entity.place.line)", .dim)
    let stale = graph.stale.contains(node) ? "as last read: its file is broken now. " : ""
    let text = stale + summary
    if text.isEmpty {
      page.line([.space(2), place])
    } else {
      page.paragraph([.space(2)], text, ink: ink, indent: 2, right: [place])
    }
  }

  /// `P2 · active since 2 March`.
  private var headline: String {
    var words: [String] = []
    if let priority = entity.number(.priority) { words.append("P\(priority)") }
    switch entity.kind {
    case .initiative:
      let status = text("status") ?? "no known status"
      if let starts = entity.date(.starts), status == "active" {
        words.append(starts > today ? "planned from \(day(starts))" : "active since \(day(starts))")
      } else {
        words.append(status)
      }
    case .person:
      if !graph.settings.showsIDsOnly, let title = entity.text(.title) { words.append(title) }
      words.append(text("post") == "in-post" ? "in post" : text("post") ?? "")
    default: words.append(text("status").map { "\(entity.kind.name), \($0)" } ?? entity.kind.name)
    }
    return words.joined(separator: " \(page.marks.dot) ")
  }

  /// The state with its reason, in one sentence.
  private var summary: String {
    guard let leadership else { return entity.kind == .person ? personSummary : "" }
    guard let seat = leadership.seat(of: node) else {
      if let led = leadership.led.first(where: { $0.node == node }) {
        return "led by the leader of \(graph.id(of: led.ancestor))"
      }
      return "not active, so in no figure"
    }
    guard seat.state != .dedicated else { return "dedicated: one leader, who leads nothing else" }
    let story = SeatStories(context: evaluation.context, leadership: leadership).story(of: seat)
    guard let inHand = seat.inHand else { return "\(seat.state.rawValue): \(story.reason)" }
    return "\(seat.state.rawValue) until \(day(inHand.until)): \(story.reason)"
  }

  private var ink: Ink {
    switch leadership?.seat(of: node)?.state {
    case .dedicated: .green
    case .leaderless, .departed: .red
    case nil: .plain
    default: .yellow
    }
  }

  var leadership: Leadership? {
    switch entity.kind {
    case .initiative: evaluation.initiatives
    case .team: evaluation.teams
    default: nil
    }
  }

  // MARK: Rows

  /// A labelled line; nothing where the text is empty.
  mutating func row(_ label: String, _ text: String, ink: Ink = .plain) {
    guard !text.isEmpty else { return }
    let head = Piece("  " + label.padded(to: ShowText.labelWidth - 4), .dim)
    page.paragraph([head, .space(2)], text, ink: ink, indent: ShowText.labelWidth)
  }

  /// Several lines under one label.
  mutating func rows(_ label: String, _ texts: [String]) {
    for (index, text) in texts.prefix(ShowText.itemsMax).enumerated() { row(index == 0 ? label : "", text) }
    if texts.count > ShowText.itemsMax { row("", "and \(texts.count - ShowText.itemsMax) more") }
  }

  /// Every key that has not had its say, by its own name, written as the labels are.
  private mutating func writeOtherKeys() {
    for column in rows.columns where !told.contains(column.name) {
      let cell = rows.cell(column, node)
      if case .list(let items) = cell, items.contains(where: { if case .map = $0 { true } else { false } }) {
        rows(label(column.name), items.map(sentence))
      } else {
        row(label(column.name), sentence(cell))
      }
    }
  }

  /// `depends_on` as `Depends on`.
  private func label(_ key: String) -> String {
    if key == Key.prfaq.rawValue { return "PR/FAQ" }
    let words = key.replacing("_", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// A mapping as `key value, key value`; dates and shares as everywhere in text; of other values the first line.
  private func sentence(_ cell: Cell) -> String {
    switch cell {
    case .map(let members):
      return members.map { "\($0.key.replacing("_", with: " ")) \(sentence($0.cell))" }.joined(separator: ", ")
    case .list(let items): return items.map(sentence).joined(separator: ", ")
    case .date(let date): return day(date)
    default:
      let lines = cell.plain.split { $0.isNewline }
      return lines.first.map { String($0) + (lines.count > 1 ? " \(page.marks.more)" : "") } ?? ""
    }
  }

  /// What names this entity and has not been told yet.
  private mutating func writeNamedBy() {
    var groups: [(kind: String, refs: [String])] = []
    var seen: Set<String> = []
    for edge in edges where edge.to == node && edge.from != node && !told.contains("<" + edge.kind) {
      let ref = graph.ref(of: edge.from)
      guard seen.insert(edge.kind + " " + ref).inserted else { continue }
      if let index = groups.firstIndex(where: { $0.kind == edge.kind }) {
        groups[index].refs.append(ref)
      } else {
        groups.append((edge.kind, [ref]))
      }
    }
    rows(
      "Named by",
      groups.map { group in
        let shown = group.refs.prefix(ShowText.itemsMax)
        let rest = group.refs.count - shown.count
        return "\(group.kind): " + shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
      })
  }

  private mutating func writeFindings() {
    let ref = entity.reference
    let findings = evaluation.findings.filter { $0.entity == ref }
    guard !findings.isEmpty else { return }
    page.blank()
    page.line([Piece("  Findings", .bold)])
    let sorted = findings.sorted { $0.severity != $1.severity ? $0.severity > $1.severity : $0 < $1 }
    let width = findings.map(\.code.count).max() ?? 0
    for finding in sorted {
      let name = finding.isWaived ? "waived" : finding.severity.name
      page.paragraph(
        [
          Piece(
            "  \(finding.code.padded(to: width)) \(name.padded(to: 8))", finding.severity == .info ? .cyan : .yellow)
        ],
        finding.message,
        indent: 4, right: [Piece("\(finding.place.path):\(finding.place.line)", .dim)])
    }
    // What is waived is settled: the worst of the others is what to read about.
    guard let first = sorted.first(where: { !$0.isWaived }) ?? sorted.first else { return }
    page.line([
      .space(2), Piece("stlctl explain \(first.code)", .cyan), Piece(" says why, and what clears it", .dim),
    ])
  }

  // MARK: Words

  func day(_ date: CivilDate) -> String { Phrases.day(date, today) }

  /// The plain text of a column.
  func text(_ name: String) -> String? {
    guard let column = rows.columns.first(where: { $0.name == name }) else { return nil }
    let text = rows.cell(column, node).plain
    return text.isEmpty ? nil : text
  }

  /// `Tomáš Novák (tomas-novak)`, or the id alone.
  func name(_ person: Graph.Node) -> String {
    let label = graph.label(of: person)
    let id = graph.id(of: person)
    return label == id ? id : "\(label) (\(id))"
  }

  /// What keeps a person from the seat today, or what else the person leads.
  func post(_ person: Graph.Node, besides seat: Graph.Node) -> String {
    guard graph.isPerson(person) else { return "no person here" }
    switch graph.post(of: person, today: today) {
    case .departed(let date): return "left" + (date.map { " on \(day($0))" } ?? "")
    case .arriving(let date): return "joins on \(day(date))"
    case .absent(let until): return "away" + (until.map { " until \(day($0))" } ?? ", without a last day")
    case .inPost: break
    }
    let others = leadership?.charges(of: person).filter { $0 != seat } ?? []
    if others.isEmpty { return "leads nothing else" }
    return "also leads " + Phrases.list(others.prefix(4).map { graph.id(of: $0) })
  }

  /// Ids of the sources of incoming `kind` edges, and that they have been told.
  mutating func sources(_ kind: String, of wanted: Kind) -> [Graph.Node] {
    told.insert("<" + kind)
    var found: [Graph.Node] = []
    var seen: Set<Graph.Node> = []
    for edge in edges where edge.to == node && edge.kind == kind && edge.from < graph.entities.count {
      if graph.kinds[edge.from] == wanted, seen.insert(edge.from).inserted { found.append(edge.from) }
    }
    return found
  }
}
