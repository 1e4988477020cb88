import STLJSON
import STLSystem
import STLWire
import Testing

/// A root in a git work tree.
@Suite struct GitTests {
  private func repository() throws -> Place {
    let place = try Place()
    try place.run("git", "init", "-q", "-b", "main")
    try place.run("git", "add", "-A")
    try place.run("git", "commit", "-q", "-m", "one")
    try place.run("git", "checkout", "-q", "-b", "other")
    for number in 0..<200 { try place.write("more/i\(number).yaml", "initiative: i\(number)\n") }
    try place.run("git", "add", "-A")
    try place.run("git", "commit", "-q", "-m", "two")
    return place
  }

  private func count(_ stld: Stld) throws -> Int? {
    try stld.ask("Status")["counts"]?["entities"]?["initiative"]?.integerValue
  }

  @Test func `a checkout is one revision, with its commit`() throws {
    let place = try repository()
    let stld = try Stld(root: place.root, socket: place.socket)
    let watching = try stld.client()
    try watching.begin("Changes")
    var revision = try watching.next()["revision"]?.integerValue ?? 0
    for branch in ["main", "other", "main"] {
      try place.run("git", "checkout", "-q", branch)
      let head = try place.run("git", "rev-parse", "HEAD").filter { $0 != "\n" }
      let reply = try stld.ask("Sync")
      #expect(reply["commit"] == .string(head))
      #expect(reply["settling"] == nil)
      #expect(try count(stld) == (branch == "main" ? 1 : 201))
      let change = try watching.next()
      #expect(change["paths"]?.arrayValue?.count == 200)
      #expect(change["revision"] == .integer(revision + 1))
      revision += 1
    }
    try place.write("plan.yaml", "initiative: plan\ntitle: changed\n")
    try place.run("git", "stash", "-q")
    #expect(try stld.ask("Get", ["ref": "plan"])["entity"]?["title"]?.stringValue != "changed")
    try place.run("git", "stash", "pop", "-q")
    #expect(try stld.ask("Get", ["ref": "plan"])["entity"]?["title"] == "changed")
  }

  @Test func `while git holds its lock the last whole revision is served`() throws {
    let place = try repository()
    let stld = try Stld(root: place.root, socket: place.socket)
    let before = try stld.ask("Findings")["revision"]
    try place.write(".git/index.lock", "")
    try place.write("half.yaml", "initiative: half\n")
    let reply = try stld.ask("Findings")
    #expect(reply["settling"] == true)
    #expect(reply["revision"] == before)
    #expect(try stld.ask("Sync", ["timeout_ms": 30]).verdict == "SyncTimeout")
    let waiting = try stld.client()
    try waiting.begin("Sync", more: false)
    try place.write("other.yaml", "initiative: other\n")
    try Files.unlink(place.full(".git/index.lock"))
    let synced = try waiting.next()
    #expect(synced.verdict == "ok")
    #expect(try stld.ask("Get", ["ref": "half"]).verdict == "ok")
    #expect(try stld.ask("Findings")["revision"] == synced["revision"])
  }

  @Test func `a lock that git left behind is not waited for`() throws {
    let place = try repository()
    try place.write(".git/index.lock", "")
    try place.run("touch", "-d", "1 hour ago", ".git/index.lock")
    let stld = try Stld(root: place.root, socket: place.socket)
    try place.write("plan.yaml", "initiative: plan\ntitle: changed\n")
    let reply = try stld.ask("Get", ["ref": "plan"])
    #expect(reply["entity"]?["title"] == "changed")
    #expect(reply["settling"] == nil)
    #expect(try stld.ask("Sync").verdict == "ok")
  }

  @Test func `a merge that has stopped is a state like any other`() throws {
    let place = try repository()
    for (branch, title) in [("other", "theirs"), ("main", "ours")] {
      try place.run("git", "checkout", "-q", branch)
      try place.write("plan.yaml", "initiative: plan\ntitle: \(title)\n")
      try place.run("git", "commit", "-q", "-a", "-m", title)
    }
    let stld = try Stld(root: place.root, socket: place.socket)
    _ = try stld.ask("Sync")
    try place.run("sh", "-c", "! git merge -q other")
    let reply = try stld.ask("Findings", ["codes": ["FILE"]])
    #expect(reply["settling"] == nil)
    #expect(reply["findings"]?[0]?["name"] == "conflict-marker")
    #expect(try stld.ask("Get", ["ref": "plan"])["entity"]?["title"] == "ours")
    try place.run("git", "merge", "--abort")
    #expect(try stld.ask("Findings", ["codes": ["FILE"]])["findings"]?.arrayValue?.isEmpty == true)
  }

  @Test func `formats of code hosts name paths from the top of the work tree, through the daemon and without`() throws {
    let place = try Place(["sub/plan.yaml": "initiative: plan\n"])
    try place.run("git", "init", "-q", in: place.path)
    let stld = try Stld(root: place.root, socket: place.socket)
    let stlctl = try Stld.program("stlctl")
    for (format, path) in [
      ("github", "file=root/sub/plan.yaml,"), ("gitlab", #""path": "root/sub/plan.yaml""#),
      ("sarif", #""uri": "root/sub/plan.yaml""#), ("junit", ">warning: sub/plan.yaml:1:13"),
      ("json", #""path": "sub/plan.yaml""#),
    ] {
      let words = ["check", "--today", "2026-03-02", "--format", format]
      let answer = try place.run([stlctl, "--socket", stld.socket] + words)
      #expect(answer.contains(path), "\(format)")
      #expect(try place.run([stlctl, "--root", place.root] + words) == answer)
    }
  }

  @Test func `the commit is told in every kind of work tree`() throws {
    let place = try repository()
    func head(_ directory: String) throws -> JSON {
      .string(try place.run("git", "rev-parse", "HEAD", in: directory).filter { $0 != "\n" })
    }
    let stld = try Stld(root: place.root, socket: place.socket)
    #expect(try stld.ask("Sync")["commit"] == head(place.root))
    try place.run("git", "pack-refs", "--all")
    #expect(try stld.ask("Sync")["commit"] == head(place.root))
    try place.run("git", "checkout", "-q", "--detach", "HEAD~1")
    #expect(try stld.ask("Sync")["commit"] == head(place.root))
    try place.run("git", "commit", "-q", "--allow-empty", "-m", "three")
    #expect(try stld.ask("Sync")["commit"] == head(place.root))

    let linked = place.path + "/linked"
    try place.run("git", "worktree", "add", "-q", linked, "other")
    let second = try Stld(root: linked + "/more", socket: place.path + "/t")
    #expect(try second.ask("Sync")["commit"] == head(linked))
    try place.run("git", "checkout", "-q", "-b", "third", in: linked)
    try place.run("git", "commit", "-q", "--allow-empty", "-m", "four", in: linked)
    #expect(try second.ask("Sync")["commit"] == head(linked))

    let bare = try Place()
    let third = try Stld(root: bare.root, socket: bare.socket)
    #expect(try third.ask("Sync")["commit"] == nil)
    try bare.run("git", "init", "-q")
    #expect(try third.ask("Sync", ["full": true])["commit"] == nil)
    try bare.run("git", "add", "-A")
    try bare.run("git", "commit", "-q", "-m", "one")
    #expect(try third.ask("Sync", ["full": true])["commit"] == head(bare.root))
  }
}
