import STLJSON
import STLReports
import STLSystem
import STLText
import STLWire

/// A connection to a daemon.
final class Daemon {
  let socket: String
  private var descriptor: Descriptor
  /// The daemon runs in this process.
  private let isEmbedded: Bool
  /// The server at the other end where that is in this process: it ends when `descriptor` is closed, which is before.
  private let server: Threads
  private var connection = ClientConnection()
  private var knownRoot: String?

  /// How long a daemon may be silent, in nanoseconds, before it counts as not answering.
  private static let silenceMax: Int64 = 60_000_000_000
  /// How long a daemon that ends connections is asked again, in nanoseconds, and the pauses between: a service manager
  /// starts another one within a second.
  private static let patienceMax: Int64 = 10_000_000_000
  private static let firstPauseNanoseconds: Int64 = 10_000_000
  private static let lastPauseNanoseconds: Int64 = 320_000_000

  /// Connects to the daemon at `socket`.
  init(_ socket: String) throws(CommandError) {
    self.socket = socket
    isEmbedded = false
    server = Threads()
    do throws(SystemError) {
      descriptor = try Daemon.connect(socket)
    } catch {
      throw .noDaemon("no daemon answers at \(socket): \(error.errno.words); start one: stld --root DIR")
    }
  }

  private static func connect(_ socket: String) throws(SystemError) -> Descriptor {
    let descriptor = try Descriptor.streamSocket(nonBlocking: false)
    try descriptor.connect(to: SocketAddress(socket))
    return descriptor
  }

  /// A daemon that `server` runs in this process, at the other end of a connected socket.
  init(adopting descriptor: consuming Descriptor, server: consuming Threads) {
    socket = "this process"
    isEmbedded = true
    self.descriptor = descriptor
    self.server = server
  }

  /// The root that the daemon serves, without symbolic links: it may have been named through one.
  func root() throws(CommandError) -> String {
    if let knownRoot { return knownRoot }
    let status = try single("org.stlctl.Planner.Status", [:])
    let named = status["root"]?.stringValue ?? ""
    let root = (try? Files.realPath(named)) ?? named
    knownRoot = root
    return root
  }

  /// Calls a method that has one reply; an error reply is thrown.
  func single(_ method: String, _ parameters: JSONObject) throws(CommandError) -> JSONObject {
    var result = JSONObject()
    try call(method, parameters, more: false) { reply throws(CommandError) in
      if let error = reply.error { throw Daemon.error(error, reply.parameters) }
      result = reply.parameters
      return true
    }
    return result
  }

  /// Calls a method; `body` gets every reply and says whether it wants more.
  ///
  /// A daemon that ends the connection before its answer was killed, or has no room for one more: it is asked again for a
  /// moment, which harms nothing, as no method changes what a second call would answer. Replies that came before are
  /// repeated then, after `restart`; without one only a call without any reply is made again.
  func call(
    _ method: String, _ parameters: JSONObject, more: Bool, waits: Bool = false, restart: (() -> Void)? = nil,
    _ body: (ReceivedReply) throws(CommandError) -> Bool
  ) throws(CommandError) {
    let call = Call(method: method, parameters: parameters, more: more)
    let end = Clocks.monotonicNanoseconds() + Daemon.patienceMax
    var pause = Daemon.firstPauseNanoseconds
    while true {
      var hasReply = false
      do throws(Failure) {
        return try exchange(call, waits: waits) { reply throws(CommandError) in
          hasReply = true
          return try body(reply)
        }
      } catch {
        switch error {
        case .final(let error): throw error
        case .lost(let problem):
          guard !hasReply || restart != nil, Clocks.monotonicNanoseconds() < end, reconnect(after: pause) else {
            throw .noDaemon(problem)
          }
          restart?()
          pause = min(2 * pause, Daemon.lastPauseNanoseconds)
        }
      }
    }
  }

  /// Why a call has no answer.
  private enum Failure: Error {
    /// The daemon ended the connection, or has more calls in hand than it takes.
    case lost(String)
    case final(CommandError)
  }

