import STLEngine
import STLGraph
import STLModel
import STLText
import Testing

private func graph(_ files: (String, String)...) -> Graph { World(files: files.map { ($0.0, $0.1) }).graph }

private func references(_ graph: Graph) -> [String] {
  graph.references.map { reference in
    let target = reference.target < 0 ? "-" : graph.id(of: Int(reference.target))
    return "\(graph.id(of: Int(reference.from))).\(reference.key.rawValue)=\(target) \(reference.outcome)"
  }
}

@Suite struct GraphTests {
  @Test func `the first of an id counts, in byte order of the paths`() {
    let graph = graph(("b.yaml", "team: x\ntitle: second\n"), ("B.yaml", "team: x\ntitle: first\n"))
    #expect(graph.entities.map(\.title) == ["first"])
    #expect(graph.duplicates.count == 1)
    #expect(graph.duplicates.first?.first == 0)
  }

  @Test func `references end resolved, by address, unknown, of the wrong kind, or nowhere`() {
    let graph = graph(
      (
        "a.yaml",
        "person: ana\nemail: Ana@Acme.test\n---\nteam: t\nleader: ana@acme.TEST\nmembers: [bo, t, tbd, x@example.org]\n"
      ))
    #expect(
      references(graph) == ["t.leader=ana resolved", "t.members=bo unknown", "t.members=t wrongKind"])
  }

  @Test func `an example address that is somebody's own is that person`() {
    let graph = graph(("a.yaml", "person: ana\nemail: ana@example.org\n---\nteam: t\nleader: ana@example.org\n"))
    #expect(references(graph) == ["t.leader=ana resolved"])
  }

  @Test func `without people every name is implied, until the first person`() {
    #expect(
      references(graph(("a.yaml", "team: t\nleader: ana\nparent: u\n"))) == [
        "t.leader=ana implied", "t.parent=- unknown",
      ])
    #expect(
      references(graph(("a.yaml", "team: t\nleader: ana\n---\nperson: bo\n"))) == ["t.leader=ana unknown"])
  }

  @Test func `a text that names several people is nobody`() {
    let graph = graph(
      (
        "a.yaml",
        "initiative: a\nleader: ana, bo\n---\ninitiative: b\nleader: Ana Smith\n---\ninitiative: c\nleader: ana and bo\n"
      ))
    #expect(graph.names.indices.map { graph.isPerson(graph.entities.count + $0) } == [false, true, false])
    #expect(graph.references.map(\.outcome) == [.unknown, .implied, .unknown])
  }

  @Test func `the org file chooses files and lives at the root`() {
    let graph = graph(
      ("org.yaml", "org: acme\nignore: [drafts/**]\n"), ("drafts/a.yaml", "team: a\n"),
      ("b.yaml", "team: b\n---\norg: c\n"))
    #expect(graph.entities.map(\.reference) == ["team/b", "org/acme"])
    #expect(graph.duplicates.map(\.entity.reference) == ["org/c"])
  }

  @Test func `cycles are found once and cut`() {
    let graph = graph(
      (
        "a.yaml",
        "team: a\nparent: b\n---\nteam: b\nparent: c\n---\nteam: c\nparent: b\n---\nteam: d\nparent: d\n---\nteam: e\nparent: a\n"
      ))
    let forest = Forest(graph, .team, .parent)
    #expect(forest.cycles == [[1, 2], [3]])
    #expect(forest.parent == [1, -1, -1, -1, 0])
    #expect(forest.isWithin(4, 1))
    #expect(!forest.isWithin(1, 4))
  }

  @Test func `a chain of sixty thousand parents is walked without recursion`() {
    let count = 60_000
    let text = (0..<count).map {
      "initiative: i\($0)\n" + ($0 > 0 ? "parent: i\($0 - 1)\n" : "") + "leader: p\($0 % 7)\n"
    }
    let graph = graph(("a.yaml", text.joined(separator: "---\n")))
    let forest = Forest(graph, .initiative, .parent)
    let leadership = Leadership(
      graph, .initiative, today: CivilDate(days: 20_000), forest: forest, teams: Forest(graph, .team, .parent))
    #expect(leadership.ladder.active == count)
    #expect(graph.names.indices.reduce(0) { $0 + leadership.charges(of: count + $1).count } == 7)
  }

  /// State and hand-over of each seat on 2024-10-04.
  private func states(_ text: String) -> [String] {
    let graph = graph(("a.yaml", text))
    let leadership = Leadership(
      graph, .initiative, today: CivilDate(days: 20_000), forest: Forest(graph, .initiative, .parent),
      teams: Forest(graph, .team, .parent))
    return leadership.seats.map { seat in
      "\(graph.id(of: seat.node)) \(seat.state.rawValue)"
        + (seat.inHand.map { " \($0.how.rawValue) \($0.until)" } ?? "")
    }
  }

  @Test func `a hand-over clears the initiatives that the leader keeps`() {
    #expect(
      states("initiative: a\nleader: kim\nhandover: {on: 2024-11-01, to: zed}\n---\ninitiative: b\nleader: kim\n") == [
        "a shared handover 2024-11-01", "b shared handover 2024-11-01",
      ])
    #expect(
      states(
        "initiative: a\nleader: kim\nhandover: {on: 2024-11-01}\n---\ninitiative: b\nleader: kim\n---\ninitiative: c\nleader: kim\nhandover: {on: 2024-12-01}\n"
      ) == ["a shared handover 2024-11-01", "b shared handover 2024-12-01", "c shared handover 2024-12-01"])
  }

  @Test func `a hand-over to the same leader is none`() {
    #expect(
      states("initiative: a\nleader: kim\nhandover: {on: 2024-11-01, to: kim}\n---\ninitiative: b\nleader: kim\n") == [
        "a shared", "b shared",
      ])
    #expect(
      states("initiative: a\nleader: kim\ndedication: 50%\nhandover: {on: 2024-11-01, to: kim}\n") == ["a divided"])
  }

  @Test func `a hand-over to someone who leads something else clears nothing`() {
    #expect(
      states(
        "initiative: a\nleader: kim\nhandover: {on: 2024-11-01, to: zed}\n---\ninitiative: b\nleader: zed\n---\ninitiative: c\nleader: kim\n"
      ) == [
        "a shared", "b dedicated", "c shared handover 2024-11-01",
      ])
  }

  @Test func `a hand-over that leaves a part behind clears nothing else`() {
    // When a goes, its part c is kim's own.
    #expect(
      states(
        "initiative: a\nleader: kim\nhandover: {on: 2024-11-01, to: zed}\n---\ninitiative: b\nparent: a\nleader: bo\n---\ninitiative: c\nparent: b\nleader: kim\n---\ninitiative: d\nleader: kim\n"
      ) == ["a shared handover 2024-11-01", "b dedicated", "c shared", "d shared"])
  }

  @Test func `thirty thousand seats of one leader share their memory`() throws {
    let count = 30_000
    let text = (0..<count).map { index in
      "initiative: i\(index)\nleader: ana\n" + (index > 0 ? "handover: {on: 2024-10-05, to: p\(index)}\n" : "")
    }
    let graph = graph(("a.yaml", text.joined(separator: "---\n")))
    let leadership = Leadership(
      graph, .initiative, today: CivilDate(days: 20_000), forest: Forest(graph, .initiative, .parent),
      teams: Forest(graph, .team, .parent))
    try #require(leadership.count(of: .shared) == count)
    #expect(leadership.seats.allSatisfy { $0.others.count == count - 1 && $0.inHand?.how == .handover })
    #expect(Array(leadership.seats[1].others.prefix(2)) == [0, 2])
    #expect(leadership.seats[count - 1].others.last == count - 2)
  }
}
