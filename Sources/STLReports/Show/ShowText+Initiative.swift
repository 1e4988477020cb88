import STLGraph
import STLModel
import STLText

extension ShowText {
  /// The seat, the team, what it waits for and what waits for it.
  mutating func writeInitiative() {
    writeSeat()
    row("Deputy", graph.target(of: node, .deputy).map(name) ?? page.marks.dash)
    writeTeamLine()
    if let parent = graph.target(of: node, .parent) { row("Part of", graph.id(of: parent)) }
    row("Parts", sources("parent", of: .initiative).map { graph.id(of: $0) }.joined(separator: ", "))
    writeDependencies()
    row(
      "Due",
      entity.date(.due).map { due in
        let days = due.days(since: today)
        return "\(day(due)) " + (days < 0 ? "(\(-days) d ago)" : "(\(days) d)")
      } ?? "")
    writeUpdate()
    told.formUnion([
      "interim", "deputy", "team", "priority", "parent", "depends_on", "due", "starts", "updates", "handover",
    ])
  }

  /// Who leads and who covers.
  mutating func writeSeat() {
    let leaders = graph.leaders(of: node)
    rows("Leader", leaders.isEmpty ? [parentsLeader] : leaders.map { "\(name($0)), \(post($0, besides: node))" })
    if let interim = graph.target(of: node, .interim) {
      row("Interim", "\(name(interim)), \(post(interim, besides: node))")
    }
    if let handover = entity.maps(.handover).first {
      let to = graph.target(of: node, .handover, key: .to).map { "to \(name($0))" } ?? "it ends"
      row("Hand-over", handover.children.date(.on).map { "\(day($0)) \(to)" } ?? "\(to), on no day that is named")
    }
  }

  /// Whoever leads a part that names nobody: the leader of what it is part of.
  private var parentsLeader: String {
    guard let ancestor = leadership?.led.first(where: { $0.node == node })?.ancestor else { return page.marks.dash }
    let names = graph.leaders(of: ancestor).map(name)
    return (names.isEmpty ? "whoever will lead" : Phrases.list(names) + ", who leads") + " \(graph.id(of: ancestor))"
  }

  private mutating func writeTeamLine() {
    guard let team = graph.target(of: node, .team), team < graph.entities.count else {
      row("Team", page.marks.dash)
      return
    }
    let members = Rows(inquiry.world, [team], today: today)
    let count = members.columns.first { $0.name == "members" }.map { members.cell($0, team).items.count } ?? 0
    let leaders = graph.leaders(of: team).map { graph.label(of: $0) }
    let led = leaders.isEmpty ? "without a leader" : "led by \(Phrases.list(leaders))"
    row("Team", "\(graph.id(of: team)), \(Phrases.count(count, "person", "people")), \(led)")
  }

  private mutating func writeDependencies() {
    rows("Waits for", dependencies(of: node) { _ in true })
    told.insert("<depends_on")
    let waiting = edges.filter { $0.to == node && $0.kind == "depends_on" && $0.from != node }.map(\.from)
    var lines: [String] = []
    var seen: Set<Graph.Node> = []
    for other in waiting where seen.insert(other).inserted {
      lines += dependencies(of: other) { $0 == node }.map { graph.id(of: other) + $0 }
    }
    rows("Awaited by", lines)
  }

  /// The entries of `depends_on:` whose target passes, as sentences; without the target's id where it is this entity.
  private func dependencies(of source: Graph.Node, _ isWanted: (Graph.Node) -> Bool) -> [String] {
    let entity = graph.entities[source]
    var lines: [String] = []
    // Both are in file order: the references of an entry are the next ones.
    var rest = graph.references(of: source)
    entity.values.forEachIndexed { index, value in
      guard value.key == .dependsOn else { return }
      rest = rest.drop { Int($0.value) < index }
      let references = rest.prefix { Int($0.value) < index + Int(value.count) }
      guard let main = references.first(where: { [.dependsOn, .initiative, .team].contains($0.key) }), main.target >= 0,
        isWanted(Int(main.target))
      else { return }
      var words = [Int(main.target) == node ? "" : graph.id(of: Int(main.target))]
      if value.tag == .map {
        let inside = entity.children(of: value, at: index)
        if let kind = inside.word(.kind) { words.append(kind) }
        if let what = inside.text(.for) { words.append(what) }
        let accepted = references.first { $0.key == .acceptedBy && $0.target >= 0 }
        words.append(accepted.map { "accepted by \(graph.id(of: Int($0.target)))" } ?? "not accepted")
        if let date = inside.date(.removeBy) { words.append("until \(day(date))") }
      }
      lines.append(words.joined(separator: ", "))
    }
    return lines
  }

  private mutating func writeUpdate() {
    let updates = entity.maps(.updates).compactMap { update in
      update.children.date(.date).map { (date: $0, children: update.children) }
    }
    guard let last = updates.max(by: { $0.date < $1.date }) else { return }
    var words = [last.children.word(.status), last.children.text(.note)].compactMap(\.self).joined(separator: ", ")
    if let path = last.children.text(.pathToGreen) { words += "; path to green: \(path)" }
    row("Last update", "\(day(last.date)): \(words)")
  }
}
