import STLJSON
import STLReports
import STLText
import Testing

/// `list` in its formats.
@Suite struct ListTests {
  private let plan = """
    initiative: cranes
    title: Quiet cranes
    leader: bo@harbour.test
    priority: 1
    contributors: [cem, x@example.org, {person: bo, share: 35%}]
    decision: {decider: cem, date: 2026-01-31}
    sponsor: tbd
    due: soon
    x-wiki: no key of ours
    ---
    initiative: tugs
    status: paused
    ---
    team: quay
    leader: bo
    members: [cem, bo]
    ---
    person: bo
    name: Bo Berg
    email: bo@harbour.test
    team: quay
    ---
    person: cem
    joined: 2026-05-01
    bar_raiser_since: 2025-01-01
    ---
    opening: o1
    loops:
      - candidate: c-1
        feedback: {bo@harbour.test: 2026-02-01, cem: 2026-02-02}
        veto: no
    ---
    metric: noise
    target: 62.5
    ---
    goal: quiet
    target: 80%
    """

  @Test func `rows of initiatives`() {
    let json = askJSON("list", "initiatives", of: plan, commit: "4f1c2ab")
    #expect(json.objectValue?.names == ["version", "commit", "today", "rows"])
    #expect(
      json["rows"]?[0] == [
        "id": "cranes", "title": "Quiet cranes", "status": "active", "leadership": "dedicated", "leaders": ["bo"],
        "priority": 1, "path": "plan.yaml", "line": 1, "contributors": ["cem", ["person": "bo", "share": 0.35]],
        "decision": ["decider": "cem", "date": "2026-01-31"],
      ])
    #expect(
      json["rows"]?[1] == [
        "id": "tugs", "status": "paused", "leadership": nil, "leaders": [], "path": "plan.yaml", "line": 11,
      ])
  }

  @Test func `rows of every other kind`() {
    func row(_ kind: String, _ index: Int = 0) -> JSON? { askJSON("list", kind, of: plan)["rows"]?[index] }
    #expect(
      row("teams") == [
        "id": "quay", "status": "active", "leadership": "dedicated", "leaders": ["bo"], "path": "plan.yaml",
        "line": 14, "members": ["bo", "cem"],
      ])
    #expect(
      row("people") == [
        "id": "bo", "name": "Bo Berg", "status": "active", "post": "in-post", "leads": ["cranes"], "team": "quay",
        "path": "plan.yaml", "line": 18, "email": "bo@harbour.test",
      ])
    #expect(row("person", 1)?["post"] == "arriving")
    #expect(
      row("openings")?["loops"] == [
        ["candidate": "c-1", "feedback": ["bo": "2026-02-01", "cem": "2026-02-02"], "veto": false]
      ])
    #expect(row("openings")?["status"] == "open")
    #expect(row("metrics")?["target"] == 62.5)
    #expect(row("goals")?["target"] == 0.8)
    #expect(row("org") == nil)
  }

  @Test func `people by id only where the org file says so`() {
    let json = askJSON("list", "people", of: "person: bo\nname: Bo Berg\nemail: b@c.test\ntitle: Pilot\nlevel: 3\n")
    #expect(json["rows"]?[0]?["name"] == "Bo Berg")
    let files = [("org.yaml", "org: o\npeople: ids\n"), ("p.yaml", "person: bo\nname: Bo Berg\nemail: b@c.test\n")]
    #expect(
      ask("list", "people", of: files, format: "jsonl") == """
        {"id":"bo","status":"active","post":"in-post","leads":[],"path":"p.yaml","line":1}

        """)
    #expect(!ask("list", "people", of: files, format: "table").contains("Berg"))
  }

  @Test func `a table fits its width`() {
    #expect(
      ask("list", "initiatives", of: plan, format: "table", look: Look(width: 80)) == """
        id      status  leadership  leaders  team  priority  title
        cranes  active  dedicated   bo                    1  Quiet cranes
        tugs    paused

        """)
    #expect(
      ask(
        "list", "initiatives", of: plan, format: "table", ["columns": ["title,id", "contributors"]],
        look: Look(width: 40, isASCII: true)) == """
          title         id      contributors
          Quiet cranes  cranes  cem, bo
                        tugs

          """)
    #expect(ask("list", "goals", of: "team: a\n", format: "table") == "no goals\n")
  }

  @Test func `words of a set stay whole, ids give way last, and what is left out is said`() {
    let long = String(repeating: "quay-", count: 12) + "crane"
    let plan =
      "initiative: \(long)\nleader: someone-with-a-long-id\nstatus: proposed\nteam: harbour-team\npriority: 1\n"
    func table(_ width: Int, _ arguments: [String: [String]] = [:]) -> String {
      ask("list", "initiatives", of: plan, format: "table", arguments, look: Look(width: width))
    }
    #expect(
      table(80) == """
        id                        status    leadership  leaders       team      priority
        quay-quay-quay-quay-qua…  proposed              someone-wit…  harbour…         1

        left out of 80 columns: title; --columns shows them

        """)
    #expect(table(60).hasSuffix("\n\nleft out of 60 columns: team, priority and title; --columns\nshows them\n"))
    #expect(table(Look.widthMax).contains("\(long)  proposed  "))
  }

  @Test func `CSV quotes what needs it and disarms formulas`() {
    let text = """
      initiative: a
      title: "=1+2"
      problem: "a, \\"b\\""
      tags: ["-x", "y"]
      customer: "@home"
      priority: 3
      ---
      metric: m
      target: -5
      """
    #expect(
      ask(
        "list", "initiatives", of: text, format: "csv", ["columns": ["id,title,problem,tags,customer,priority,leaders"]]
      )
        == "id,title,problem,tags,customer,priority,leaders\r\na,\"'=1+2\",\"a, \"\"b\"\"\",\"'-x;y\",\"'@home\",3,\r\n"
    )
    #expect(ask("list", "metrics", of: text, format: "csv", ["columns": ["id,target"]]) == "id,target\r\nm,-5\r\n")
  }

  @Test func `names and JSON lines`() {
    #expect(ask("list", "initiatives", of: plan, format: "name") == "initiative/cranes\ninitiative/tugs\n")
    #expect(
      ask("list", "initiatives", of: plan, format: "jsonl", ["columns": ["id,leadership,team"]]) == """
        {"id":"cranes","leadership":"dedicated"}
        {"id":"tugs","leadership":null}

        """)
  }

  @Test func `strangers`() {
    #expect(
      ask("list", "initiatve", of: plan, format: "json") == "not found: kind \"initiatve\", nearest \"initiatives\"")
    #expect(ask("list", of: plan, format: "json") == "bad query at 0: list needs a kind, such as initiatives")
    #expect(
      ask("list", "teams", of: plan, format: "json", ["columns": ["priority"]]) == "not found: column \"priority\"")
  }
}
