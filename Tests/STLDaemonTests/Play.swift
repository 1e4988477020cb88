import STLEngine
import STLFiles
import STLJSON
import STLModel
import STLText
import STLWire
import Testing

@testable import STLDaemon

/// A daemon with an invented kernel: files that change when a test says so, a clock that a test moves, clients.
struct Play {
  private(set) var daemon: Daemon
  private(set) var now = 1_000
  var today = CivilDate(days: 20_514)
  /// What the observer would say besides its hints.
  var observation = Observation()
  /// Looks end at once; otherwise when the test says `finishLook`.
  var looksAtOnce = true
  /// Clients take what is sent to them.
  var clientsRead = true
  /// The next batch is told as a fresh start.
  var isFresh = false
  /// git's lock appears during every look.
  var lockAppearsInLook = false
  /// The next look leaves so many hints over: somebody is writing.
  var leftOver = 0
  /// Every look does.
  var staysHinted = false

  private var pending = ChangeBatch(isComplete: true)
  private var events = 0
  private(set) var effects: [Effect] = []
  private(set) var looks: [LookOptions] = []
  private(set) var drains = 0
  private var received: [Int: [UInt8]] = [:]
  private(set) var closed: Set<Int> = []
  private(set) var unsentBytesMax = 0
  private var unfinished: LookOptions?
  private var nextID = 1

  init(user: UInt32 = 1000, watchdog: Int? = nil, endsWhenAlone: Bool = false, indistinctUser: UInt32? = nil) {
    var setup = Daemon.Setup(
      instance: "abc", version: "0.1.0", root: "/srv/plan", user: user, endsWhenAlone: endsWhenAlone,
      watchdogMilliseconds: watchdog)
    setup.indistinctUser = indistinctUser
    daemon = Daemon(setup)
  }

  /// A daemon that has read these files.
  static func started(
    _ files: [String: String] = ["a.yaml": "initiative: a\n"], indistinctUser: UInt32? = nil
  ) -> Play {
    var play = Play(indistinctUser: indistinctUser)
    for (path, text) in files.sorted(by: { $0.key < $1.key }) { play.change(path, text) }
    play.send(.started)
    play.forget()
    return play
  }

  // MARK: The kernel

  /// A file changes on disk; the daemon hears of it only when it drains, or is woken with `wake`.
  mutating func change(_ path: String, _ text: String?) {
    pending.changes.append((path, text.map { SourceFile(path: path, bytes: Array($0.utf8)) }))
    observation.hasHints = true
    observation.hintCount += 1
    events += 1
  }

  /// The event queue of the file system becomes readable.
  mutating func wake() { send(.hinted) }

  mutating func send(_ event: Event) {
    var queue = [event]
    while !queue.isEmpty {
      for effect in daemon.step(queue.removeFirst(), now: now, today: today) { queue += perform(effect) }
    }
  }

  private mutating func perform(_ effect: Effect) -> [Event] {
    effects.append(effect)
    switch effect {
    case .drain:
      drains += 1
      let count = events
      events = 0
      return [.drained(count: count, observation)]
    case .look(let options, _):
      looks.append(options)
      guard looksAtOnce else {
        unfinished = options
        return []
      }
      return [look(options)]
    case .send(let id):
      let bytes = daemon.unsent(of: id)
      unsentBytesMax = max(unsentBytesMax, bytes.count)
      guard clientsRead else { return [.sent(connection: id, count: 0)] }
      received[id, default: []] += bytes
      return [.sent(connection: id, count: bytes.count)]
    case .close(let id):
      closed.insert(id)
      return []
    default: return []
    }
  }

  private mutating func look(_ options: LookOptions) -> Event {
    if lockAppearsInLook { observation.lockAge = 0 }
    if options.contains(.dirty) { observation.hasDirty = false }
    if observation.condition.isDegraded { return .looked(Look(batch: ChangeBatch(), isFresh: false), observation) }
    let batch = pending
    pending = ChangeBatch()
    observation.hintCount = leftOver
    observation.hasHints = leftOver > 0
    observation.needsScan = false
    if !staysHinted { leftOver = 0 }
    let fresh = isFresh
    isFresh = false
    return .looked(Look(batch: batch, isFresh: fresh), observation)
  }

  var isLooking: Bool { unfinished != nil }

  mutating func finishLook() {
    let options = unfinished ?? []
    unfinished = nil
    send(look(options))
  }

  // MARK: Time

  /// Moves the clock from deadline to deadline, `milliseconds` in all.
  mutating func pass(_ milliseconds: Int) {
    let end = now + milliseconds
    var steps = 0
    while let deadline = daemon.deadline, deadline <= end {
      steps += 1
      precondition(steps < 10_000, "the daemon does not come to rest")
      now = max(now, deadline)
      send(.tick)
    }
    now = end
    send(.tick)
  }

  // MARK: Clients

  mutating func connect(user: UInt32 = 1000) -> Int {
    let id = nextID
    nextID += 1
    send(.accepted(connection: id, user: user))
    return id
  }

  mutating func call(_ id: Int, _ method: String, _ parameters: JSONObject = [:], more: Bool = false) {
    let name = method.contains(".") ? method : "org.stlctl.Planner." + method
    bytes(id, Call(method: name, parameters: parameters, more: more).frame)
  }

  /// The client begins to take what is sent to it.
  mutating func read(_ id: Int) {
    clientsRead = true
    send(.writable(connection: id))
  }

  /// A client sends these bytes.
  mutating func bytes(_ id: Int, _ bytes: [UInt8]) { send(.received(connection: id, bytes: bytes[...])) }

  /// The replies that came on a connection since the last time.
  mutating func replies(_ id: Int) throws -> [ReceivedReply] {
    let frames = (received[id] ?? []).split(separator: 0).map { Array($0) }
    received[id] = []
    return try frames.map { try ReceivedReply(frame: $0) }
  }

  /// The only reply that came.
  mutating func reply(_ id: Int, sourceLocation: SourceLocation = #_sourceLocation) throws -> ReceivedReply {
    let replies = try replies(id)
    try #require(replies.count == 1, sourceLocation: sourceLocation)
    return replies[0]
  }

  /// A new connection calls a method and gets one reply at once.
  mutating func ask(
    _ method: String, _ parameters: JSONObject = [:], user: UInt32 = 1000,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> ReceivedReply {
    let id = connect(user: user)
    call(id, method, parameters)
    let answer = try reply(id, sourceLocation: sourceLocation)
    send(.lost(connection: id))
    return answer
  }

  /// Forgets what was recorded.
  mutating func forget() {
    effects = []
    looks = []
    drains = 0
  }

  /// Lines of the log.
  var lines: [String] {
    effects.compactMap { effect in
      if case .log(let level, let text) = effect, level < .debug { "\(level.rawValue): \(text)" } else { nil }
    }
  }
}

extension ReceivedReply {
  /// The last word of the error, or `ok`.
  var verdict: String { error.map { String($0.split(separator: ".").last ?? "") } ?? "ok" }

  subscript(name: String) -> JSON? { parameters[name] }
}
