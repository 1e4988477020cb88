import STLDaemon
import STLEngine
import STLJSON
import STLText
import STLWire

/// What clients do, and what they make of the replies.
extension Simulator {
  private static let clientsMax = 8
  private static let floodMax = 300

  mutating func withClient(_ body: (inout Simulator, Int) -> Void) {
    if clients.isEmpty { connect() }
    if !clients.isEmpty { body(&self, random.below(clients.count)) }
  }

  mutating func connect() {
    if clients.count < Simulator.clientsMax { add(random.pick(Simulator.users)) }
  }

  private mutating func add(_ user: UInt32) {
    clients.append(
      Client(user: user, run: run, incarnation: incarnation, now: now, isEager: random.chance(swarm.eagerPermille)))
    trace("a client of user \(user) connects")
  }

  /// Many connections at once, each with a call.
  mutating func flood() {
    let user = random.pick(Simulator.users)
    let question: Client.Question = random.chance(300) ? .sync : swarm.questions.pick(&random)
    for _ in 0..<random.within(20...90) where clients.count < Simulator.floodMax {
      add(user)
      ask(clients.count - 1, question)
      push(clients.count - 1, .max)
    }
  }

  mutating func ask(_ index: Int) { ask(index, swarm.questions.pick(&random)) }

  mutating func ask(_ index: Int, _ question: Client.Question) {
    // Nothing that comes after a stream of changes is answered.
    guard !clients[index].isGone, !clients[index].isFinished, clients[index].asked.last?.question != .changes,
      clients[index].asked.count < 20
    else { return }
    clients[index].ask(question, &random, instance: instance, revision: daemon.engine.world.revision)
    counts.calls += 1
  }

  mutating func push(_ index: Int) { push(index, random.chance(500) ? .max : random.within(1...60)) }

  mutating func push(_ index: Int, _ count: Int) {
    guard !clients[index].isGone, !clients[index].isFinished, !clients[index].isClosed else { return }
    let sequence = ground.withTruth { $0.happen() }
    clients[index].push(count, at: sequence, now: now)
  }

  mutating func pull(_ index: Int) { pull(index, random.chance(500) ? .max : random.within(1...300)) }

  mutating func pull(_ index: Int, _ count: Int) {
    guard !clients[index].isGone else { return }
    for frame in clients[index].pull(count, now: now) where violation == nil { take(frame, index) }
  }

  /// Asks, and lets the loop and the clock run until the answer is there or patience ends.
  mutating func talk() {
    withClient { simulator, index in
      simulator.ask(index)
      simulator.push(index, .max)
      let run = simulator.run
      for _ in 0..<simulator.random.within(1...12) where run == simulator.run { _ = simulator.turn() }
      if index < simulator.clients.count { simulator.pull(index, .max) }
    }
  }

  mutating func hangUp(_ index: Int) {
    clients[index].isGone = true
    clients[index].down = []
  }

  mutating func finish(_ index: Int) { if clients[index].output.isEmpty { clients[index].isFinished = true } }

  mutating func sendJunk(_ index: Int) {
    guard !clients[index].isGone, !clients[index].isFinished else { return }
    clients[index].isJunk = true
    let junk: [[UInt8]] = [
      [0], Array("{}".utf8) + [0], Array("hello\n".utf8), [0xFF, 0xFE, 0], Array("{\"method\":".utf8),
      Array("[".utf8) + [0], Array("{\"method\":\"a.b\",\"parameters\":7}".utf8) + [0],
    ]
    clients[index].send(random.pick(junk))
  }

  /// Eager clients read, and what is over is forgotten.
  mutating func finishClients() {
    for index in clients.indices where clients[index].isEager || isCalm {
      if !clients[index].down.isEmpty { pull(index, .max) }
    }
    clients.removeAll { client in
      client.isClosed && (client.isGone || client.down.isEmpty) || client.run != run && client.id == 0
        || client.isGone && client.id == 0
    }
  }

  /// The daemon has closed its end.
  mutating func closed(_ index: Int) {
    let client = clients[index]
    clients[index].isClosed = true
    clients[index].up = []
    trace("closed \(client.id)")
    if client.isGone || client.isJunk || isStopping || client.asked.isEmpty { return }
    // Whoever got its last reply into the buffer, was refused, was slow to send or to read, or was silent for an hour.
    let delivered = client.down.reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
    let awaited = client.asked.filter { $0.begin != nil }.count
    let isRefused = client.asked.allSatisfy { $0.replies == 0 } && isFull
    let isLeaving = client.isFinished && !isCalm
    let isSlow =
      isLeaving || !client.output.isEmpty || !client.up.isEmpty || client.down.count >= swarm.socketBytes
      || !client.down.isEmpty && delivered == 0
    let isIdle = now - client.lastActive >= Limits.partialMessageMillisecondsMax
    if delivered < awaited, !isRefused, !isSlow, !isIdle {
      fail(.replies, "connection \(client.id) was closed with \(awaited - delivered) calls unanswered")
    }
  }

