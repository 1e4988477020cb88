import STLJSON
import STLSystem
import STLWire
import Testing

/// Whatever changes a file, the next answer knows it.
@Suite struct EditingTests {
  /// The title of an initiative, or the verdict where there is none.
  private func title(_ stld: Stld, _ id: String = "plan") throws -> String {
    let reply = try stld.ask("Get", ["ref": .string("initiative/\(id)")])
    return reply["entity"]?["title"]?.stringValue ?? reply.verdict
  }

  private func text(_ title: String, _ id: String = "plan") -> String { "initiative: \(id)\ntitle: \(title)\n" }

  @Test(arguments: ["auto", "poll"]) func `every way of writing a file`(watch: String) throws {
    let place = try Place()
    let stld = try Stld(root: place.root, socket: place.socket, ["--watch", watch])

    for number in 0..<50 {
      try place.write("plan.yaml", text("T\(number)"))
      #expect(try title(stld) == "T\(number)")
    }
    // An atomic rename.
    try place.write(".plan.new", text("renamed"))
    try Files.rename(place.full(".plan.new"), to: place.full("plan.yaml"))
    #expect(try title(stld) == "renamed")
    // As vim writes: a probe, the old file aside, a new one, the old one removed.
    try place.write("4913", "")
    try Files.unlink(place.full("4913"))
    try Files.rename(place.full("plan.yaml"), to: place.full("plan.yaml~"))
    try place.write("plan.yaml", text("vim"))
    try Files.unlink(place.full("plan.yaml~"))
    #expect(try title(stld) == "vim")
    try place.run("sed", "-i", "s/vim/sed/", "plan.yaml")
    #expect(try title(stld) == "sed")
    // A broken file keeps its entity, and says so.
    try place.write("plan.yaml", "initiative: plan\ntitle: [broken\n")
    #expect(try title(stld) == "sed")
    #expect(try stld.ask("Findings", ["codes": ["FILE"]])["findings"]?.arrayValue?.isEmpty == false)
    try place.write("plan.yaml", text("mended"))
    #expect(try title(stld) == "mended")
  }

