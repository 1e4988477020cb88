import STLFiles
import STLJSON
import STLWire
import Testing

@testable import STLDaemon

/// How the daemon ends, and what its manager hears.
@Suite struct EndingTests {
  @Test func `what was sent behind a call that is given up is not begun`() throws {
    var play = Play.started()
    let id = play.connect()
    play.observation.lockAge = 0
    play.bytes(
      id,
      Call(method: "org.stlctl.Planner.Sync").frame + Call(method: "org.stlctl.Planner.Changes", more: true).frame)
    play.send(.terminationRequested)
    #expect(try play.reply(id).verdict == "NotReady")
    #expect(play.closed.contains(id))
    #expect(play.effects.last == .exit(0))
  }

  @Test func `a termination answers the calls in hand, then exits`() throws {
    var play = Play.started()
    let (waiting, idle, listening) = (play.connect(), play.connect(), play.connect())
    play.call(listening, "Changes", more: true)
    _ = try play.reply(listening)
    play.looksAtOnce = false
    play.call(waiting, "Findings")
    play.send(.terminationRequested)
    #expect(play.effects.contains(.stopListening))
    #expect(play.effects.contains(.notify(.stopping)))
    #expect(play.closed.contains(idle))
    #expect(try play.reply(listening).verdict == "NotReady")
    #expect(!play.effects.contains(.exit(0)))
    play.finishLook()
    #expect(try play.reply(waiting).verdict == "ok")
    #expect(play.effects.last == .exit(0))
  }

  @Test func `a termination during the first scan does not wait for it`() throws {
    var play = Play()
    play.looksAtOnce = false
    play.send(.started)
    let id = play.connect()
    play.call(id, "Findings")
    play.send(.terminationRequested)
    let reply = try play.reply(id)
    #expect(reply.verdict == "NotReady")
    #expect(reply["state"] == "stopping")
    #expect(play.effects.last == .exit(0))
  }

  @Test func `a client that takes nothing does not keep the daemon alive`() throws {
    var play = Play.started()
    let id = play.connect()
    play.clientsRead = false
    play.call(id, "Findings")
    play.send(.terminationRequested)
    #expect(!play.effects.contains(.exit(0)))
    play.pass(DaemonLimits.stopMilliseconds)
    #expect(play.effects.last == .exit(0))
  }

  @Test func `a second termination is final`() throws {
    var play = Play.started()
    let id = play.connect()
    play.clientsRead = false
    play.call(id, "Findings")
    play.send(.terminationRequested)
    #expect(!play.effects.contains(.exit(0)))
    play.send(.terminationRequested)
    #expect(play.effects.last == .exit(0))
    #expect(play.closed.contains(id))
  }

  @Test func `a service of one connection ends with it`() throws {
    var play = Play(endsWhenAlone: true)
    play.send(.started)
    #expect(!play.effects.contains(.exit(0)))
    let id = play.connect()
    play.call(id, "Status")
    #expect(try play.reply(id).verdict == "ok")
    play.send(.ended(connection: id))
    #expect(play.effects.last == .exit(0))
  }

  @Test func `signs of life come in time`() throws {
    var play = Play(watchdog: 500)
    play.send(.started)
    #expect(play.effects.contains(.notify(.ready)))
    play.forget()
    play.pass(2_100)
    #expect(play.effects.filter { $0 == .notify(.watchdog) }.count == 4)
  }

  @Test func `a long first scan asks its manager for time`() throws {
    var play = Play()
    play.looksAtOnce = false
    play.send(.started)
    for done in [1, 2, 3] {
      play.send(.progress(LookProgress(directories: 9, filesFound: 3000, filesDone: done * 1000)))
      play.pass(600)
    }
    #expect(play.effects.filter { $0 == .notify(.extendTimeout) }.count == 2)
    #expect(!play.effects.contains(.notify(.ready)))
    play.finishLook()
    #expect(play.effects.contains(.notify(.ready)))
  }
}
