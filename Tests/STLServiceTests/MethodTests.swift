import STLEngine
import STLJSON
import STLText
import STLWire
import Testing

@testable import STLService

@Suite struct MethodTests {
  private func codes(_ reply: JSONObject, _ member: String = "findings") -> [String] {
    (reply[member]?.arrayValue ?? []).compactMap { finding in
      finding["code"]?.stringValue.map {
        "\($0) \(finding["entity"]?.stringValue ?? finding["path"]?.stringValue ?? "")"
      }
    }
  }

  @Test func `status tells what the daemon hands in and what the world holds`() throws {
    let status = try answer("Status")
    #expect(status["revision"] == 1)
    #expect(status["state"] == "ready")
    #expect(status["instance"] == "abc")
    #expect(status["commit"]?.stringValue?.count == 40)
    #expect(status["counts"]?["entities"]?["initiative"] == 3)
    #expect(status["coverage"]?["active"] == 3)
    #expect(status["settling"] == nil)
    #expect(status["today"] == .string(day.description))
  }

  @Test func `findings are narrowed by path, code and severity`() throws {
    let all = codes(try answer("Findings"))
    #expect(all.contains("STL001 initiative/three"))
    #expect(all.contains("STL003 initiative/two"))
    #expect(codes(try answer("Findings", ["paths": ["plan/two.yaml"]])).allSatisfy { $0.hasSuffix("/two") })
    #expect(codes(try answer("Findings", ["paths": ["./plan/"]])) == all.filter { $0.contains("initiative/") })
    #expect(codes(try answer("Findings", ["paths": ["pla"]])) == [])
    #expect(codes(try answer("Findings", ["codes": ["stl001"]])) == ["STL001 initiative/three"])
    #expect(codes(try answer("Findings", ["codes": ["Leaderless"]])) == ["STL001 initiative/three"])
    #expect(try failure("Findings", ["codes": ["STL01"]]).hasPrefix(#"NotFound {"what":"rule","name":"STL01""#))
    #expect(codes(try answer("Findings", ["paths": [], "codes": []])) == all)
    #expect(codes(try answer("Findings", ["codes": ["REF"]])).allSatisfy { $0.hasPrefix("REF") })
    #expect(codes(try answer("Findings", ["minimum": "error"])).contains("STL003 initiative/two"))
    #expect(!codes(try answer("Findings", ["minimum": "error"])).contains("STL001 initiative/three"))
  }

  @Test func `paths that only look alike are two paths`() throws {
    let (composed, decomposed) = ("\u{E9}/a.yaml", "e\u{301}/a.yaml")
    let context = context([(composed, "initiative: a\n"), (decomposed, "initiative: b\n")])
    #expect(codes(try answer("Findings", ["paths": [.string(composed)]], context)) == ["STL001 initiative/a"])
    #expect(codes(try answer("Findings", ["paths": ["e\u{301}"]], context)) == ["STL001 initiative/b"])
    let text: JSONObject = ["path": .string(decomposed), "text": "initiative: c\n"]
    #expect(codes(try answer("CheckText", text, context)) == ["STL001 initiative/c"])
    let seen = World(files: [(composed, "initiative: a\n")])
    let now = World(files: [(decomposed, "initiative: a\n")])
    let difference = Difference(Snapshot(world: seen, today: day), Snapshot(world: now, today: day))
    #expect(difference.paths.map { FilePath($0) } == [FilePath("e\u{301}/a.yaml"), FilePath("\u{E9}/a.yaml")])
    #expect(difference.added.count == 1)
    #expect(difference.removed.count == 1)
  }

  @Test func `a long list comes in pages whose cursors belong to the revision`() throws {
    let many = (0..<1200).map { (path: "i\($0).yaml", text: "initiative: i\($0)\n") }
    let context = context(many)
    let streamed = try ask("Findings", ["codes": ["STL001"]], more: true, context)
    #expect(streamed.map(\.continues) == [true, true, false])
    var cursor: JSON?
    var seen: [String] = []
    var pages = 0
    repeat {
      var parameters: JSONObject = ["codes": ["STL001"]]
      parameters["cursor"] = cursor
      let reply = try answer("Findings", parameters, context)
      seen += codes(reply)
      cursor = reply["cursor"]
      pages += 1
    } while cursor != nil
    #expect(pages == 3)
    #expect(Set(seen).count == 1200)
    #expect(try failure("Findings", ["cursor": "2:500"], context) == #"Stale {"revision":1}"#)
    #expect(try answer("Findings", ["cursor": "1:99999"], context)["findings"] == [])
  }

  @Test func `a report comes in parts that cut no character`() throws {
    let title = String(repeating: "é", count: 3000)
    let many = (0..<100).map { (path: "i\($0).yaml", text: "initiative: i\($0)\ntitle: \(title)\n") }
    let context = context(many)
    let parts = try ask("Report", ["name": "leadership", "format": "json"], more: true, context)
    #expect(parts.count > 1)
    var content = ""
    for part in parts { content += try JSONReader.read(part.parameters)["content"]?.stringValue ?? "" }
    #expect(!content.contains("\u{FFFD}"))
    #expect(try JSONReader.read(Array(content.utf8))["version"] == 1)
  }

  @Test func `an entity is named by kind and id, or by an id that one kind has`() throws {
    #expect(try answer("Get", ["ref": "one"])["entity"]?["id"] == "one")
    #expect(try answer("Get", ["ref": "initiative/One"])["entity"]?["id"] == "one")
    let twice = context(sample + [("x.yaml", "team: one\n")])
    #expect(try failure("Get", ["ref": "one"], twice).hasPrefix("BadQuery "))
    #expect(
      try failure("Get", ["ref": "team/platfrom"])
        == #"NotFound {"what":"team","name":"platfrom","nearest":"team/platform"}"#)
    #expect(try failure("Get", ["ref": "initiatve/one"]).contains(#""what":"kind""#))
  }

