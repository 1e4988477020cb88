import STLFiles
import STLJSON
import STLText
import STLWire
import Testing

@testable import STLDaemon

/// Streams of changes.
@Suite struct ChangesTests {
  private func codes(_ reply: ReceivedReply, _ member: String) -> [String] {
    (reply[member]?.arrayValue ?? []).map { "\($0["code"]?.stringValue ?? "") \($0["entity"]?.stringValue ?? "")" }
  }

  private func subscribe(_ play: inout Play, _ parameters: JSONObject = [:], user: UInt32 = 1000) -> Int {
    let id = play.connect(user: user)
    play.call(id, "Changes", parameters, more: true)
    return id
  }

  @Test func `the first reply is a fresh start, or nothing new for who knows the revision`() throws {
    var play = Play.started()
    let first = subscribe(&play)
    let reply = try play.reply(first)
    #expect(reply.continues)
    #expect(reply["fresh"] == true)
    #expect(reply["instance"] == "abc")
    let known = subscribe(&play, ["since": 1, "instance": "abc"])
    #expect(try play.reply(known)["fresh"] == false)
    let other = subscribe(&play, ["since": 1, "instance": "abd"])
    #expect(try play.reply(other)["fresh"] == true)
    let old = subscribe(&play, ["since": 0, "instance": "abc"])
    #expect(try play.reply(old)["fresh"] == true)
    #expect(try play.ask("Status")["subscribers"] == 4)
  }

  @Test func `a name whose letters are composed in another way is another name`() throws {
    let (old, new) = ("u\u{308}.yaml", "\u{FC}.yaml")
    var play = Play.started([old: "initiative: a\n"])
    let id = subscribe(&play)
    _ = try play.reply(id)
    play.change(old, nil)
    play.change(new, "initiative: a\n")
    play.wake()
    play.pass(100)
    let reply = try play.reply(id)
    #expect(reply["paths"] == .array([.string(old), .string(new)]))
    #expect(codes(reply, "removed") == codes(reply, "added"))
    #expect(codes(reply, "added").contains("STL001 initiative/a"))
  }

  @Test func `a change is told once it has settled`() throws {
    var play = Play.started()
    let id = subscribe(&play)
    _ = try play.reply(id)
    play.change("b.yaml", "initiative: b\n")
    play.wake()
    play.pass(40)
    #expect(try play.replies(id).isEmpty)
    play.pass(15)
    let reply = try play.reply(id)
    #expect(reply["revision"] == 2)
    #expect(reply["fresh"] == false)
    #expect(codes(reply, "added").contains("STL001 initiative/b"))
    #expect(codes(reply, "removed").isEmpty)
    #expect(reply["paths"] == ["b.yaml"])
    play.pass(5000)
    #expect(try play.replies(id).isEmpty)
  }

  @Test func `a call in between does not tell the subscriber early`() throws {
    var play = Play.started(["a.yaml": "initiative: a\nleader: x\n"])
    let id = subscribe(&play)
    _ = try play.reply(id)
    // Truncated, then written: only calls see the empty file.
    play.change("a.yaml", "")
    play.wake()
    #expect(try play.ask("Status")["revision"] == 1)
    #expect(try play.ask("Findings")["revision"] == 2)
    play.pass(20)
    play.change("a.yaml", "initiative: a\nleader: x\ntitle: A\n")
    play.wake()
    play.pass(60)
    let reply = try play.reply(id)
    #expect(codes(reply, "added") == [])
    #expect(codes(reply, "removed") == [])
    #expect(reply["paths"] == ["a.yaml"])
  }

  @Test func `each subscriber has its own quiet time`() throws {
    var play = Play.started()
    let quick = subscribe(&play, ["settle_ms": 0])
    let slow = subscribe(&play, ["settle_ms": 400])
    _ = (try play.reply(quick), try play.reply(slow))
    play.change("b.yaml", "initiative: b\n")
    play.wake()
    play.pass(1)
    #expect(try play.replies(quick).count == 1)
    #expect(try play.replies(slow).isEmpty)
    play.pass(380)
    #expect(try play.replies(slow).isEmpty)
    play.pass(25)
    #expect(try play.replies(slow).count == 1)
  }

  @Test func `what never is quiet is told every second`() throws {
    var play = Play.started()
    let id = subscribe(&play)
    _ = try play.reply(id)
    for number in 0..<150 {
      play.change("b.yaml", "initiative: b\ntitle: T\(number)\n")
      play.wake()
      play.pass(20)
    }
    let count = try play.replies(id).count
    #expect(count >= 1 && count <= 3)
  }

  @Test func `a slow reader gets one larger difference`() throws {
    var play = Play.started()
    let id = subscribe(&play)
    _ = try play.reply(id)
    play.clientsRead = false
    for name in ["b", "c", "d"] {
      play.change("\(name).yaml", "initiative: \(name)\n")
      play.wake()
      play.pass(100)
    }
    play.read(id)
    let replies = try play.replies(id)
    try #require(replies.count == 2)
    #expect(replies[0]["paths"] == ["b.yaml"])
    #expect(replies[1]["paths"] == ["c.yaml", "d.yaml"])
    #expect(replies[1]["revision"] == 4)
  }