  /// Makes the call once.
  private func exchange(
    _ call: Call, waits: Bool, _ body: (ReceivedReply) throws(CommandError) -> Bool
  ) throws(Failure) {
    do throws(SystemError) {
      let frame = connection.call(call)
      var sent = 0
      while sent < frame.count { sent += try descriptor.send(frame, from: sent) ?? 0 }
    } catch {
      throw .lost("the daemon at \(socket) went away: \(error.errno.words)")
    }
    while true {
      let reply: ReceivedReply?
      do throws(WireError) {
        reply = try connection.nextReply()
      } catch {
        throw .final(.noDaemon("the daemon at \(socket) does not speak as expected: \(error)"))
      }
      guard let reply else {
        try receive(waits: waits)
        continue
      }
      if reply.error?.hasSuffix(".LimitExceeded") ?? false, reply.parameters["limit"] == "waiting_calls" {
        throw .lost("the daemon at \(socket) has too many calls to answer")
      }
      do throws(CommandError) {
        guard try body(reply), reply.continues else { return }
      } catch {
        throw .final(error)
      }
    }
  }

  private func receive(waits: Bool) throws(Failure) {
    let problem: SystemError
    do throws(SystemError) {
      var entries = [PollEntry(descriptor.number, .readable)]
      guard try poll(&entries, timeoutNanoseconds: waits ? nil : Daemon.silenceMax) > 0 else {
        throw SystemError(call: "poll", errno: .ETIMEDOUT)
      }
      var bytes = [UInt8](repeating: 0, count: min(1 << 18, connection.readCapacity))
      switch try descriptor.receive(into: &bytes) {
      case .bytes(let count): connection.receive(bytes[..<count])
      case .nothing: break
      case .end: throw SystemError(call: "recv", errno: .ECONNRESET)
      }
      return
    } catch {
      problem = error
    }
    let words = "the daemon at \(socket) did not answer: \(problem.errno.words)"
    throw problem.errno == .ECONNRESET ? .lost(words) : .final(.noDaemon(words))
  }

  /// Connects again after a pause; false where nobody listens any more, as after the end of a daemon in this process.
  private func reconnect(after pause: Int64) -> Bool {
    guard !isEmbedded else { return false }
    var none: [PollEntry] = []
    _ = try? poll(&none, timeoutNanoseconds: pause)
    guard let again = try? Daemon.connect(socket) else { return false }
    descriptor = again
    connection = ClientConnection()
    return true
  }

  /// Some answer was of the last state, because the root cannot be read.
  private(set) var isStale = false

  /// The answer to a question, as the daemon renders it.
  func answer(_ question: Question) throws(CommandError) -> Answer {
    var arguments = JSONObject()
    for (name, values) in question.arguments.sorted(by: { $0.key < $1.key }) {
      arguments.append(name, .array(values.map { .string($0) }))
    }
    var parameters: JSONObject = [
      "name": .string(question.name), "format": .string(question.format), "arguments": .object(arguments),
      "today": .string(question.today.description), "width": .integer(question.look.width),
    ]
    if let ref = question.ref { parameters.append("ref", .string(ref)) }
    if question.look.isColoured { parameters.append("coloured", true) }
    if question.look.isASCII { parameters.append("ascii", true) }
    var answer = Answer(content: [])
    try call("org.stlctl.Planner.Report", parameters, more: true, restart: { answer = Answer(content: []) }) {
      reply throws(CommandError) in
      if let error = reply.error { throw Daemon.error(error, reply.parameters) }
      isStale = isStale || reply.parameters["stale"]?.boolValue ?? false
      answer.content += Array((reply.parameters["content"]?.stringValue ?? "").utf8)
      answer.isFailing = answer.isFailing || reply.parameters["failing"]?.boolValue ?? false
      return true
    }
    return answer
  }

  /// What an error reply means for the caller.
  static func error(_ name: String, _ parameters: JSONObject) -> CommandError {
    let short = name.split(separator: ".").last.map { String($0) } ?? name
    switch short {
    case "NotFound":
      return CommandError(
        .notFound(
          what: parameters["what"]?.stringValue.flatMap { Sought(name: $0) } ?? .entity(nil),
          name: parameters["name"]?.stringValue ?? "", nearest: parameters["nearest"]?.stringValue,
          choices: (parameters["choices"]?.arrayValue ?? []).compactMap(\.stringValue)))
    case "BadQuery":
      return CommandError(
        .badQuery(
          message: parameters["message"]?.stringValue ?? "", offset: parameters["offset"]?.integerValue ?? 0))
    case "NotReady":
      let reason = parameters["reason"]?.stringValue ?? "no reason given"
      return .noDaemon("the daemon is \(parameters["state"]?.stringValue ?? "not ready"): \(reason)")
    case "PermissionDenied": return .failing("the daemon refuses: only its own user or root may call this")
    default: return .failing("the daemon answers \(short): \(JSON.object(parameters))")
    }
  }
}
