import STLDaemon
import STLEngine
import STLFiles
import STLModel
import STLSystem
import STLText
import STLWire

/// The loop around the daemon, as `Server` is one, but for the order in which it serves what is ready.
extension Simulator {
  private static let receiveBytesMax = 1 << 16
  private static let fullCheckSteps = 64
  /// Events that one event brings at most: a drain and a look for each call that is answered, and their bytes.
  private static let cascadeMax = 2_000

  // MARK: Life

  mutating func boot() {
    run += 1
    counts.runs += 1
    if plant != .reusedRevision || run == 1 {
      instance = String(random.next(), radix: 16)
      incarnation += 1
    }
    lastRevision = 0
    daemon = Daemon(
      Daemon.Setup(
        instance: instance, version: "0.1.0", root: "/srv/plan", user: Simulator.owner,
        watchdogMilliseconds: swarm.watchdogMilliseconds))
    ground.files.stopWatching()
    observer = Observer(files: PlantedFileSystem(ground.files, plant), mode: swarm.mode, threads: 1)
    looks = PlantedLooks(plant)
    (isAlive, isStopping, isReloading) = (true, false, false)
    (queue, signals, pending, watchdogAt) = ([], [], nil, nil)
    open = []
    trace("the daemon starts, run \(run)")
    give(.started)
  }

  /// The process ends: its descriptors are closed by the kernel.
  private mutating func end() {
    isAlive = false
    for index in clients.indices where clients[index].run == run {
      clients[index].isClosed = true
      clients[index].up = []
    }
    queue = []
    boot()
  }

  mutating func kill() {
    trace("kill -9")
    end()
  }

  // MARK: Events in

  /// Takes an event through the daemon, and what its effects bring as well.
  mutating func give(_ event: Event) {
    queue.append(event)
    let run = run
    var rounds = 0
    while !queue.isEmpty, isAlive, run == self.run, violation == nil {
      let event = queue.removeFirst()
      step += 1
      note(event)
      let effects = daemon.step(event, now: now, today: today)
      noteWorld()
      for effect in effects {
        perform(effect)
        if run != self.run { return }
      }
      if queue.isEmpty, step % Simulator.fullCheckSteps == 0 { checkLimits() }
      rounds += 1
      if rounds > Simulator.cascadeMax { fail(.liveness, "one event brings others for ever") }
    }
  }

  /// Serves one of all that is ready; false where nothing is.
  mutating func turn() -> Bool {
    // Bounded choice: signals, background, watcher, listener, clients, then time.
    var ready: [Int] = []
    if !signals.isEmpty { ready.append(-1) }
    if pending != nil { ready.append(-2) }
    if pending == nil, observer.watchDescriptor != nil, ground.files.change({ $0.hasEvents }) { ready.append(-3) }
    if daemon.isAccepting, !isStopping, clients.contains(where: { $0.id == 0 && !$0.isClosed }) { ready.append(-4) }
    if daemon.deadline.map({ $0 <= now }) ?? false { ready.append(-5) }
    for index in clients.indices where isReady(clients[index]) { ready.append(index) }
    if ready.isEmpty { return false }
    switch random.pick(ready) {
    case -1: give(signals.removeFirst())
    case -2: finishLook()
    case -3: give(.hinted)
    case -4: accept()
    case -5: give(.tick)
    case let index: serve(index)
    }
    return true
  }

  private func isReady(_ client: Client) -> Bool {
    guard client.id != 0, !client.isClosed, client.run == run else { return false }
    if client.isGone { return true }
    if !client.up.isEmpty || client.isFinished, daemon.readCapacity(of: client.id) > 0 { return true }
    return daemon.waitsForWritable(client.id) && client.down.count < swarm.socketBytes
  }

