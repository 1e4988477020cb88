import STLEngine
import STLFiles
import STLJSON
import STLWire
import Testing

@testable import STLDaemon

/// When calls are answered, and from what.
@Suite struct FreshnessTests {
  @Test func `the first answer follows the first scan, and status does not wait`() throws {
    var play = Play()
    play.change("a.yaml", "initiative: a\n")
    play.looksAtOnce = false
    play.send(.started)
    #expect(play.isLooking)
    let id = play.connect()
    play.call(id, "Findings")
    play.send(.progress(LookProgress(directories: 1, filesFound: 7, filesDone: 3)))
    let status = try play.ask("Status")
    #expect(status["state"] == "starting")
    #expect(status["progress"] == .object(["done": 3, "total": 7]))
    play.finishLook()
    // The first look began before this call came: another one has to follow.
    #expect(try play.replies(id).isEmpty)
    play.finishLook()
    #expect(try play.reply(id)["revision"] == 1)
    #expect(try play.ask("Status")["state"] == "ready")
  }

  @Test func `a call sees what was written before it`() throws {
    var play = Play.started()
    let id = play.connect()
    for revision in 2...4 {
      play.change("a.yaml", "initiative: a\ntitle: T\(revision)\n")
      play.call(id, "Get", ["ref": "a"])
      let reply = try play.reply(id)
      #expect(reply["revision"] == .integer(revision))
      #expect(reply["entity"]?["title"] == .string("T\(revision)"))
    }
  }

  @Test func `a call that comes during a look waits for the next one`() throws {
    var play = Play.started()
    play.looksAtOnce = false
    let (first, second) = (play.connect(), play.connect())
    play.change("a.yaml", "initiative: a\ntitle: old\n")
    play.call(first, "Get", ["ref": "a"])
    #expect(play.isLooking)
    play.call(second, "Get", ["ref": "a"])
    play.finishLook()
    #expect(try play.reply(first)["entity"]?["title"] == "old")
    #expect(try play.replies(second).isEmpty)
    play.change("a.yaml", "initiative: a\ntitle: new\n")
    play.finishLook()
    #expect(try play.reply(second)["entity"]?["title"] == "new")
  }

  @Test func `calls of one connection are answered in order`() throws {
    var play = Play.started()
    let id = play.connect()
    let names = ["Findings", "Status", "Get", "org.varlink.service.GetInfo", "Rules"]
    play.bytes(
      id,
      names.flatMap { name in
        Call(
          method: name.contains(".") ? name : "org.stlctl.Planner." + name,
          parameters: name == "Get" ? ["ref": "a"] : [:]
        ).frame
      })
    let replies = try play.replies(id)
    try #require(replies.map(\.verdict) == ["ok", "ok", "ok", "ok", "ok"])
    for (reply, member) in zip(replies, ["findings", "state", "entity", "vendor", "rules"]) {
      #expect(reply[member] != nil)
    }
  }

  @Test func `what changes without a call is read once it is quiet`() throws {
    var play = Play.started()
    play.change("b.yaml", "initiative: b\n")
    play.wake()
    #expect(play.looks.isEmpty)
    play.pass(30)
    play.change("b.yaml", "initiative: b\ntitle: B\n")
    play.wake()
    play.pass(30)
    #expect(play.looks.isEmpty)
    play.pass(25)
    #expect(play.looks.count == 1)
    #expect(play.daemon.engine.world.revision == 2)
  }

  @Test func `what never is quiet is read after a second, without files that became empty`() throws {
    var play = Play.started()
    for _ in 0..<60 {
      play.change("b.yaml", "initiative: b\n")
      play.wake()
      play.pass(20)
    }
    #expect(play.looks == [.holdsEmptied])
  }

  @Test func `a file that is written to and not closed is read after a second`() throws {
    var play = Play.started()
    play.observation.hasDirty = true
    play.wake()
    play.pass(900)
    #expect(play.looks.isEmpty)
    play.pass(150)
    #expect(play.looks == [.dirty])
  }