  @Test func `worlds that are kept for slow readers are bounded`() throws {
    var play = Play.started()
    var clients: [Int] = []
    play.clientsRead = false
    for number in 0..<DaemonLimits.olderWorldsMax + 3 {
      clients.append(subscribe(&play, user: UInt32(number)))
      play.change("x\(number).yaml", "initiative: x\(number)\n")
      play.wake()
      play.pass(100)
    }
    var fresh = 0
    for id in clients {
      play.read(id)
      play.pass(1)
      for reply in try play.replies(id).dropFirst() where reply["fresh"] == true { fresh += 1 }
    }
    #expect(fresh == 3)
  }

  @Test func `worlds that are kept for streams of pages are bounded`() throws {
    var play = Play.started(
      [
        "a.yaml": (0..<2000).map { "initiative: x\($0)\nnotes: \(String(repeating: "n", count: 900))\n" }.joined(
          separator: "---\n")
      ])
    play.clientsRead = false
    var clients: [Int] = []
    for number in 0..<DaemonLimits.olderWorldsMax + 2 {
      let id = play.connect(user: UInt32(number))
      play.call(id, "List", ["kind": "initiative"], more: true)
      clients.append(id)
      play.change("x.yaml", "initiative: y\(number)\n")
      play.wake()
      play.pass(100)
    }
    let ends = try clients.map { id in
      play.read(id)
      return try play.replies(id).last?.verdict
    }
    #expect(ends == ["Stale", "Stale"] + Array(repeating: "ok", count: DaemonLimits.olderWorldsMax))
  }

  @Test func `subscribers with days of their own are told one after the other`() throws {
    var play = Play.started()
    let clients = try (0..<5).map { number in
      let id = subscribe(&play, ["today": .string("2026-03-0\(number + 1)")])
      _ = try play.reply(id)
      return id
    }
    play.change("b.yaml", "initiative: b\n")
    play.wake()
    play.pass(100)
    for id in clients { #expect(try play.reply(id)["paths"] == ["b.yaml"]) }
  }

  @Test func `doubt makes a fresh start, also where nothing changed`() throws {
    var play = Play.started()
    let id = subscribe(&play)
    _ = try play.reply(id)
    play.isFresh = true
    play.observation.needsScan = true
    play.observation.hasHints = true
    _ = try play.ask("Findings")
    play.pass(60)
    #expect(try play.reply(id)["fresh"] == true)
  }

  @Test func `a difference that no reply can hold is a fresh start`() throws {
    var play = Play.started()
    let id = subscribe(&play)
    _ = try play.reply(id)
    let path = String(repeating: "folder/", count: 300) + "a.yaml"
    play.change(path, (0..<600).map { "initiative: x\($0)\n" }.joined(separator: "---\n"))
    play.wake()
    play.pass(100)
    let reply = try play.reply(id)
    #expect(reply["fresh"] == true)
    #expect(reply.continues)
  }

  @Test func `a new day is a new snapshot, but not for who named a day`() throws {
    var play = Play.started(["a.yaml": "initiative: a\nstarts: 2026-03-03\n"])
    let local = subscribe(&play)
    let fixed = subscribe(&play, ["today": "2026-03-02"])
    _ = (try play.reply(local), try play.reply(fixed))
    play.today = play.today.adding(days: 1)
    play.pass(DaemonLimits.dayMilliseconds)
    let reply = try play.reply(local)
    #expect(reply["today"] == "2026-03-03")
    #expect(reply["revision"] == 1)
    #expect(codes(reply, "added").contains("STL001 initiative/a"))
    #expect(reply["paths"] == [])
    #expect(try play.replies(fixed).isEmpty)
  }

  @Test func `while git writes nobody is told, and then once`() throws {
    var play = Play.started()
    let id = subscribe(&play)
    _ = try play.reply(id)
    play.observation.lockAge = 0
    for name in ["b", "c"] {
      play.change("\(name).yaml", "initiative: \(name)\n")
      play.wake()
      play.pass(700)
    }
    #expect(try play.replies(id).isEmpty)
    play.observation.lockAge = nil
    play.pass(300)
    let reply = try play.reply(id)
    #expect(reply["revision"] == 2)
    #expect(reply["paths"] == ["b.yaml", "c.yaml"])
  }

  @Test func `a polled root is looked at for a subscriber`() throws {
    var play = Play.started()
    play.observation.condition = .polling("polling was asked for")
    let id = subscribe(&play)
    _ = try play.reply(id)
    play.change("b.yaml", "initiative: b\n")
    play.pass(DaemonLimits.pollMilliseconds + 60)
    #expect(try play.reply(id)["paths"] == ["b.yaml"])
  }

  @Test func `a subscriber that leaves is forgotten`() throws {
    var play = Play.started()
    let id = subscribe(&play)
    play.send(.lost(connection: id))
    #expect(try play.ask("Status")["subscribers"] == 0)
    #expect(play.daemon.deadline.map { $0 > play.now + 1000 } ?? true)
  }
}
