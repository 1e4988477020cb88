/// The daemon room: a pure step, the loop that feeds it, sockets, options, the log.
///
/// `Daemon` is the whole state: it takes one event at a time and says what to do; it does no I/O and reads no clock, so
/// a simulator can play the kernel. `Server` is the loop around it, over the ports `Kernel` and `FileSystem`: one thread
/// owns the state, and only a long look at the files runs on another. The rooms below answer; nothing here knows what a rule or a report says.

package import STLEngine
import STLFiles
package import STLService
package import STLText
import STLWire

/// The state of a running daemon.
///
/// `step` is all that ever changes it. `now` is a monotonic time in milliseconds that never goes back, `today` the day
/// that holds for calls that name none.
package struct Daemon {
  /// What does not change in one run.
  package struct Setup: Sendable {
    /// Random hexadecimal digits.
    package var instance: String
    package var version: String
    /// Absolute path.
    package var root: String
    /// User of this process: besides root the only one who may call Reload and Rescan.
    package var user: UInt32
    /// The user as whom all appear that the kernel cannot tell apart for us: they have no share of one user.
    package var indistinctUser: UInt32?
    /// Serves the connections that it was given, and ends with the last one.
    package var endsWhenAlone: Bool
    /// How often the service manager wants a sign of life.
    package var watchdogMilliseconds: Int?
    /// Connections at a time, all users together.
    package var connectionsMax = Limits.connectionsMax

    package init(
      instance: String, version: String, root: String, user: UInt32, endsWhenAlone: Bool = false,
      watchdogMilliseconds: Int? = nil
    ) {
      self.instance = instance
      self.version = version
      self.root = root
      self.user = user
      self.endsWhenAlone = endsWhenAlone
      self.watchdogMilliseconds = watchdogMilliseconds
    }
  }

  /// What the observer is doing for us.
  enum Cycle: Equatable {
    case idle, draining
    case looking(isScan: Bool)
  }

  /// How far a reload has come: the configuration is read, then a scan is due, then it runs.
  enum ReloadPhase { case none, reading, due, scanning }

  let setup: Setup
  let introspection: Introspection
  package internal(set) var engine = Engine()
  var peers = Peers()
  var now = 0
  var today = CivilDate(days: 0)
  var effects: [Effect] = []
  /// Connections that may have something to send.
  var touched: [Int] = []

  // Files.
  var cycle = Cycle.idle
  var observation = Observation()
  var commit: String?
  /// What was seen while git held its lock: it becomes one revision when the lock is gone.
  var held: [ChangeBatch] = []
  var progress: LookProgress?
  var lockCheckedAt = 0
  /// The look that runs keeps back files that have just become empty.
  var isHoldingEmptied = false
  /// The look that runs is a pass over everything.
  var isLookingAtEverything = false
  /// Since when git's lock has been seen, by our own clock: the file's time may be wrong.
  var lockSince: Int?
  /// Events were announced and not drained yet.
  var isHinted = false
  var firstHintAt: Int?
  var lastEventAt = Int.min / 2
  var dirtyAt: Int?
  var retryAt: Int?
  var scannedAt = 0
  var pollAt: Int?
  /// A scan of the whole tree is asked for: SIGHUP.
  var isScanRequested = false

  // Connections.
  var isListening = true
  var acceptPausedUntil: Int?
  var refusalLoggedAt: Int?
  var counters = StatusFacts.Counters()

  // Life.
  var hasToldReady = false
  var reload = ReloadPhase.none
  var stopsAt: Int?
  var hasExited = false
  var watchdogAt: Int?
  var progressToldAt: Int?

  package init(_ setup: Setup) {
    self.setup = setup
    introspection = Introspection(
      vendor: "stl", product: "stld", version: setup.version, url: "https://stlctl.org",
      interfaces: [PlannerInterface.description])
  }

  /// Takes in one event and says what to do, in order.
  package mutating func step(_ event: Event, now: Int, today: CivilDate) -> [Effect] {
    precondition(now >= self.now, "time goes forward")
    self.now = now
    self.today = today
    if hasExited { return [] }
    take(event)
    passTime()
    publish()
    startCycle()
    flush()
    endWhereDone()
    defer { effects = [] }
    return effects
  }

  private mutating func take(_ event: Event) {
    switch event {
    case .started: start()
    case .hinted: isHinted = true
    case .drained(let count, let observation): drained(count, observation)
    case .progress(let progress): note(progress)
    case .looked(let look, let observation): looked(look, observation)
    case .accepted(let id, let user): accepted(id, user)
    case .acceptFailed(let problem):
      acceptPausedUntil = now + DaemonLimits.acceptPauseMilliseconds
      logRefusal("cannot take a connection: \(problem)")
    case .received(let id, let bytes): update(id) { [now] in $0.receive(bytes, now: now) }
    case .ended(let id): update(id) { [now] in $0.end(now: now) }
    case .lost(let id):
      guard peers[id] != nil else { return }
      peers.remove(id)
      effects.append(.close(connection: id))
    case .sent(let id, let count):
      _ = peers.update(id) { peer in
        peer.isBlocked = count < peer.offeredBytes ?? 0
        peer.offeredBytes = nil
      }
      update(id) { [now] in $0.sent(count, now: now) }
    case .writable(let id):
      _ = peers.update(id) { $0.isBlocked = false }
      touched.append(id)
    case .terminationRequested: stop()
    case .reloadRequested: startReload()
    case .reloaded(let problem): reloaded(problem)
    case .tick: break
    }
  }

  // MARK: Questions of the loop

  /// What is to be sent on a connection.
  package func unsent(of id: Int) -> ArraySlice<UInt8> { peers[id]?.connection.unsent ?? [] }

  /// The kernel took less than it was offered: `writable` has to be told.
  package func waitsForWritable(_ id: Int) -> Bool { peers[id]?.isBlocked ?? false }

  /// How many bytes to receive at most on a connection; 0 while nothing is wanted.
  package func readCapacity(of id: Int) -> Int { peers[id]?.connection.readCapacity ?? 0 }

  /// Connections may be taken.
  package var isAccepting: Bool { isListening && acceptPausedUntil == nil }

  /// When to send `tick` at the latest; nil when no time limit runs.
  package var deadline: Int? {
    if hasExited { return nil }
    var times: [Int?] = [
      lookAt, lockAt, retryDueAt, safetyAt, syncAt, pollDueAt, dirtyDueAt, acceptPausedUntil, stopsAt, watchdogAt,
      dayAt,
    ]
    for peer in peers.list {
      times.append(peer.connection.deadline)
      times.append(dueAt(peer))
    }
    return times.compactMap(\.self).min()
  }

  // MARK: Life

  private mutating func start() {
    scannedAt = now
    if let interval = setup.watchdogMilliseconds { watchdogAt = now + interval }
    effects.append(.log(.info, "following \"\(setup.root)\""))
  }

  private mutating func stop() {
    guard stopsAt == nil else {
      // Asked twice: whoever still waits is given up.
      for id in peers.ids { effects.append(.close(connection: id)) }
      peers = Peers()
      return
    }
    stopsAt = now + DaemonLimits.stopMilliseconds
    isListening = false
    effects += [.notify(.stopping), .stopListening, .log(.info, "stopping")]
    for id in peers.ids {
      // First, so that the last reply of what never ends makes no room for a further call.
      update(id) { [now] in $0.stop(now: now) }
      endEndless(id)
    }
  }

  mutating func startReload() {
    guard reload != .reading else { return }
    reload = .reading
    effects += [.notify(.reloading), .reload]
  }

  private mutating func reloaded(_ problem: String?) {
    if let problem { effects.append(.log(.error, "keeping the old configuration: \(problem)")) }
    isScanRequested = true
    reload = .due
    for id in peers.ids {
      guard var waiting = peers[id]?.waiting, waiting.request == .reload else { continue }
      waiting.isReloaded = true
      peers.set(.waiting(waiting), of: id)
    }
  }

  /// What is due by now.
  private mutating func passTime() {
    for id in peers.ids {
      if let deadline = peers[id]?.connection.deadline, deadline <= now { update(id) { [now] in $0.tick(now: now) } }
    }
    if let until = acceptPausedUntil, until <= now { acceptPausedUntil = nil }
    if let at = watchdogAt, at <= now, let interval = setup.watchdogMilliseconds {
      watchdogAt = now + interval
      effects.append(.notify(.watchdog))
    }
    timeOutSyncs()
    if let stopsAt, stopsAt <= now, !peers.isEmpty {
      effects.append(.log(.warning, "stopping with \(peers.count) calls unanswered"))
      for id in peers.ids { effects.append(.close(connection: id)) }
      peers = Peers()
    }
  }

  private mutating func endWhereDone() {
    guard peers.isEmpty, stopsAt != nil || setup.endsWhenAlone && counters.connections > 0 else { return }
    hasExited = true
    effects.append(.exit(0))
  }

  /// Asks to send what is there to be sent, once until it is answered.
  private mutating func flush() {
    for id in touched {
      guard let peer = peers[id], peer.connection.unsentBytes > 0, peer.offeredBytes == nil, !peer.isBlocked else {
        continue
      }
      _ = peers.update(id) { $0.offeredBytes = $0.connection.unsentBytes }
      effects.append(.send(connection: id))
    }
    touched = []
  }

  private mutating func note(_ progress: LookProgress) {
    self.progress = progress
    guard !hasToldReady, progressToldAt.map({ now >= $0 + DaemonLimits.progressNotifyMilliseconds }) ?? true else {
      return
    }
    progressToldAt = now
    effects.append(.notify(.extendTimeout))
    effects.append(.notify(.status("reading: \(progress.filesDone) of \(progress.filesFound) files")))
  }

  // MARK: What it says about itself

  var state: StatusFacts.State {
    if stopsAt != nil { return .stopping }
    if observation.condition.isDegraded { return .degraded }
    if engine.world.revision == 0 { return .starting }
    if case .looking(isScan: true) = cycle { return .rescanning }
    return .ready
  }

  var reason: String? {
    if case .degraded(let reason) = observation.condition, stopsAt == nil { return reason }
    return state == .starting ? "the first look at the files is under way" : nil
  }

  /// The daemon's own facts, for `Status`.
  package var facts: StatusFacts {
    var watch = StatusFacts.Watch(mode: .inotify, directories: observation.directories)
    if case .polling(let reason) = observation.condition { (watch.mode, watch.reason) = (.polling, reason) }
    var counters = counters
    let seen = observation.counters
    counters.events = seen.events
    counters.overflows = seen.overflows
    counters.looks = seen.looks
    counters.scans = seen.scans
    counters.opens = seen.opens
    counters.filesRead = seen.filesRead
    counters.bytesRead = seen.bytesRead
    counters.filesSkipped = seen.filesSkipped
    counters.filesPostponed = seen.filesPostponed
    return StatusFacts(
      state: state, reason: reason, instance: setup.instance, version: setup.version, root: setup.root, watch: watch,
      progress: progress.map { .init(done: $0.filesDone, total: $0.filesFound > 0 ? $0.filesFound : nil) },
      counters: counters, connections: peers.count,
      subscribers: peers.list.reduce(0) { $0 + ($1.subscription == nil ? 0 : 1) })
  }

  /// What an answer may depend on.
  var context: ServiceContext {
    ServiceContext(
      engine: engine, facts: facts, today: today, commit: commit, prefix: observation.prefix,
      isSettling: isLocked, isStale: observation.condition.isDegraded)
  }
}