  @Test func `a file that could not be read in peace is tried again`() throws {
    var play = Play.started()
    let id = play.connect()
    play.change("b.yaml", "initiative: b\n")
    play.leftOver = 1
    play.call(id, "Sync")
    #expect(try play.replies(id).isEmpty)
    play.pass(DaemonLimits.retryMilliseconds)
    #expect(try play.reply(id).verdict == "ok")
  }

  @Test func `a file that cannot be read for long is tried again every few milliseconds, not for ever at once`() {
    var play = Play.started()
    play.pass(5000)
    play.change("b.yaml", "initiative: b\n")
    (play.leftOver, play.staysHinted) = (1, true)
    play.pass(DaemonLimits.safetyPassMilliseconds)
    play.forget()
    play.pass(1000)
    #expect(play.looks.count == 1000 / DaemonLimits.retryMilliseconds)
  }

  @Test func `a root that is gone is looked for every second, though there is something to look at`() throws {
    var play = Play.started()
    play.pass(5000)
    play.observation.condition = .degraded("the root cannot be read")
    play.observation.hasHints = true
    play.observation.needsScan = true
    #expect(try play.ask("Findings")["stale"] == true)
    play.pass(100)
    play.forget()
    play.pass(10_000)
    #expect(play.looks.count == 10)
  }

  @Test func `every file is looked at now and then`() throws {
    var play = Play.started()
    play.pass(DaemonLimits.safetyPassMilliseconds)
    #expect(play.looks == [.everything])
  }

  @Test func `a full sync and a rescan look at every file`() throws {
    var play = Play.started()
    #expect(try play.ask("Sync", ["full": true]).verdict == "ok")
    #expect(play.looks == [[.everything, .dirty]])
    #expect(try play.ask("Rescan").verdict == "ok")
    #expect(play.looks.count == 2)
    #expect(try play.ask("Sync").verdict == "ok")
    #expect(play.looks.last == .dirty)
  }

  @Test func `a call sees what a writer wrote that has not closed its file`() throws {
    var play = Play.started()
    play.observation.hasDirty = true
    _ = try play.ask("Findings")
    #expect(play.looks == [.dirty])
  }

  @Test func `a subscriber that waits long holds up no other caller`() throws {
    var play = Play.started()
    let id = play.connect()
    play.call(id, "Changes", ["settle_ms": 60_000], more: true)
    _ = try play.replies(id)
    play.forget()
    while play.looks.isEmpty {
      play.change("b.yaml", "")
      play.leftOver = 1
      play.wake()
      play.pass(20)
    }
    #expect(play.looks == [.holdsEmptied])
    #expect(try play.ask("Sync")["revision"] == 2)
    #expect(try play.ask("Rescan").verdict == "ok")
  }

  @Test func `the commit changes together with the files`() throws {
    var play = Play.started()
    play.observation.commit = "one"
    _ = try play.ask("Findings")
    play.change("b.yaml", "initiative: b\n")
    play.observation.commit = "two"
    play.wake()
    play.pass(10)
    #expect(try play.ask("Status")["commit"] == "one")
    play.pass(100)
    #expect(try play.ask("Status")["commit"] == "two")
    // Another commit of the same files.
    play.observation.commit = "three"
    play.wake()
    #expect(try play.ask("Status")["commit"] == "three")
  }

  // MARK: git's lock