  private mutating func serve(_ index: Int) {
    let client = clients[index]
    let capacity = daemon.readCapacity(of: client.id)
    if capacity > 0, !client.up.isEmpty || client.isFinished || client.isGone {
      if client.up.isEmpty {
        give(.ended(connection: client.id))
      } else {
        let count = min(capacity, client.up.count, Simulator.receiveBytesMax)
        let bytes = client.up.prefix(count)
        clients[index].up = client.up.dropFirst(count)
        give(.received(connection: client.id, bytes: bytes))
      }
    } else if client.isGone {
      give(.lost(connection: client.id))
      if open.contains(client.id), violation == nil, run == client.run {
        fail(.descriptors, "connection \(client.id) was lost and not closed")
      }
      return
    }
    guard let index = clients.firstIndex(where: { $0.id == client.id }) else { return }
    if daemon.waitsForWritable(client.id), clients[index].down.count < swarm.socketBytes, !clients[index].isClosed {
      give(.writable(connection: client.id))
    }
  }

  private mutating func accept() {
    guard let index = clients.firstIndex(where: { $0.id == 0 && !$0.isClosed }) else { return }
    if !isCalm, random.chance(10) {
      give(.acceptFailed("accept4: too many open files (EMFILE)"))
      return
    }
    let id = nextID
    nextID += 1
    clients[index].id = id
    open.insert(id)
    let user = clients[index].user
    give(
      .accepted(
        connection: id, user: plant == .forgottenLimit && user == Simulator.stranger ? UInt32(10_000 + id) : user))
  }

  // MARK: Time

  mutating func pass(_ milliseconds: Int) {
    now += milliseconds
    ground.files.advance(Int64(milliseconds) * 1_000_000)
    if daemon.deadline.map({ $0 <= now }) ?? false { give(.tick) }
  }

  mutating func passToDeadline() {
    guard let deadline = daemon.deadline else { return }
    pass(max(0, min(deadline - now, 5000)))
  }

