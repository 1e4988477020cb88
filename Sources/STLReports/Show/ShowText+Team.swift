import STLGraph
import STLModel
import STLRules
import STLText

extension ShowText {
  /// The seat, where the team stands, who is in it and what it works on.
  mutating func writeTeam() {
    writeSeat()
    if let parent = graph.target(of: node, .parent) { row("Part of", graph.id(of: parent)) }
    row("Parts", sources("parent", of: .team).map { graph.id(of: $0) }.joined(separator: ", "))
    let homes = sources("team", of: .person)
    let isHome = Set(homes)
    let guests = graph.targets(of: node, .members).filter { !isHome.contains($0) }
    row("Members", named(homes))
    row("Guests", named(guests))
    rows(
      "Initiatives",
      sources("team", of: .initiative).map { initiative in
        let state = evaluation.initiatives.seat(of: initiative)?.state.rawValue ?? "not active"
        return "\(graph.id(of: initiative)), \(state)"
      })
    row("Hires", sources("team", of: .opening).map { graph.id(of: $0) }.joined(separator: ", "))
    told.formUnion(["interim", "parent", "members"])
  }

  /// People by name, as many as fit a few lines.
  private func named(_ people: [Graph.Node]) -> String {
    let shown = people.prefix(30).map { graph.label(of: $0) }
    return shown.joined(separator: ", ") + (people.count > 30 ? " and \(people.count - 30) more" : "")
  }
}
