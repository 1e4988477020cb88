import STLFiles
import STLJSON
import STLWire
import Testing

@testable import STLDaemon

/// Who may call what, and limits.
@Suite struct ConnectionTests {
  @Test func `a client that calls far ahead of its reading loses nothing`() throws {
    var play = Play.started()
    let id = play.connect()
    play.clientsRead = false
    let call = Call(method: "org.stlctl.Planner.Rules", parameters: [:])
    play.bytes(id, (0..<300).flatMap { _ in call.frame })
    #expect(play.unsentBytesMax < Limits.unsentBytesBeforeNextCallMax + Limits.replyBytesMax)
    play.read(id)
    #expect(try play.replies(id).map(\.verdict) == Array(repeating: "ok", count: 300))
  }

  @Test func `too many connections are refused, and said once`() throws {
    var play = Play.started()
    for user in 0..<UInt32(4) {
      for _ in 0..<Limits.connectionsPerUserMax { _ = play.connect(user: user) }
    }
    #expect(play.closed.isEmpty)
    let extra = play.connect(user: 77)
    let again = play.connect(user: 78)
    #expect(play.closed == [extra, again])
    #expect(play.lines == ["warning: refusing connections: 256 are open"])
    #expect(try play.replies(extra).isEmpty)
    play.pass(DaemonLimits.refusalLogMilliseconds)
    _ = play.connect(user: 79)
    #expect(play.lines.count == 2)
  }

  @Test func `one user has a share only`() throws {
    var play = Play.started()
    for _ in 0..<Limits.connectionsPerUserMax { _ = play.connect(user: 5) }
    let refused = play.connect(user: 5)
    let other = play.connect(user: 6)
    #expect(play.closed == [refused])
    play.call(other, "Status")
    #expect(try play.reply(other)["counters"]?["refused"] == 1)
  }

  @Test func `users that look alike share all connections`() throws {
    var play = Play.started(indistinctUser: 65_534)
    for _ in 0..<Limits.connectionsMax { _ = play.connect(user: 65_534) }
    #expect(play.closed.isEmpty)
    let refused = play.connect(user: 65_534)
    #expect(play.closed == [refused])
  }

  @Test func `the longest idle connection gives way`() throws {
    var play = Play.started(indistinctUser: 5)
    let (waiting, slow) = (play.connect(user: 5), play.connect(user: 5))
    play.call(waiting, "Changes", more: true)
    play.bytes(slow, Array("{".utf8))
    let silent = (2..<Limits.connectionsMax).map { _ in play.connect(user: 5) }
    play.pass(DaemonLimits.idleSeatMilliseconds - 1)
    play.bytes(slow, Array(" ".utf8))
    play.call(silent[0], "Status")
    #expect(play.closed.isEmpty)
    let early = play.connect(user: 6)
    #expect(play.closed == [early])
    play.pass(1)
    play.forget()
    let good = [play.connect(user: 6), play.connect(user: 5)]
    #expect(play.closed == [early, slow, silent[1]])
    for id in good {
      play.call(id, "Status")
      #expect(try play.reply(id).verdict == "ok")
    }
    #expect(try play.replies(waiting).count == 1)
    play.pass(DaemonLimits.refusalLogMilliseconds)
    _ = play.connect(user: 6)
    #expect(play.lines.last == "warning: closing idle connections: 256 are open")
  }