  private var isFull: Bool { clients.count >= Limits.connectionsPerUserMax }

  // MARK: Replies

  private mutating func take(_ frame: [UInt8], _ index: Int) {
    counts.replies += 1
    let client = clients[index]
    if frame.count + 1 > Limits.replyBytesMax { fail(.limits, "a reply has \(frame.count + 1) bytes") }
    if client.isJunk { return }
    let reply: ReceivedReply
    do {
      reply = try ReceivedReply(frame: frame)
    } catch {
      fail(.replies, "a reply cannot be read: \(error)")
      return
    }
    guard var asked = client.asked.first, let begin = asked.begin else {
      fail(.replies, "a reply on connection \(client.id) to no call: \(text(frame))")
      return
    }
    asked.replies += 1
    trace("reply on \(client.id) to \(asked.question): \(text(frame))")
    let name = reply.error.map { String($0.split(separator: ".").last ?? "") } ?? ""
    if !isRight(reply, name, asked, client) {
      fail(
        .replies,
        "call \(asked.question) \(asked.detail) on connection \(client.id) got \(text(frame))")
    }
    if reply.error == nil, asked.question != .describe { check(reply, asked, begin, index) }
    if asked.question == .changes, reply.error == nil { follow(reply, index) }
    if asked.question == .findings, reply.error == nil { compare(reply, &asked, index) }
    guard index < clients.count else { return }
    if reply.continues { clients[index].asked[0] = asked } else { clients[index].asked.removeFirst() }
    if !reply.continues, asked.question == .changes { clients[index].subscription = nil }
  }

  private func text(_ frame: [UInt8]) -> String { String(decoding: frame.prefix(300), as: UTF8.self) }

  /// The reply is one that the call may get.
  private func isRight(_ reply: ReceivedReply, _ error: String, _ asked: Client.Asked, _ client: Client) -> Bool {
    if reply.continues, !asked.more { return false }
    switch (asked.question, error) {
    case (.status, ""): return reply.parameters["state"] != nil
    case (.findings, ""): return reply.parameters["findings"] != nil
    case (.get, ""): return reply.parameters["entity"]?["id"]?.stringValue.map { asked.detail.hasSuffix($0) } ?? false
    case (.get, "NotFound"): return reply.parameters["name"]?.stringValue.map { asked.detail.hasSuffix($0) } ?? false
    case (.list, ""): return reply.parameters["rows"] != nil
    case (.sync, ""), (.fullSync, ""): return reply.parameters["stale"] == nil && reply.parameters["settling"] == nil
    case (.sync, "SyncTimeout"), (.fullSync, "SyncTimeout"): return true
    case (.changes, ""): return reply.parameters["fresh"] != nil && reply.continues
    case (.rescan, ""), (.reload, ""): return client.user == Simulator.owner || client.user == 0
    case (.rescan, "PermissionDenied"), (.reload, "PermissionDenied"):
      return client.user != Simulator.owner && client.user != 0
    case (.describe, ""): return reply.parameters["vendor"] != nil
    case (.rules, ""): return reply.parameters["rules"] != nil
    case (.checkText, ""): return reply.parameters["findings"] != nil
    case (.unknown, "MethodNotFound"), (.mistyped, "InvalidParameter"): return true
    case (_, "NotReady"): return true
    case (_, "LimitExceeded"): return reply.parameters["limit"]?.stringValue == "waiting_calls" && clients.count > 40
    default: return false
    }
  }

  /// Revision, day, staleness and freshness of a success.
  private mutating func check(_ reply: ReceivedReply, _ asked: Client.Asked, _ begin: Int, _ index: Int) {
    guard let revision = reply.parameters["revision"]?.integerValue else {
      fail(.replies, "a success without a revision")
      return
    }
    if revision < clients[index].lastRevision {
      fail(.revisions, "revision \(revision) after \(clients[index].lastRevision) on one connection")
    }
    clients[index].lastRevision = revision
    guard asked.question.isFresh, asked.question != .changes || asked.replies == 1 else { return }
    let isSettling = reply.parameters["settling"] != nil
    let isStale = reply.parameters["stale"] != nil
    let files = recorded[clients[index].incarnation, revision]?.files
    let problem: String? = ground.withTruth { truth in
      if isSettling { return truth.wasLocked(since: begin) ? nil : "is marked settling though nobody held git's lock" }
      if isStale { return truth.wasRootTroubled(since: begin) ? nil : "is marked stale though the root was there" }
      guard let files, let sight = truth.contradiction(files, since: begin) else { return nil }
      return "shows \(sight), since before the call began"
    }
    if let problem {
      fail(.freshness, "\(asked.question) on connection \(clients[index].id), revision \(revision), \(problem)")
    }
  }
}
