import STLEngine
import STLJSON
import STLReports
import STLText
import Testing

/// `check`: what is shown, how it is marked, what counts and what fails.
@Suite struct CheckTests {
  private let plan = """
    initiative: cranes
    leader: tbd
    ---
    initiative: pilots
    leader: [bo, cem]
    ---
    initiative: tugs
    leader: [bo, cem]
    sponser: bo
    """

  @Test func `text with the first of each code and a summary`() {
    #expect(
      ask("check", of: plan) == """
        plan.yaml:5:10: error STL002 contested
          │ leader: [bo, cem]
          │          ^^ pilots has 2 leaders: bo, cem
          = 1 more: plan.yaml:8
          = way out: keep one: `leader: bo`
                     the others can be `deputy:`, `contributors:` or `sponsor:`

        plan.yaml:9:1: error FILE007 unknown-key
          │ sponser: bo
          │ ^^^^^^^ "sponser" is not a key of an initiative
          = way out: `sponsor:`
                     `x-sponser:` for a key of your own, which is kept and never checked

        plan.yaml:2:9: warning STL001 leaderless
          │ leader: tbd
          │         ^^^ cranes has no leader: "tbd" is a placeholder
          = way out: name one person who leads nothing else
                     not started after all: `status: proposed`
                     nobody on purpose: `waive:` with a reason and a date

        3 errors and 1 warning in 1 file, today 2026-03-02. Shown: the first of each code.
          error    STL002 2   FILE007 1
          warning  STL001 1
          asleep   STL007 (no `deputy:` in the files)
          people   no file holds a `person:`, so every name is taken for one; the first `person:` ends that
        all of them: stlctl check --all

        """)
  }

  @Test func `one code of two severities is two causes, and no place is named twice`() {
    let text = ask(
      "check",
      of: """
        initiative: a
        leader: bo
        ---
        initiative: b
        leader: cem
        ---
        initiative: c
        leader: dana
        ---
        initiative: d
        leader: dana
        ---
        person: bo
        left: 2026-01-31
        ---
        person: cem
        joined: 2026-05-01
        ---
        person: dana
        """)
    #expect(text.contains("error STL006 departed"))
    #expect(text.contains("info STL006 departed"))
    #expect(text.contains("= the other one: d (plan.yaml:11:9)"))
    #expect(!text.contains(" more: "))
  }

  @Test func `a broken file comes before what follows from it`() {
    let text = ask(
      "check", of: [("a.yaml", "initiative: a\nleader: bo\nteam: quay\n"), ("b.yaml", "team: quay\n- x\n")])
    #expect(text.hasPrefix("b.yaml:2:1: error FILE003"))
    #expect(text.contains("= its document cannot be read (b.yaml:2:1)"))
  }

  @Test func `where nothing is read there is nothing to check`() {
    let files = [("plan.yaml", "initiative: a\nleader: bo\n"), ("documents/x.yaml", "")]
    #expect(
      ask("check", of: files, ["paths": ["documents"]]).hasPrefix(
        "nothing to check: no file in documents holds an entity, today 2026-03-02\n"))
  }

  @Test func `what sleeps is the same in text and JSON`() {
    #expect(askJSON("check", of: plan)["sleeping"] == ["STL007"])
  }

  @Test func `long messages keep to the gutter`() {
    let text = ask(
      "check", of: "initiative: a\nleader: bo\nstatus: \(String(repeating: "x", count: 50))\n", look: Look(width: 40))
    #expect(
      text.hasPrefix(
        """
        plan.yaml:3:9: error FILE008 wrong-type
          │ status: xxxxxxxxxxxxxxxxxxxxxxxxxx…
          │         ^^^^^^^^^^^^^^^^^^^^^^^^^^
          │ "status" takes one of a set of
          │ words, not "xxxxxxxxxxxxxxxxxxxxxxxx
          │ xxxxxxxxxxxxxxxxxxxxxxxxxx"
          = way out:
            one of: proposed, active, paused,
            done, cancelled, rejected

        """))
  }

  @Test func `nothing to say`() {
    #expect(
      ask("check", of: "initiative: cranes\nleader: bo\n", look: Look(isColoured: true)).hasPrefix(
        "\u{1B}[32mno findings\u{1B}[0m in 1 file, today 2026-03-02\n"))
  }

  @Test func `JSON has every field of the contract`() {
    let json = askJSON("check", of: plan, commit: "4f1c2ab")
    #expect(json.objectValue?.names == ["version", "commit", "today", "findings", "summary", "sleeping"])
    #expect(json["summary"] == ["error": 3, "warning": 1, "info": 0, "waived": 0, "baselined": 0])
    #expect(json["findings"]?.arrayValue?.map { $0["line"] } == [2, 5, 8, 9])
    #expect(
      json["findings"]?[3] == [
        "code": "FILE007", "name": "unknown-key", "severity": "error", "entity": "initiative/tugs",
        "path": "plan.yaml", "line": 9, "column": 1, "end_line": 9, "end_column": 8,
        "message": "\"sponser\" is not a key of an initiative",
        "notes": [
          ["message": "way out: `sponsor:`"],
          ["message": "way out: `x-sponser:` for a key of your own, which is kept and never checked"],
        ],
      ])
  }

  @Test func `select, ignore and paths narrow what is shown`() {
    func codes(_ arguments: [String: [String]]) -> [String] {
      askJSON("check", of: plan, arguments)["findings"]?.arrayValue?.compactMap { $0["code"]?.stringValue } ?? []
    }
    #expect(codes(["select": ["STL"]]) == ["STL001", "STL002", "STL002"])
    #expect(codes(["select": ["contested,file007"]]) == ["STL002", "STL002", "FILE007"])
    #expect(codes(["ignore": ["STL002", "FILE"]]) == ["STL001"])
    #expect(codes(["select": ["STL"], "ignore": ["leaderless"]]) == ["STL002", "STL002"])
    #expect(codes(["paths": ["./plan.yaml"]]).count == 4)
    #expect(codes(["paths": ["."]]).count == 4)
    #expect(codes(["select": ["DEP001"]]) == [])
    #expect(ask("check", of: plan, ["select": ["STL02"]]) == "not found: rule \"STL02\", nearest \"STL002\"")
    #expect(ask("check", of: plan, ["paths": ["plam.yaml"]]) == "not found: path \"plam.yaml\", nearest \"plan.yaml\"")
  }

  @Test func `paths may name folders`() {
    let files = [("a/one.yaml", "initiative: a\n"), ("ab/two.yaml", "initiative: b\n"), ("docs/x.txt", "")]
    #expect(ask("check", of: files, ["paths": ["a/"]]).contains("a/one.yaml"))
    #expect(!ask("check", of: files, ["paths": ["a"]]).contains("ab/two.yaml"))
    #expect(ask("check", of: files, ["paths": ["docs"]]).hasPrefix("nothing to check: no file in docs holds an entity"))
  }

  @Test(
    arguments: [
      (nil, true), ("error", true), ("warning", true), ("info", true), ("never", false),
    ] as [(String?, Bool)]) func `fails at the level that is asked for`(level: String?, fails: Bool) throws
  {
    #expect(try isFailing(plan, level) == fails)
  }

  @Test func `warnings do not fail by default`() throws {
    let warning = "initiative: cranes\n"
    #expect(try !isFailing(warning, nil))
    #expect(try isFailing(warning, "warning"))
    #expect(ask("check", of: warning, ["fail-on": ["fatal"]]) == "not found: severity \"fatal\"")
  }

  @Test func `what is waived is kept, shown on demand and never counted`() throws {
    let text = """
      initiative: cranes
      leader: [bo, cem]
      waive: {rule: STL002, reason: until the election, until: 2026-05-31}
      """
    #expect(try !isFailing(text, "info"))
    #expect(
      ask("check", of: text) == """
        no findings in 1 file, today 2026-03-02
          asleep   STL007 (no `deputy:` in the files)
          people   no file holds a `person:`, so every name is taken for one; the first `person:` ends that
          waived   1 finding: kept, not counted
        all of them: stlctl check --all

        """)
    #expect(ask("check", of: text, ["all": []]).contains("error STL002 contested  waived\n"))
    #expect(askJSON("check", of: text)["findings"]?[0]?["waived"] == true)
  }

  private func isFailing(_ text: String, _ level: String?) throws -> Bool {
    let question = Question(
      name: "check", format: "json", arguments: level.map { ["fail-on": [$0]] } ?? [:], today: testDay)
    return try World(files: [("plan.yaml", text)]).answer(question, origin: Origin()).isFailing
  }
}