  @Test func `a root that is moved away is served as it was, until another one stands there`() throws {
    let place = try Place(["plan.yaml": text("first")])
    let stld = try Stld(root: place.root, socket: place.socket)
    #expect(try title(stld) == "first")
    try Files.rename(place.root, to: place.path + "/aside")
    for _ in 0..<3 { #expect(try title(stld) == "first") }
    let status = try stld.ask("Status")
    #expect(status["state"] == "degraded")
    #expect(status["reason"]?.stringValue?.contains(place.root) == true)
    try Files.makeDirectory(place.root)
    try place.write("plan.yaml", text("second"))
    #expect(try stld.ask("Sync").verdict == "ok")
    #expect(try title(stld) == "second")
    #expect(try stld.ask("Status")["state"] == "ready")
  }

  @Test func `vim itself`() throws {
    let place = try Place()
    guard (try? place.run("vim", "--version")) != nil else {
      Attachment.record("vim is not here: only its pattern was tried", named: "vim.txt")
      return
    }
    let stld = try Stld(root: place.root, socket: place.socket)
    for number in 0..<5 {
      try place.write("plan.yaml", text("before"))
      #expect(try title(stld) == "before")
      try place.run(
        "vim", "-es", "-N", "-u", "NONE", "--cmd", "set backup writebackup backupskip=", "-c",
        "%s/before/vim\(number)/",
        "-c", "wq", "plan.yaml")
      #expect(try title(stld) == "vim\(number)")
    }
  }

  @Test(arguments: ["auto", "poll"]) func `directories come, move and go`(watch: String) throws {
    let place = try Place()
    let stld = try Stld(root: place.root, socket: place.socket, ["--watch", watch])
    try place.write("a/b/c/deep.yaml", text("deep", "deep"))
    #expect(try title(stld, "deep") == "deep")
    try Files.rename(place.full("a/b"), to: place.full("moved"))
    #expect(try title(stld, "deep") == "deep")
    try place.write("moved/c/deep.yaml", text("again", "deep"))
    #expect(try title(stld, "deep") == "again")
    // Moved in from outside, with what is in it.
    try Files.makeDirectory(place.path + "/outside")
    try Descriptor.open(place.path + "/outside/in.yaml", [.writeOnly, .create], mode: 0o644)
      .writeAll(Array(text("in", "in").utf8))
    try Files.rename(place.path + "/outside", to: place.full("inside"))
    #expect(try title(stld, "in") == "in")
    try place.write("inside/in.yaml", text("still", "in"))
    #expect(try title(stld, "in") == "still")
    try place.run("rm", "-r", "moved", "inside")
    #expect(try title(stld, "deep") == "NotFound")
    #expect(try title(stld, "in") == "NotFound")
  }

  @Test func `the root goes and comes back as another one`() throws {
    let place = try Place()
    let stld = try Stld(root: place.root, socket: place.socket)
    let watching = try stld.client()
    try watching.begin("Changes")
    #expect(try watching.next()["fresh"] == true)

    try Files.rename(place.root, to: place.path + "/away")
    let stale = try stld.ask("Findings")
    #expect(stale["stale"] == true)
    #expect(stale["revision"] == 1)
    #expect(try stld.ask("Get", ["ref": "plan"]).verdict == "ok")
    #expect(try stld.ask("Status")["state"] == "degraded")
    #expect(try stld.ask("Sync", ["timeout_ms": 50]).verdict == "SyncTimeout")

    // A new clone at the same path.
    try Files.makeDirectory(place.path + "/clone")
    try Descriptor.open(place.path + "/clone/plan.yaml", [.writeOnly, .create], mode: 0o644)
      .writeAll(Array(text("clone").utf8))
    try Files.rename(place.path + "/clone", to: place.root)
    #expect(try title(stld) == "clone")
    #expect(try stld.ask("Status")["state"] == "ready")
    #expect(try watching.next()["fresh"] == true)
    // It is watched again.
    try place.write("plan.yaml", text("watched"))
    #expect(try title(stld) == "watched")

    Place.remove(place.root)
    #expect(try stld.ask("Findings")["stale"] == true)
    try Files.makeDirectory(place.root)
    try place.write("plan.yaml", text("new"))
    #expect(try title(stld) == "new")
  }

  @Test func `a root that is a link follows it to the next release`() throws {
    let place = try Place(["plan.yaml": text("one")])
    let link = place.path + "/current"
    try Files.symbolicLink(link, to: "root")
    let stld = try Stld(root: link, socket: place.socket)
    #expect(try title(stld) == "one")
    try Files.makeDirectory(place.path + "/next")
    try Descriptor.open(place.path + "/next/plan.yaml", [.writeOnly, .create], mode: 0o644)
      .writeAll(Array(text("two").utf8))
    try Files.symbolicLink(place.path + "/new", to: "next")
    try Files.rename(place.path + "/new", to: link)
    #expect(try title(stld) == "two")
    #expect(try stld.ask("Status")["state"] == "ready")
    try Files.rename(place.root, to: place.path + "/old")
    try Files.rename(place.path + "/next", to: place.root)
    #expect(try stld.ask("Findings")["stale"] == true)
    #expect(try title(stld) == "two")
  }

  @Test(arguments: ["auto", "poll"]) func `names that no text holds, or that only look alike`(watch: String) throws {
    let place = try Place()
    let stld = try Stld(root: place.root, socket: place.socket, ["--watch", watch])
    func findings() throws -> [String] {
      try stld.ask("Findings", ["codes": ["FILE"]])["findings"]?.arrayValue?.map {
        "\($0["path"]?.stringValue ?? "") \($0["message"]?.stringValue ?? "")"
      } ?? []
    }
    let directory = try Descriptor.open(place.root, .directory)
    let name = [0x61, 0xFF] + Array(".yaml".utf8)
    try directory.create(name).writeAll(Array("initiative: plan\n".utf8))
    #expect(try findings() == ["a\\xFF.yaml name is not UTF-8"])
    try directory.unlink(name)
    #expect(try findings() == [])
    // Letters with their accents in one, as most write them, and apart.
    try place.write("\u{E9}.yaml", text("one", "letters"))
    #expect(try title(stld, "letters") == "one")
    try Files.rename(place.full("\u{E9}.yaml"), to: place.full("e\u{301}.yaml"))
    #expect(try findings() == [])
    #expect(try title(stld, "letters") == "one")
    try place.write("\u{E9}.yaml", text("two", "others"))
    #expect(try title(stld, "letters") == "one")
    #expect(try title(stld, "others") == "two")
    try Files.unlink(place.full("e\u{301}.yaml"))
    #expect(try title(stld, "letters") == "NotFound")
    #expect(try title(stld, "others") == "two")
  }

  @Test func `changes are told as they happen`() throws {
    let place = try Place()
    let stld = try Stld(root: place.root, socket: place.socket)
    let watching = try stld.client()
    try watching.begin("Changes", ["settle_ms": 1])
    _ = try watching.next()
    for number in 0..<20 {
      try place.write(".new", text("T", "new\(number)"))
      try Files.rename(place.full(".new"), to: place.full("new\(number).yaml"))
      let reply = try watching.next()
      #expect(reply["fresh"] == false)
      #expect(reply["paths"] == .array([.string("new\(number).yaml")]))
      #expect(reply["added"]?[0]?["entity"] == .string("initiative/new\(number)"))
    }
  }

  @Test func `a document that is named comes and goes`() throws {
    let place = try Place(["plan.yaml": "initiative: plan\nprfaq: docs/faq.md\n"])
    let stld = try Stld(root: place.root, socket: place.socket)
    func isMissing() throws -> Bool {
      try stld.ask("Findings", ["codes": ["REF006"]])["findings"]?.arrayValue?.count == 1
    }
    #expect(try isMissing())
    try place.write("docs/faq.md", "# Hello\n")
    #expect(try !isMissing())
    try Files.unlink(place.full("docs/faq.md"))
    #expect(try isMissing())
  }
}