  // MARK: Effects out

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .drain: drain()
    case .look(let options, let isLong): look(options, isLong)
    case .send(let id): transmit(id)
    case .close(let id): close(id)
    case .stopListening: isStopping = true
    case .reload: queue.append(.reloaded(problem: random.chance(200) ? "no such file" : nil))
    case .notify(let notification): note(notification)
    case .log(let level, let text): note(level, text)
    case .exit(let code):
      trace("the daemon exits with \(code)")
      if !open.isEmpty { fail(.descriptors, "\(open.count) connections were open at the exit: \(open.sorted())") }
      end()
    }
  }

  private mutating func drain() {
    guard pending == nil else { preconditionFailure("no drain while a look is under way") }
    let start = ground.beginLook()
    let count = observer.drain()
    ground.endLook(since: start, isScan: false)
    traceDeeds()
    queue.append(.drained(count: count, observation()))
  }

  private mutating func look(_ options: LookOptions, _ isLong: Bool) {
    let start = ground.beginLook()
    let scans = observer.counters.scans
    var progress: [LookProgress] = []
    let look = looks.filter(observer.look(options) { progress.append($0) })
    // A scan that found no root has seen nothing.
    let isScan = observer.counters.scans > scans && !observer.condition.isDegraded
    ground.endLook(since: start, isScan: isScan)
    traceDeeds()
    trace(
      "look\(isScan ? " at everything" : ""): \(look.batch.changes.map { ($0.file == nil ? "-" : "+") + $0.path })")
    if isLong || (!isCalm && random.chance(swarm.latePermille)) {
      pending = look
      if let last = progress.last { queue.append(.progress(last)) }
    } else {
      queue.append(.looked(look, observation()))
    }
  }

  mutating func finishLook() {
    guard let look = pending else { return }
    pending = nil
    give(.looked(look, observation()))
  }

  private func observation() -> Observation {
    Observation(observer, now: ground.files.change { $0.clockNanoseconds })
  }

  private mutating func transmit(_ id: Int) {
    guard let index = clients.firstIndex(where: { $0.id == id }) else {
      fail(.descriptors, "bytes for connection \(id), which is closed")
      return
    }
    let unsent = daemon.unsent(of: id)
    if unsent.count > Limits.unsentBytesMax { fail(.limits, "\(unsent.count) bytes are unsent on connection \(id)") }
    if clients[index].isGone {
      queue.append(.lost(connection: id))
      return
    }
    let room = swarm.socketBytes - clients[index].down.count
    var count = max(0, min(unsent.count, room))
    if count > 1, !isCalm, random.chance(swarm.partialPermille) { count = random.within(0...count) }
    record(for: clients[index])
    deliver(unsent.prefix(count), to: index)
    queue.append(.sent(connection: id, count: count))
  }

  /// Bytes reach the kernel's buffer of a client; here replies get lost or doubled.
  private mutating func deliver(_ bytes: ArraySlice<UInt8>, to index: Int) {
    transcript.add(bytes)
    let isReply = bytes.last == 0 && bytes.dropLast().allSatisfy { $0 != 0 }
    let isWhole = isReply && clients[index].down.last ?? 0 == 0 && clients[index].partial.isEmpty
    switch plant {
    case .doubleReply where isWhole:
      occasions += 1
      if Plant.strikes(occasions) { clients[index].down += bytes }
    case .missedChange where isWhole && clients[index].subscription != nil:
      occasions += 1
      if Plant.strikes(occasions) { return }
    default: break
    }
    clients[index].down += bytes
  }

  private mutating func close(_ id: Int) {
    if plant == .leakedDescriptor {
      occasions += 1
      if Plant.strikes(occasions) { return }
    }
    guard open.remove(id) != nil else {
      fail(.descriptors, "connection \(id) is closed twice")
      return
    }
    if let index = clients.firstIndex(where: { $0.id == id }) { closed(index) }
  }

  // MARK: The record

  private mutating func note(_ notification: Effect.Notification) {
    transcript.add("\(notification)")
    switch notification {
    case .reloading: isReloading = true
    case .ready: isReloading = false
    case .watchdog: watchdogAt = now
    default: break
    }
    trace("notify \(notification)")
  }

  private mutating func note(_ level: LogLevel, _ text: String) {
    trace("log \(level.rawValue): \(text)")
    guard level < .debug else { return }
    quietLines += 1
    transcript.add(text)
  }

  private mutating func note(_ event: Event) {
    switch event {
    case .started: transcript.add(1)
    case .hinted: transcript.add(2)
    case .drained(let count, let observation):
      transcript.add(3 + count << 4)
      transcript.add(observation.hintCount)
      trace("drained \(count), \(observation.hintCount) hints\(observation.lockAge.map { ", locked for \($0)" } ?? "")")
    case .progress: transcript.add(4)
    case .looked(let look, let observation):
      transcript.add(5 + look.batch.changes.count << 4)
      for (path, file) in look.batch.changes {
        transcript.add(path)
        transcript.add(file?.bytes.count ?? -1)
      }
      trace("looked, \(observation.condition)")
    case .accepted(let id, let user):
      transcript.add(6 + id << 4)
      trace("accepted \(id) of user \(user)")
    case .acceptFailed: transcript.add(7)
    case .received(let id, let bytes):
      transcript.add(8 + id << 4)
      transcript.add(bytes)
      trace("received on \(id): \(String(decoding: bytes.prefix(200), as: UTF8.self))")
    case .ended(let id):
      transcript.add(9 + id << 4)
      trace("end on \(id)")
    case .lost(let id):
      transcript.add(10 + id << 4)
      trace("lost \(id)")
    case .sent(let id, let count):
      transcript.add(11 + id << 4)
      transcript.add(count)
      trace("sent \(count) on \(id)")
    case .writable(let id): transcript.add(12 + id << 4)
    case .terminationRequested:
      transcript.add(13)
      trace("SIGTERM")
    case .reloadRequested:
      transcript.add(14)
      trace("SIGHUP")
    case .reloaded: transcript.add(15)
    case .tick:
      transcript.add(16)
      transcript.add(now)
    }
  }
}
