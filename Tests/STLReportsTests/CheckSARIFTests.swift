import STLEngine
import STLGraph
import STLJSON
import STLText
import Testing

@testable import STLReports

/// `check -o sarif`: one run of SARIF 2.1.0.
@Suite struct CheckSARIFTests {
  private let plan = """
    initiative: cranes
    leader: tbd
    ---
    initiative: pilots
    leader: [bo, cem]
    waive: {rule: STL002, reason: "until the {election}", until: 2026-05-31}
    ---
    initiative: tugs
    leader: yusuf-kayra
    ---
    person: bo
    ---
    person: cem
    ---
    person: yusuf-kaya
    """

  private func run(_ files: [(path: String, text: String)], prefix: String = "") throws -> JSON {
    let text = ask("check", of: files, format: "sarif", commit: "4f1c2ab", prefix: prefix)
    let log = try JSONReader.read(text)
    #expect(log["version"] == "2.1.0")
    return try #require(log["runs"]?[0])
  }

  private func run(_ text: String, prefix: String = "") throws -> JSON {
    try run([("plan.yaml", text)], prefix: prefix)
  }

  @Test func `every result has its rule, and every rule its help`() throws {
    let run = try run(plan)
    let rules = try #require(run["tool"]?["driver"]?["rules"]?.arrayValue)
    #expect(rules.map { $0["id"] } == ["STL001", "STL002", "STL003"])
    for result in try #require(run["results"]?.arrayValue) {
      let index = try #require(result["ruleIndex"]?.integerValue)
      #expect(rules[index]["id"] == result["ruleId"])
    }
    let rule = rules[0]
    #expect(rule["name"] == "leaderless")
    #expect(rule["defaultConfiguration"] == ["level": "warning"])
    #expect(try #require(rule["help"]?["markdown"]?.stringValue).hasPrefix("# STL001 leaderless\n"))
    // What GitHub takes of them.
    for name in ["shortDescription", "fullDescription"] {
      #expect((1...1024).contains(rule[name]?["text"]?.stringValue?.count ?? 0))
    }
  }

  @Test func `a result with its place, in code points, and its suppression`() throws {
    let run = try run(plan, prefix: "planning/")
    #expect(run["columnKind"] == "unicodeCodePoints")
    #expect(run["properties"] == ["commit": "4f1c2ab", "today": "2026-03-02"])
    #expect(run["originalUriBaseIds"]?["%SRCROOT%"]?["uri"] == nil)
    let place: JSON = ["uri": "planning/plan.yaml", "uriBaseId": "%SRCROOT%"]
    #expect(
      run["results"]?[1] == [
        "ruleId": "STL002", "ruleIndex": 1, "level": "error",
        "message": [
          "text": """
          pilots has 2 leaders: bo, cem
          way out: keep one: `leader: bo`
          way out: the others can be `deputy:`, `contributors:` or `sponsor:`
          """
        ],
        "locations": [
          [
            "physicalLocation": [
              "artifactLocation": place, "region": ["startLine": 5, "startColumn": 10, "endLine": 5, "endColumn": 12],
            ],
            "logicalLocations": [["fullyQualifiedName": "initiative/pilots", "kind": "initiative"]],
          ]
        ],
        "partialFingerprints": ["stlFinding/v1": "42292f2bf13ede22"],
        "suppressions": [["kind": "inSource", "justification": "until the {election}"]],
      ])
    #expect(run["results"]?[0]?["suppressions"] == [])
    let note = run["results"]?[2]?["relatedLocations"]?[0]
    #expect(note?["message"] == ["text": "`leader: yusuf-kaya`"])
    #expect(note?["physicalLocation"]?["artifactLocation"] == place)
  }

  @Test func `nothing to say is an empty list of results`() throws {
    let run = try run("initiative: a\nleader: bo\n")
    #expect(run["results"] == [])
    #expect(run["tool"]?["driver"]?["rules"] == [])
  }

  @Test func `paths are relative references, percent-encoded`() throws {
    let run = try run([("a b/co:lon%20é[1].yaml", "initiative: a\n")], prefix: "p#q/")
    #expect(
      run["results"]?[0]?["locations"]?[0]?["physicalLocation"]?["artifactLocation"]?["uri"]
        == "p%23q/a%20b/co%3Alon%2520%C3%A9%5B1%5D.yaml")
  }

  @Test func `braces and links in a message are text`() throws {
    let run = try run("initiative: a\nleader: bo\n\"[x](y) {0} \\u202E\": 1\n")
    #expect(
      try #require(run["results"]?[0]?["message"]?["text"]?.stringValue).hasPrefix(
        #""\[x\](y) {{0}} \u{{202E}}" is not a key"#))
  }

  @Test func `a fix becomes replacements of lines and columns`() throws {
    let world = World(files: [("plan.yaml", "initiative: é\nleader: bo\nsponser: bo\n"), ("b.yaml", "team: b\n")])
    let sarif = CheckSARIF(graph: world.graph, origin: Origin(prefix: "x/"), waivers: [], today: testDay)
    let finding = Finding(
      code: "FILE007", name: "unknown-key", severity: .error, entity: nil, place: Place(path: "plan.yaml", line: 3),
      message: "m",
      fix: Fix(
        title: "write {sponsor}", isSafe: true,
        edits: [
          Edit(path: "plan.yaml", start: 26, end: 33, text: "sponsor"),
          Edit(path: "b.yaml", start: 0, end: 0, text: "# é\n"),
          Edit(path: "plan.yaml", start: 12, end: 14, text: ""),
        ]))
    var writer = JSONWriter()
    sarif.write(finding, rule: 0, fingerprint: "f", &writer)
    func region(_ line: Int, _ column: Int, _ endColumn: Int) -> JSON {
      [
        "startLine": .integer(line), "startColumn": .integer(column), "endLine": .integer(line),
        "endColumn": .integer(endColumn),
      ]
    }
    #expect(
      try JSONReader.read(writer.takeBytes())["fixes"] == [
        [
          "description": ["text": "write {{sponsor}}"],
          "artifactChanges": [
            [
              "artifactLocation": ["uri": "x/plan.yaml", "uriBaseId": "%SRCROOT%"],
              "replacements": [
                ["deletedRegion": region(3, 1, 8), "insertedContent": ["text": "sponsor"]],
                ["deletedRegion": region(1, 13, 14), "insertedContent": ["text": ""]],
              ],
            ],
            [
              "artifactLocation": ["uri": "x/b.yaml", "uriBaseId": "%SRCROOT%"],
              "replacements": [["deletedRegion": region(1, 1, 1), "insertedContent": ["text": "# é\n"]]],
            ],
          ],
        ]
      ])
  }
}