  @Test func `an entity comes with its references and findings`() throws {
    let reply = try answer("Get", ["ref": "initiative/one"])
    let edges = (reply["neighbours"]?.arrayValue ?? []).compactMap { edge in
      "\(edge["from"]?.stringValue ?? "") \(edge["kind"]?.stringValue ?? "") \(edge["to"]?.stringValue ?? "")"
    }
    #expect(edges.contains("initiative/one leader person/ada"))
    #expect(edges.contains("initiative/two depends_on initiative/one"))
    #expect(codes(try answer("Get", ["ref": "initiative/two"])).contains("STL003 initiative/two"))
  }

  @Test func `neighbours go as far and in the direction that is asked for`() throws {
    func nodes(_ parameters: JSONObject) throws -> [String] {
      (try answer("Neighbours", parameters)["nodes"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
    }
    #expect(try nodes(["ref": "initiative/two", "direction": "out", "depth": 0]) == ["initiative/two"])
    #expect(
      Set(try nodes(["ref": "initiative/one", "direction": "out"])) == [
        "initiative/one", "person/ada", "team/platform",
      ])
    #expect(try nodes(["ref": "initiative/one", "direction": "in"]) == ["initiative/one", "initiative/two"])
    #expect(try nodes(["ref": "initiative/two", "depth": 2]).contains("team/platform"))
    #expect(!(try nodes(["ref": "initiative/two", "depth": 1]).contains("team/platform")))
  }

  @Test func `text is checked as if it were in the file, and nothing changes`() throws {
    let context = context()
    #expect(
      codes(try answer("CheckText", ["path": "plan/three.yaml", "text": "initiative: three\nleader: bob\n"], context))
        .allSatisfy { !$0.hasPrefix("STL001") })
    #expect(
      codes(
        try answer(
          "CheckText", ["path": "plan/../plan/three.yaml", "text": "initiative: three\nleadr: bob\n"], context)
      )
      .contains { $0.hasPrefix("FILE007") })
    #expect(
      codes(try answer("CheckText", ["path": "z.yaml", "text": "initiative: one\n"], context)).contains {
        $0.hasPrefix("FILE011")
      })
    #expect(context.world.revision == 1)
    #expect(codes(try answer("Findings", [:], context)).contains("STL001 initiative/three"))
  }

  @Test(arguments: ["../x.yaml", "a/../../x.yaml", "/etc/passwd", "", "a\0b"])
  func `a path outside the root is refused`(path: String) throws {
    #expect(try failure("CheckText", ["path": .string(path), "text": ""]).hasPrefix("BadQuery "))
  }

  @Test func `a bad day is a bad query`() throws {
    for (method, parameters) in [
      ("Findings", [:]), ("Get", ["ref": "one"]), ("Report", ["name": "check", "format": "text"]),
    ] as [(String, JSONObject)] {
      var parameters = parameters
      parameters["today"] = "2026-02-30"
      #expect(try failure(method, parameters).hasPrefix("BadQuery "))
    }
  }

  @Test func `a rule is explained by code or name, with how it stands here`() throws {
    #expect(try answer("Explain", ["code": "leaderless"])["rule"]?["code"] == "STL001")
    let off = context([("org.yaml", "org: a\nrules: {STL001: off, STL002: info}\n")])
    #expect(try answer("Explain", ["code": "stl001"], off)["rule"]?["here"] == "off")
    #expect(try answer("Explain", ["code": "STL002"], off)["rule"]?["here"] == "info")
    #expect(try failure("Explain", ["code": "leadeless"]).contains(#""nearest":"leaderless""#))
    #expect((try answer("Rules")["rules"]?.arrayValue ?? []).count > 20)
  }

  @Test func `a difference tells what came and went`() throws {
    var context = context()
    let before = Snapshot(world: context.world, today: day)
    context.engine.apply(
      ChangeBatch(
        texts: sample.filter { $0.path != "plan/two.yaml" && $0.path != "plan/three.yaml" } + [
          ("plan/three.yaml", "\n\ninitiative: three\n"), ("new.yaml", "initiative: four\n"),
        ]))
    let reply = Changes.reply(from: before, to: Snapshot(world: context.world, today: day), context)
    let parameters = try #require(try JSONReader.read(reply.parameters).objectValue)
    #expect(parameters["fresh"] == false)
    // The one that only moved is not among them.
    #expect(codes(parameters, "added").contains("STL001 initiative/four"))
    #expect(!codes(parameters, "added").contains("STL001 initiative/three"))
    #expect(codes(parameters, "removed").contains("STL003 initiative/two"))
    #expect(parameters["paths"] == ["new.yaml", "plan/three.yaml", "plan/two.yaml"])
    let call = Call(method: "\(PlannerInterface.name).Changes", more: true)
    #expect(PlannerInterface.description.mismatches(of: reply, to: call) == [])
  }

  @Test func `a difference that is too large is a fresh start`() throws {
    var context = context()
    let before = Snapshot(world: context.world, today: day)
    context.engine.apply(ChangeBatch(texts: (0..<1500).map { ("i\($0).yaml", "initiative: i\($0)\n") }))
    let reply = Changes.reply(from: before, to: Snapshot(world: context.world, today: day), context)
    #expect(try JSONReader.read(reply.parameters)["fresh"] == true)
    #expect(reply.parameters.count < Limits.replyBytesMax)
  }
}