  @Test func `while git writes, calls are answered from the last whole revision and sync waits`() throws {
    var play = Play.started()
    play.observation.commit = "one"
    _ = try play.ask("Findings")
    play.change("b.yaml", "initiative: b\n")
    play.observation.lockAge = 0
    play.observation.commit = "two"
    let sync = play.connect()
    play.call(sync, "Sync")
    let settling = try play.ask("Findings")
    #expect(settling["revision"] == 1)
    #expect(settling["commit"] == "one")
    #expect(settling["settling"] == true)
    #expect(try play.replies(sync).isEmpty)
    play.pass(3000)
    #expect(try play.replies(sync).isEmpty)
    play.change("c.yaml", "initiative: c\n")
    play.observation.lockAge = nil
    play.pass(DaemonLimits.lockPollMilliseconds + 60)
    let reply = try play.reply(sync)
    #expect(reply["revision"] == 2)
    #expect(reply["commit"] == "two")
    #expect(reply["settling"] == nil)
  }

  @Test func `a lock that appears during a look keeps back what was seen`() throws {
    var play = Play.started()
    play.lockAppearsInLook = true
    play.change("b.yaml", "initiative: b\n")
    let reply = try play.ask("Findings")
    #expect(reply["revision"] == 1)
    #expect(reply["settling"] == true)
    play.lockAppearsInLook = false
    play.change("c.yaml", "initiative: c\n")
    play.observation.lockAge = nil
    play.pass(200)
    // Both changes became one revision.
    #expect(try play.ask("Status")["revision"] == 2)
    #expect(try play.ask("Status")["counts"]?["files"] == 3)
  }

  @Test func `a lock that is old, or whose time lies ahead, is waited for ten seconds at most`() throws {
    var play = Play.started()
    play.observation.lockAge = DaemonLimits.lockMillisecondsMax
    play.change("b.yaml", "initiative: b\n")
    #expect(try play.ask("Findings")["revision"] == 2)
    #expect(try play.ask("Findings")["settling"] == nil)
    play.observation.lockAge = nil
    _ = try play.ask("Findings")
    // Its time lies ahead, so its age stays 0.
    play.observation.lockAge = 0
    play.change("b.yaml", "initiative: b\ntitle: B\n")
    #expect(try play.ask("Findings")["settling"] == true)
    play.pass(DaemonLimits.lockMillisecondsMax)
    #expect(try play.ask("Findings")["revision"] == 3)
    #expect(try play.ask("Findings")["settling"] == nil)
  }

  @Test func `a lock from the start is waited for before the first answer`() throws {
    var play = Play()
    play.change("a.yaml", "initiative: a\n")
    play.observation.lockAge = 0
    play.send(.started)
    let id = play.connect()
    play.call(id, "Findings")
    play.pass(500)
    #expect(try play.replies(id).isEmpty)
    #expect(play.drains < 20)
    play.observation.lockAge = nil
    play.pass(200)
    #expect(try play.reply(id)["revision"] == 1)
  }

  @Test func `a file that goes while the first look waits for git is gone`() throws {
    var play = Play()
    play.change("a.yaml", "initiative: a\n")
    play.change("gone.yaml", "initiative: gone\n")
    play.observation.lockAge = 0
    play.send(.started)
    play.pass(200)
    #expect(!play.effects.contains(.notify(.ready)))
    play.change("gone.yaml", nil)
    play.observation.lockAge = nil
    play.pass(200)
    #expect(play.effects.contains(.notify(.ready)))
    #expect(play.lines.last == "info: ready: 1 files, 0 documents unreadable")
    #expect(try play.ask("Get", ["ref": "gone"]).verdict == "NotFound")
  }

  @Test func `a sync that waits too long fails`() throws {
    var play = Play.started()
    play.observation.lockAge = 0
    let id = play.connect()
    play.call(id, "Sync", ["timeout_ms": 500])
    play.pass(400)
    #expect(try play.replies(id).isEmpty)
    play.pass(200)
    let reply = try play.reply(id)
    #expect(reply.verdict == "SyncTimeout")
    #expect((reply["waited_ms"]?.integerValue ?? 0) >= 500)
    // The connection goes on.
    play.observation.lockAge = nil
    play.pass(200)
    play.call(id, "Sync", ["timeout_ms": 0])
    #expect(try play.reply(id).verdict == "ok")
  }

  // MARK: The root

