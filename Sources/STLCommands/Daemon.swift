import STLJSON
import STLReports
import STLSystem
import STLText
import STLWire

/// A connection to a daemon.
final class Daemon {
  let socket: String
  private let descriptor: Descriptor
  /// The server at the other end where that is in this process: it ends when `descriptor` is closed, which is before.
  private let server: Threads
  private var connection = ClientConnection()
  private var knownRoot: String?

  /// How long a daemon may be silent, in nanoseconds, before it counts as not answering.
  private static let silenceMax: Int64 = 60_000_000_000

  /// Connects to the daemon at `socket`.
  init(_ socket: String) throws(CommandError) {
    self.socket = socket
    server = Threads()
    do throws(SystemError) {
      descriptor = try Descriptor.streamSocket(nonBlocking: false)
      try descriptor.connect(to: SocketAddress(socket))
    } catch {
      throw .noDaemon("no daemon answers at \(socket): \(error.errno.words); start one: stld --root DIR")
    }
  }

  /// A daemon that `server` runs in this process, at the other end of a connected socket.
  init(adopting descriptor: consuming Descriptor, server: consuming Threads) {
    socket = "this process"
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
  func call(
    _ method: String, _ parameters: JSONObject, more: Bool, waits: Bool = false,
    _ body: (ReceivedReply) throws(CommandError) -> Bool
  ) throws(CommandError) {
    do throws(SystemError) {
      let frame = connection.call(Call(method: method, parameters: parameters, more: more))
      var sent = 0
      while sent < frame.count { sent += try descriptor.send(frame, from: sent) ?? 0 }
    } catch {
      throw .noDaemon("the daemon at \(socket) went away: \(error.errno.words)")
    }
    while true {
      let reply: ReceivedReply?
      do throws(WireError) {
        reply = try connection.nextReply()
      } catch {
        throw .noDaemon("the daemon at \(socket) does not speak as expected: \(error)")
      }
      guard let reply else {
        try receive(waits: waits)
        continue
      }
      guard try body(reply), reply.continues else { return }
    }
  }

  private func receive(waits: Bool) throws(CommandError) {
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
    } catch {
      throw .noDaemon("the daemon at \(socket) did not answer: \(error.errno.words)")
    }
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
    try call("org.stlctl.Planner.Report", parameters, more: true) { reply throws(CommandError) in
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
