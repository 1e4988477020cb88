import STLJSON
import STLWire

/// A program that talks to the daemon, with the two buffers that the kernel keeps for its connection.
struct Client {
  /// What a client may ask.
  enum Question: Sendable {
    case status, findings, get, list, sync, fullSync, changes, rescan, reload, describe, rules, checkText, unknown,
      mistyped

    /// In the order of the interface's own needs: most calls ask for findings.
    static let all = Weights<Question>([
      (.findings, 8), (.status, 4), (.get, 6), (.list, 3), (.sync, 4), (.fullSync, 1), (.changes, 4), (.rescan, 1),
      (.reload, 1), (.describe, 1), (.rules, 1), (.checkText, 1), (.unknown, 1), (.mistyped, 1),
    ])

    /// The answer shows the files as they are when the call begins.
    var isFresh: Bool {
      switch self {
      case .findings, .get, .list, .sync, .fullSync, .changes, .rescan, .reload: true
      case .status, .describe, .rules, .checkText, .unknown, .mistyped: false
      }
    }
  }

  /// A call that was sent, or is being sent.
  struct Asked {
    let question: Question
    let detail: String
    let more: Bool
    /// Where it ends in all that the client sends.
    let end: Int
    /// The moment at which the last byte of it was handed to the kernel.
    var begin: Int?
    var begunAt = 0
    /// Findings of the pages so far.
    var findings: [UInt64] = []
    var replies = 0
  }

  /// What a subscriber has put together.
  struct Subscription {
    var revision: Int
    var day: String
    /// How often each finding is there; nil until it is known.
    var findings: [UInt64: Int]?
  }

  /// The number of the connection; 0 while the daemon has not taken it.
  var id = 0
  let user: UInt32
  /// The process that it talks to.
  let run: Int
  /// The name of the process counts, should two have the same.
  let incarnation: Int
  /// Bytes that it wants to send.
  var output: ArraySlice<UInt8> = []
  /// Bytes on their way to the daemon.
  var up: ArraySlice<UInt8> = []
  /// Bytes on their way from the daemon.
  var down: [UInt8] = []
  /// The beginning of a reply.
  var partial: [UInt8] = []
  var asked: [Asked] = []
  var sentBytes = 0
  var madeBytes = 0
  var subscription: Subscription?
  var lastRevision = 0
  var lastActive: Int
  /// Has closed its end.
  var isGone = false
  /// Sends no more.
  var isFinished = false
  /// Has sent what is no message.
  var isJunk = false
  /// The daemon has closed its end.
  var isClosed = false
  /// Takes what comes, as soon as it comes.
  let isEager: Bool
  /// Asks for the one who compares.
  var isExaminer = false

  init(user: UInt32, run: Int, incarnation: Int, now: Int, isEager: Bool) {
    self.user = user
    self.run = run
    self.incarnation = incarnation
    self.isEager = isEager
    lastActive = now
  }

  /// The daemon has a call of it that needs a look at the files, and no reply has come.
  var isWaiting: Bool {
    guard let asked = asked.first, asked.begin != nil, asked.question.isFresh else { return false }
    return up.isEmpty && down.isEmpty && subscription == nil
  }

  /// Nothing is on its way, and nobody waits for a reply that can come.
  var isQuiet: Bool {
    if isGone || isClosed { return id == 0 || isClosed }
    return id != 0 && output.isEmpty && up.isEmpty && down.isEmpty && (asked.isEmpty || subscription != nil)
  }

  mutating func ask(_ question: Question, _ random: inout SeededGenerator, instance: String, revision: Int) {
    var parameters: JSONObject = [:]
    var detail = ""
    var more = false
    let name: String
    switch question {
    case .status: name = "Status"
    case .findings:
      name = "Findings"
      more = random.chance(500)
    case .get:
      name = "Get"
      detail = "initiative/i\(random.below(7))"
      parameters["ref"] = .string(detail)
    case .list:
      name = "List"
      parameters["kind"] = .string("initiatives")
    case .sync, .fullSync:
      name = "Sync"
      if !isExaminer, random.chance(300) { parameters["timeout_ms"] = .integer(random.pick([0, 100, 5000])) }
      if question == .fullSync { parameters["full"] = true }
    case .changes:
      name = "Changes"
      more = true
      if random.chance(500) { parameters["settle_ms"] = .integer(random.pick([0, 10, 200, 800])) }
      if random.chance(200) {
        parameters["instance"] = .string(instance)
        parameters["since"] = .integer(revision)
      }
    case .rescan: name = "Rescan"
    case .reload: name = "Reload"
    case .describe: name = "org.varlink.service.GetInfo"
    case .rules: name = "Rules"
    case .checkText:
      name = "CheckText"
      parameters["path"] = "x.yaml"
      parameters["text"] = "initiative: x\n"
    case .unknown: name = "Nothing"
    case .mistyped:
      name = "Get"
      parameters["ref"] = 7
    }
    let method = name.contains(".") ? name : "org.stlctl.Planner." + name
    let oneway = random.chance(20) && question == .status
    send(Call(method: method, parameters: parameters, oneway: oneway, more: more).frame)
    if !oneway { asked.append(Asked(question: question, detail: detail, more: more, end: madeBytes)) }
  }

  mutating func send(_ bytes: [UInt8]) {
    output += bytes
    madeBytes += bytes.count
  }

  /// Hands `count` bytes to the kernel at the moment `sequence`.
  mutating func push(_ count: Int, at sequence: Int, now: Int) {
    let count = min(count, output.count)
    if count == 0 { return }
    up += output.prefix(count)
    output = output.dropFirst(count)
    sentBytes += count
    lastActive = now
    for index in asked.indices where asked[index].begin == nil && asked[index].end <= sentBytes {
      asked[index].begin = sequence
      asked[index].begunAt = now
    }
  }

  /// Takes `count` bytes from the kernel: the replies that are whole by now.
  mutating func pull(_ count: Int, now: Int) -> [[UInt8]] {
    let count = min(count, down.count)
    if count == 0 { return [] }
    lastActive = now
    partial += down.prefix(count)
    down.removeFirst(count)
    var frames: [[UInt8]] = []
    while let end = partial.firstIndex(of: 0) {
      frames.append(Array(partial[..<end]))
      partial.removeFirst(end + 1)
    }
    return frames
  }
}