  @Test func `a root that goes is served stale until it is back`() throws {
    var play = Play.started()
    play.observation.condition = .degraded("the root cannot be read")
    let reply = try play.ask("Findings")
    #expect(reply["stale"] == true)
    #expect(reply["revision"] == 1)
    let status = try play.ask("Status")
    #expect(status["state"] == "degraded")
    #expect(status["reason"] == "the root cannot be read")
    let sync = play.connect()
    play.call(sync, "Sync")
    play.forget()
    play.pass(3_500)
    #expect(play.looks.count == 3)
    #expect(try play.replies(sync).isEmpty)
    play.change("a.yaml", "initiative: a\ntitle: Again\n")
    play.observation.condition = .ok
    play.pass(DaemonLimits.pollMilliseconds)
    #expect(try play.reply(sync)["revision"] == 2)
    #expect(try play.ask("Status")["state"] == "ready")
  }

  @Test func `while the root is gone the daemon rests, whatever waits to be looked at`() throws {
    var play = Play.started()
    play.change("a.yaml", "initiative: a\ntitle: Unseen\n")
    play.observation.condition = .degraded("the root cannot be read")
    play.wake()
    play.forget()
    play.pass(5_000)
    #expect(play.looks.count == 5)
    #expect(try play.ask("Status")["state"] == "degraded")
    #expect(try play.ask("Findings")["stale"] == true)
  }

  @Test func `a file that is never left in peace does not keep the daemon from its clients`() throws {
    var play = Play.started()
    for _ in 0..<100 {
      play.change("a.yaml", "initiative: a\n")
      play.leftOver = 1
      play.wake()
      play.pass(20)
    }
    #expect(play.looks.count < 250)
  }

  @Test func `without a root there is nothing to answer from`() throws {
    var play = Play()
    play.observation.condition = .degraded("no such directory")
    play.send(.started)
    let reply = try play.ask("Findings")
    #expect(reply.verdict == "NotReady")
    #expect(reply["state"] == "degraded")
    #expect(reply["reason"] == "no such directory")
    play.observation.condition = .ok
    play.change("a.yaml", "initiative: a\n")
    #expect(try play.ask("Findings")["revision"] == 1)
  }

  @Test func `a polled root is looked at in every call, and says why`() throws {
    var play = Play.started()
    play.observation.condition = .polling("polling was asked for")
    _ = try play.ask("Findings")
    _ = try play.ask("Findings")
    #expect(play.looks.count == 2)
    let status = try play.ask("Status")
    #expect(status["watch"]?["mode"] == "polling")
    #expect(status["watch"]?["reason"] == "polling was asked for")
  }

  @Test func `a polled root that is looked at often is tried to be watched now and then all the same`() throws {
    var play = Play.started()
    play.observation.condition = .polling("fs.inotify.max_user_watches is 7")
    let id = play.connect()
    play.call(id, "Changes", more: true)
    play.pass(DaemonLimits.safetyPassMilliseconds + DaemonLimits.pollMilliseconds)
    #expect(play.looks.filter { $0 == .everything }.count == 1)
  }

  @Test func `a queue that cannot be read any more is told in the log`() {
    var play = Play.started()
    play.observation.condition = .polling("watchEvents: input/output error (EIO)")
    play.wake()
    #expect(play.lines == ["warning: looking at every file in each call: watchEvents: input/output error (EIO)"])
  }

  @Test func `a long look does not hold up the loop`() throws {
    var play = Play.started()
    play.observation.hintCount = DaemonLimits.shortLookFilesMax + 1
    play.observation.hasHints = true
    _ = try play.ask("Findings")
    #expect(play.effects.contains(.look(.dirty, isLong: true)))
    play.forget()
    play.change("a.yaml", "initiative: a\ntitle: x\n")
    _ = try play.ask("Findings")
    #expect(play.effects.contains(.look(.dirty, isLong: false)))
  }
}
