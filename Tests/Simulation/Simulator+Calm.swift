import STLDaemon
import STLEngine
import STLFiles
import STLRules
import STLService
import STLSystem
import STLText

/// Calm: faults are off, everybody finishes, and the daemon has to settle.
extension Simulator {
  /// Events that one stretch of quiet may take; more is a loop that does not rest.
  private static let roundsMax = 20_000
  /// From the last event to the last answer: settling, a file that was left open, a retry.
  private static let settleMilliseconds = 4_000
  private static let watchesMax = 10_000
  private static let crowd = 30
  /// Lines of the log in a long time in which nothing changes.
  private static let quietLinesMax = 6

  mutating func calmDown() {
    counts.calms += 1
    isCalm = true
    ground.withWeather { $0.isCalm = true }
    ground.files.change { [swarm] tree in
      tree.watchesMax = Simulator.watchesMax
      tree.queueMax = swarm.queueMax
    }
    trace("calm")
    edit(.calmDown)
    let isLockLeft = swarm.hasGit && random.chance(150)
    if isLockLeft { edit(.lock) }
    for index in clients.indices {
      if clients[index].isJunk { hangUp(index) } else { push(index, .max) }
    }
    checkLimits()
    if clients.count > Simulator.crowd {
      // Room for the one who compares.
      for index in clients.indices { hangUp(index) }
    }
    settle(
      Simulator.settleMilliseconds + (isLockLeft ? DaemonLimits.lockMillisecondsMax : 0)
        + (isStopping ? DaemonLimits.stopMilliseconds : 0))
    if isLockLeft { rest(DaemonLimits.lockMillisecondsMax + DaemonLimits.settleMillisecondsMax) }
    if violation == nil { examine() }
    if violation == nil, random.chance(100) { endure() }
    edit(.unlock)
    isCalm = false
    ground.withWeather { $0.isCalm = false }
    ground.files.change { [swarm] tree in tree.watchesMax = swarm.watchesMax }
  }

  private mutating func examine() {
    // What the kernel told of is there without anybody asking.
    if observer.condition == .ok, ground.withTruth({ $0.isAllTold }) { checkWorld() }
    let needsScan = !ground.withTruth { $0.isAllTold } || observer.condition.isPolling
    if needsScan || random.chance(50) {
      if random.chance(300) {
        quietLines = 0
        rest(DaemonLimits.safetyPassMilliseconds + DaemonLimits.settleMillisecondsMax)
        if quietLines > Simulator.quietLinesMax { fail(.log, "\(quietLines) lines of the log while nothing happens") }
      } else {
        askAsExaminer(random.chance(500) ? .fullSync : .rescan)
      }
      settle(Simulator.settleMilliseconds)
      if violation == nil, !ground.withTruth({ $0.isAllTold }) { fail(.liveness, "not everything was looked at") }
    }
    examined = nil
    askAsExaminer(.findings)
    settle(Simulator.settleMilliseconds)
    guard violation == nil else { return }
    if case .degraded(let reason) = observer.condition { fail(.liveness, "still degraded: \(reason)") }
    let isPolled = swarm.mode == .poll || swarm.mode == .auto && swarm.type != 0xEF53
    if observer.condition.isPolling != isPolled { fail(.liveness, "the condition is \(observer.condition)") }
    checkWorld()
    let findings = daemon.engine.world.evaluation(today: today).findings.map(Records.identity)
    if examined != Records.counts(findings) { fail(.world, "Findings answers something else") }
    checkWatches()
    checkLimits()
    checkSubscribers()
    if isReloading { fail(.liveness, "a reload that was announced has not ended") }
    if let interval = swarm.watchdogMilliseconds, let watchdogAt, now - watchdogAt > interval {
      fail(.liveness, "no sign of life for \(now - watchdogAt) ms")
    }
    // The one who compares goes.
    for index in clients.indices where clients[index].isExaminer { hangUp(index) }
    settle(Simulator.settleMilliseconds)
    if now - lastDayAt > DaemonLimits.dayMilliseconds + Simulator.settleMilliseconds { checkDays() }
  }

  /// Something stays wrong for a minute: nothing spins, and the log says it once.
  private mutating func endure() {
    quietLines = 0
    let steps = step
    if random.chance(500) {
      edit(.takeRoot)
    } else {
      let fault = (random.pick(["list", "read", "rootStamp", "watch", "watchEvents"]), random.pick(Weather.allFaults))
      ground.withWeather { $0.always = fault }
      edit(.save)
      trace("\(fault.0) fails from now on: \(fault.1.name)")
    }
    rest(60_000)
    if quietLines > Simulator.quietLinesMax { fail(.log, "\(quietLines) lines of the log in a minute of one failure") }
    if step - steps > Simulator.roundsMax * 2 { fail(.liveness, "\(step - steps) events in a minute of one failure") }
    ground.withWeather { $0.always = nil }
    edit(.calmDown)
    ground.withTruth { $0.hide("") }
  }

  private mutating func askAsExaminer(_ question: Client.Question) {
    var client = Client(user: Simulator.owner, run: run, incarnation: incarnation, now: now, isEager: true)
    client.isExaminer = true
    clients.append(client)
    ask(clients.count - 1, question)
    push(clients.count - 1, .max)
  }

  /// Lets the loop run until nothing is left to do; it has to be so within `limit` milliseconds.
  mutating func settle(_ limit: Int) {
    let end = now + limit
    serveAll()
    while violation == nil, unrest != nil {
      guard let deadline = daemon.deadline, deadline <= end else {
        if let unrest { fail(.liveness, "after \(limit) ms of calm \(unrest)") }
        return
      }
      pass(max(0, deadline - now))
      serveAll()
    }
  }

  /// Lets `milliseconds` pass from deadline to deadline.
  private mutating func rest(_ milliseconds: Int) {
    let end = now + milliseconds
    serveAll()
    while violation == nil, let deadline = daemon.deadline, deadline <= end {
      pass(max(0, deadline - now))
      serveAll()
    }
    if violation == nil { pass(end - now) }
  }

  private mutating func serveAll() {
    var rounds = 0
    finishClients()
    while violation == nil, turn() {
      finishClients()
      rounds += 1
      if rounds > Simulator.roundsMax { fail(.liveness, "the loop does not come to rest") }
    }
  }

  /// What is still to be done; nil where it is quiet.
  private var unrest: String? {
    if pending != nil { return "a look is under way" }
    if isStopping { return "the daemon has not stopped" }
    if observer.condition == .ok, ground.files.change({ $0.hasEvents }) { return "events wait" }
    // A polled root is looked at when somebody asks.
    if !observer.isSettled, !observer.condition.isPolling { return "there is something to look at" }
    for client in clients where !client.isQuiet {
      let asked = client.asked.first.map { "\($0.question)" } ?? "nothing"
      return "connection \(client.id) waits for \(asked)"
    }
    for client in clients where !client.isClosed && !client.isGone {
      if let subscription = client.subscription, subscription.revision != daemon.engine.world.revision {
        return "connection \(client.id) knows revision \(subscription.revision) only"
      }
    }
    if isReloading { return "a reload has not ended" }
    return nil
  }

  /// Subscribers have heard of the new day.
  private mutating func checkDays() {
    for client in clients where client.run == run && !client.isClosed && !client.isGone {
      if let subscription = client.subscription, subscription.day != today.description {
        fail(.changes, "connection \(client.id) believes that it is \(subscription.day)")
      }
    }
  }
}
