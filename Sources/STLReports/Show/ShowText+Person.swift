import STLGraph
import STLModel
import STLRules
import STLText

extension ShowText {
  /// One sentence on what the person is charged with.
  var personSummary: String {
    let charges = evaluation.initiatives.charges(of: node) + evaluation.teams.charges(of: node)
    return charges.isEmpty ? "leads nothing" : "leads " + Phrases.list(charges.prefix(6).map { graph.ref(of: $0) })
  }

  /// What the person leads, and what else takes the person's time.
  mutating func writePerson() {
    if let team = graph.target(of: node, .team) { row("Team", graph.id(of: team)) }
    if let manager = graph.target(of: node, .manager) { row("Reports to", name(manager)) }
    told.formUnion(["<leader", "<interim"])
    rows("Leads", evaluation.initiatives.charges(of: node).map { charge(evaluation.initiatives, $0) })
    rows("Leads teams", evaluation.teams.charges(of: node).map { charge(evaluation.teams, $0) })
    rows(
      "Duties",
      entity.maps(.commitments).map { _, duty in
        var words = [duty.text(.what) ?? "a commitment", duty.percent(.share).map { "\($0) %" } ?? "no share given"]
        if let from = duty.date(.from) { words.append("from \(day(from))") }
        if let until = duty.date(.until) { words.append("until \(day(until))") }
        return words.joined(separator: ", ")
      })
    rows(
      "Away",
      entity.maps(.away).map { _, span in
        [span.date(.from).map { "from \(day($0))" }, span.date(.until).map { "until \(day($0))" }].compactMap(\.self)
          .joined(separator: " ")
      })
    let reports = sources("manager", of: .person)
    if !reports.isEmpty { row("Manages", Phrases.count(reports.count, "person", "people")) }
    told.formUnion(["team", "manager", "commitments", "away"])
  }

  private func charge(_ leadership: Leadership, _ seat: Graph.Node) -> String {
    let priority = graph.entities[seat].number(.priority).map { " (P\($0))" } ?? ""
    let isInterim = leadership.seat(of: seat).map { $0.interim == node && !$0.leaders.contains(node) } ?? false
    let state = leadership.seat(of: seat)?.state.rawValue ?? ""
    return graph.id(of: seat) + priority + ", " + (isInterim ? "as interim" : state)
  }
}
