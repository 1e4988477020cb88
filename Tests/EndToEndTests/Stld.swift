import STLJSON
import STLSystem
import STLWire
import Synchronization
import Testing

/// A real `stld`, as it was built beside these tests, on a root and a socket of its own.
final class Stld {
  /// Everything waits so long at most.
  static let nanosecondsMax: Int64 = 60_000_000_000

  let socket: String
  private let outcome = Box()
  private var threads: Threads?

  private final class Box: Sendable {
    let value = Mutex<Result<Subprocess.Outcome, SystemError>?>(nil)
  }

  /// The executable `name` beside the one that runs the tests.
  static func program(_ name: String = "stld") throws -> String {
    let own = try Files.realPath("/proc/self/exe")
    return own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/" + name
  }

  /// Runs `stld` to its end.
  static func run(_ arguments: [String], environment: [String] = []) throws -> (
    status: Subprocess.End, output: String, errors: String
  ) {
    let outcome = try Subprocess(
      program: program(), arguments: arguments, environment: environment, outputBytesMax: 1 << 20,
      timeNanosecondsMax: nanosecondsMax
    ).run()
    return (
      outcome.end, String(decoding: outcome.output, as: UTF8.self), String(decoding: outcome.errorOutput, as: UTF8.self)
    )
  }

  /// Starts and waits until it answers; where `wrapper` is given that program is run, with `stld` and its arguments.
  init(
    root: String, socket: String, _ arguments: [String] = [], environment: [String] = [], wrapper: [String] = []
  ) throws {
    self.socket = socket
    let words =
      wrapper + [try Stld.program(), "--root", root, "--socket", socket, "--today", "2026-03-02"] + arguments
    let process = Subprocess(
      program: words[0], arguments: Array(words.dropFirst()), environment: environment, outputBytesMax: 1 << 20,
      timeNanosecondsMax: Stld.nanosecondsMax)
    var threads = Threads()
    let outcome = outcome
    try threads.start {
      let result = Result { () throws(SystemError) in try process.run() }
      outcome.value.withLock { $0 = result }
    }
    self.threads = consume threads
    try Stld.wait { (try? Client(socket)) != nil || outcome.value.withLock { $0 != nil } }
  }

  deinit {
    try? send(.terminate)
    // Joins the thread, which ends with the program.
    threads = nil
  }

  /// Polls until `condition` holds.
  static func wait(_ condition: () throws -> Bool) throws {
    let end = Clocks.monotonicNanoseconds() + nanosecondsMax
    while try !condition() {
      try #require(Clocks.monotonicNanoseconds() < end, "it never came")
      var none: [PollEntry] = []
      try poll(&none, timeoutNanoseconds: 2_000_000)
    }
  }

  func client() throws -> Client { try Client(socket) }

  /// One call on a connection of its own.
  func ask(_ method: String, _ parameters: JSONObject = [:]) throws -> ReceivedReply {
    try client().call(method, parameters)
  }

  /// Sends a signal to the process that listens.
  func send(_ signal: Signal) throws {
    guard outcome.value.withLock({ $0 == nil }) else { return }
    try STLSystem.send(signal, to: try client().process)
  }

  /// Waits for the end: how it ended and what it logged.
  func end() throws -> (status: Subprocess.End, log: String) {
    try Stld.wait { outcome.value.withLock { $0 != nil } }
    let result = try #require(outcome.value.withLock { $0 }).get()
    return (result.end, String(decoding: result.errorOutput, as: UTF8.self))
  }
}

/// A client of a daemon; everything it waits for comes in time or is an error.
final class Client {
  private let descriptor: Descriptor
  private var connection = ClientConnection()
  let process: Int32

  init(_ socket: String) throws {
    descriptor = try Descriptor.streamSocket(nonBlocking: false)
    try descriptor.connect(to: SocketAddress(socket))
    process = try descriptor.peerCredentials().process
  }

  /// A call with one reply.
  func call(_ method: String, _ parameters: JSONObject = [:]) throws -> ReceivedReply {
    try begin(method, parameters, more: false)
    return try next()
  }

  func begin(_ method: String, _ parameters: JSONObject = [:], more: Bool = true) throws {
    let name = method.contains(".") ? method : "org.stlctl.Planner." + method
    try descriptor.writeAll(connection.call(Call(method: name, parameters: parameters, more: more)))
  }

  /// The next reply of the call.
  func next() throws -> ReceivedReply {
    while true {
      if let reply = try connection.nextReply() { return reply }
      var entries = [PollEntry(descriptor.number, .readable)]
      try #require(try poll(&entries, timeoutNanoseconds: Stld.nanosecondsMax) == 1, "no reply came")
      var bytes = [UInt8](repeating: 0, count: min(1 << 16, connection.readCapacity))
      guard case .bytes(let count) = try descriptor.receive(into: &bytes) else {
        throw SystemError(call: "recv", errno: .ECONNRESET)
      }
      connection.receive(bytes[..<count])
    }
  }
}

extension ReceivedReply {
  /// The last word of the error, or `ok`.
  var verdict: String { error.map { String($0.split(separator: ".").last ?? "") } ?? "ok" }

  subscript(name: String) -> JSON? { parameters[name] }
}
