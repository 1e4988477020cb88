import STLEngine
import STLGraph
import STLJSON
import STLReports
import STLText
import Testing

/// `show`, and the surroundings that the service shares with it.
@Suite struct ShowTests {
  private let plan = """
    initiative: cranes
    title: Quiet cranes
    leader: bo
    team: quay
    due: 2026-03-12
    depends_on: [{initiative: tugs, kind: blocking, for: a berth, accepted_by: cem}]
    updates: [{date: 2026-02-20, status: green, note: on its way}]
    ---
    initiative: tugs
    leader: cem
    depends_on: cranes
    ---
    team: quay
    leader: bo
    ---
    person: bo
    name: Bo Berg
    team: quay
    ---
    person: cem
    manager: bo
    """

  @Test func `an initiative with everything around it`() {
    #expect(
      ask("show", "cranes", of: plan, look: Look(width: 80)) == """
        cranes · Quiet cranes                                                     active
          dedicated: one leader, who leads nothing else                      plan.yaml:1

          Leader          Bo Berg (bo), leads nothing else
          Deputy          –
          Team            quay, 1 person, led by Bo Berg
          Waits for       tugs, blocking, a berth, accepted by cem
          Awaited by      tugs
          Due             12 March (10 d)
          Last update     20 February: green, on its way

        """)
  }

  @Test func `a person and a team`() {
    let person = ask("show", "person/bo", of: plan)
    #expect(person.contains("leads initiative/cranes and team/quay"))
    #expect(person.contains("Manages         1 person"))
    let team = ask("show", "team/quay", of: plan)
    #expect(team.contains("Members         Bo Berg"))
    #expect(team.contains("Initiatives     cranes, dedicated"))
  }

  @Test func `findings, labels and the leader of what it is part of`() {
    let text = ask(
      "show", "arms",
      of: """
        initiative: robots
        leader: bo
        ---
        initiative: arms
        parent: robots
        sponser: x
        dedication: 80%
        decision: {date: 2026-01-31}
        prfaq: none.md
        ---
        person: bo
        name: Bo Berg
        """, look: Look(width: 80))
    #expect(
      text == """
        arms                                                                      active
          led by the leader of robots                                        plan.yaml:4

          Leader          Bo Berg (bo), who leads robots
          Deputy          –
          Team            –
          Part of         robots
          Dedication      80 %
          Decision        date 31 January
          PR/FAQ          none.md

          Findings
          FILE007 error   "sponser" is not a key of an initiative            plan.yaml:6
          REF006  warning no file is called "none.md"                        plan.yaml:9
          STL009  info    arms is led by the leader of robots: bo            plan.yaml:5
          stlctl explain FILE007 says why, and what clears it

        """)
  }

  @Test(arguments: [40, 60, 80]) func `a long title breaks at the width`(width: Int) {
    let title = String(repeating: "国際物流", count: 20)
    let text = ask("show", "a", of: "initiative: a\ntitle: \(title)\nleader: bo\n", look: Look(width: width))
    for line in text.split(separator: "\n") { #expect(String(line).displayWidth <= width, "\(line)") }
  }

  @Test func `JSON has every field of the contract`() {
    let json = askJSON("show", "team/quay", of: plan)
    #expect(json.objectValue?.names == ["version", "today", "entity", "neighbours", "findings"])
    #expect(
      json["entity"] == [
        "kind": "team", "id": "quay", "status": "active", "leadership": "dedicated", "leaders": ["bo"],
        "path": "plan.yaml", "line": 13, "members": ["bo"],
      ])
    #expect(
      json["neighbours"] == [
        ["from": "initiative/cranes", "to": "team/quay", "kind": "team", "path": "plan.yaml", "line": 4],
        ["from": "team/quay", "to": "person/bo", "kind": "leader", "path": "plan.yaml", "line": 14],
        ["from": "person/bo", "to": "team/quay", "kind": "team", "path": "plan.yaml", "line": 18],
      ])
    #expect(json["findings"] == [])
  }

  @Test func `references that name nothing, or too much`() {
    #expect(ask("show", " @Cranes ", of: plan) == ask("show", "cranes", of: plan))
    #expect(ask("show", "person/@bo", of: plan) == ask("show", "bo", of: plan))
    #expect(ask("show", "crames", of: plan) == "not found: entity \"crames\", nearest \"cranes\"")
    #expect(ask("show", "team/qay", of: plan) == "not found: team \"qay\", nearest \"team/quay\"")
    #expect(ask("show", "teem/quay", of: plan) == "not found: kind \"teem\", nearest \"team\"")
    #expect(
      ask("show", "a", of: "team: a\n---\ninitiative: a\n")
        == "bad query at 0: \"a\" is more than one thing: write initiative/a or team/a")
  }

  @Test func `surroundings follow references one way or both, some steps far`() throws {
    let world = World(files: [("plan.yaml", plan)])
    func around(_ ref: String, _ direction: Neighbourhood.Direction, _ depth: Int) throws -> [String] {
      let node = try world.find(ref)
      let found = Neighbourhood(world, node, direction, depth: depth, today: testDay)
      return found.nodes.map { world.graph.ref(of: $0) }
    }
    #expect(try around("team/quay", .out, 1) == ["team/quay", "person/bo"])
    #expect(try around("tugs", .in, 1) == ["initiative/tugs", "initiative/cranes"])
    #expect(try around("person/cem", .out, 9) == ["person/cem", "person/bo", "team/quay"])
    #expect(try around("team/quay", .both, 0) == ["team/quay"])
    #expect(Set(try around("team/quay", .both, 2)).count == 5)
  }

  @Test func `nested references have a key path`() throws {
    let world = World(files: [("plan.yaml", plan)])
    let found = Neighbourhood(world, try world.find("cranes"), .out, today: testDay)
    #expect(found.edges.map(\.kind) == ["leader", "team", "depends_on", "depends_on.accepted_by"])
    var writer = JSONWriter()
    found.write(found.nodes[0], to: &writer)
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"id":"initiative/cranes","kind":"initiative","title":"Quiet cranes","state":"dedicated"}"#)
  }
}