  @Test func `a hundred calls may wait`() throws {
    var play = Play.started()
    play.looksAtOnce = false
    let clients = (0..<UInt32(DaemonLimits.waitingCallsMax + 1)).map { play.connect(user: $0 % 4) }
    for id in clients { play.call(id, "Findings") }
    let refused = try play.reply(clients[DaemonLimits.waitingCallsMax])
    #expect(refused.verdict == "LimitExceeded")
    #expect(refused["limit"] == "waiting_calls")
    while play.isLooking { play.finishLook() }
    for id in clients.dropLast() { #expect(try play.reply(id).verdict == "ok") }
  }

  @Test func `reload and rescan are for the daemon's user and root`() throws {
    var play = Play.started()
    for method in ["Reload", "Rescan"] {
      #expect(try play.ask(method, user: 1001).verdict == "PermissionDenied")
    }
    #expect(try play.ask("Rescan", user: 0).verdict == "ok")
    #expect(try play.ask("Rescan", user: 1000).verdict == "ok")
    #expect(try play.ask("Sync", user: 1001).verdict == "ok")
  }

  @Test func `a reload reads the configuration, then every file`() throws {
    var play = Play.started()
    let id = play.connect()
    play.call(id, "Reload")
    #expect(play.effects.contains(.reload))
    #expect(play.effects.contains(.notify(.reloading)))
    play.pass(500)
    #expect(!play.effects.contains(.notify(.ready)))
    #expect(try play.replies(id).isEmpty)
    play.send(.reloaded(problem: nil))
    #expect(try play.reply(id).verdict == "ok")
    #expect(play.looks.contains([.everything, .dirty]))
    #expect(play.effects.contains(.notify(.ready)))
  }

  @Test func `a broken configuration keeps the old one and says so`() throws {
    var play = Play.started()
    play.send(.reloadRequested)
    play.send(.reloaded(problem: "stld.yaml:1:1: unknown key"))
    #expect(play.lines.contains("error: keeping the old configuration: stld.yaml:1:1: unknown key"))
    #expect(play.looks == [[.everything, .dirty]])
    #expect(play.effects.filter { $0 == .notify(.ready) }.count == 1)
  }

  @Test func `a message that is too long for its method is refused`() throws {
    var play = Play.started()
    let text = String(repeating: "x", count: Limits.requestBytesMax)
    let reply = try play.ask("Get", ["ref": .string(text)])
    #expect(reply.verdict == "LimitExceeded")
    #expect(reply["maximum"] == .integer(Limits.requestBytesMax))
    #expect(try play.ask("CheckText", ["path": "a.yaml", "text": .string("# \(text)\n")]).verdict == "ok")
  }

  @Test func `a broken message closes its connection only, and is logged`() throws {
    var play = Play.started()
    let (bad, good) = (play.connect(), play.connect())
    play.bytes(bad, Array("{broken\0".utf8))
    #expect(play.closed == [bad])
    #expect(play.lines.first?.hasPrefix("warning: closing connection 1: broken message") == true)
    play.call(good, "Status")
    #expect(try play.reply(good).verdict == "ok")
  }

  @Test func `a slow message and a silent peer are closed in time`() throws {
    var play = Play.started()
    let (slow, silent) = (play.connect(), play.connect())
    play.bytes(slow, Array("{".utf8))
    play.pass(Limits.partialMessageMillisecondsMax - 1)
    #expect(play.closed.isEmpty)
    play.pass(1)
    #expect(play.closed == [slow])
    play.pass(Limits.idleMillisecondsMax)
    #expect(play.closed == [slow, silent])
  }

  @Test func `a stream of pages waits for its reader`() throws {
    var files: [String: String] = [:]
    for number in 0..<400 {
      files["i\(number).yaml"] = "initiative: i\(number)\ntitle: \"\(String(repeating: "t", count: 12_000))\"\n"
    }
    var play = Play.started(files)
    let id = play.connect()
    play.clientsRead = false
    play.call(id, "List", ["kind": "initiatives"], more: true)
    let first = play.daemon.unsent(of: id).count
    #expect(first > DaemonLimits.streamUnsentBytesMax)
    play.read(id)
    let replies = try play.replies(id)
    #expect(play.unsentBytesMax < 2 * DaemonLimits.streamUnsentBytesMax)
    #expect(replies.map(\.continues) == [Bool](repeating: true, count: replies.count - 1) + [false])
    #expect(replies.reduce(0) { $0 + ($1["rows"]?.arrayValue?.count ?? 0) } == 400)
    // The connection takes calls again.
    play.call(id, "Status")
    #expect(try play.reply(id).verdict == "ok")
  }

  @Test func `a reply that would be too long is an error`() throws {
    var play = Play.started(["a.yaml": "initiative: a\ntitle: \"\(String(repeating: "n", count: 2 << 20))\"\n"])
    let reply = try play.ask("Get", ["ref": "a"])
    #expect(reply.verdict == "LimitExceeded")
    #expect(reply["limit"] == "reply_bytes")
  }

  @Test func `a listener without descriptors rests and says so once`() throws {
    var play = Play.started()
    play.send(.acceptFailed("accept4: too many open files (EMFILE)"))
    #expect(!play.daemon.isAccepting)
    play.pass(DaemonLimits.acceptPauseMilliseconds)
    #expect(play.daemon.isAccepting)
    play.send(.acceptFailed("accept4: too many open files (EMFILE)"))
    #expect(play.lines.count == 1)
  }

  @Test func `every deadline is met without a standstill`() throws {
    var play = Play.started()
    let id = play.connect()
    play.observation.condition = .polling("polling was asked for")
    play.call(id, "Changes", more: true)
    play.pass(600_000)
    #expect(play.drains > 500)
    #expect(play.drains < 700)
  }
}
