package import STLSystem

/// The port of the loop to all but the files: time, waiting, sockets, signals, threads, the service manager, the log.
///
/// `LinuxKernel` is the real one; a test may put another around it, in which a call fails or the clock stands still.
/// `ring` is called from a thread of its own, all else from the loop.
package protocol Kernel: AnyObject, Sendable {
  /// Nanoseconds of a clock that only goes forward; its zero means nothing.
  var monotonicNanoseconds: Int64 { get }

  /// Nanoseconds since 1970.
  var realtimeNanoseconds: Int64 { get }

  func randomNumber() throws(SystemError) -> UInt64

  /// Waits until an entry is ready, `timeoutNanoseconds` have passed (nil: for ever) or something interrupts it.
  func wait(for entries: inout [PollEntry], timeoutNanoseconds: Int64?) throws(SystemError)

  /// What becomes readable when a signal has come; nil where none is waited for.
  var signalDescriptor: Int32? { get }

  /// The next signal that came, nil where none waits.
  func nextSignal() throws(SystemError) -> Signal?

  /// Opens something that costs one descriptor, to be given up when there is no other.
  func openReserve() throws(SystemError) -> SharedDescriptor

  /// The next connection, nil where none waits.
  func accept(from listener: SharedDescriptor) throws(SystemError) -> SharedDescriptor?

  /// The user at the other end.
  func user(of socket: SharedDescriptor) throws(SystemError) -> UInt32

  func receive(from socket: SharedDescriptor, into bytes: inout [UInt8]) throws(SystemError) -> Received

  /// How many of `bytes` went, nil where none could.
  func send(_ bytes: [UInt8], to socket: SharedDescriptor) throws(SystemError) -> Int?

  func makeBell() throws(SystemError) -> Bell

  func ring(_ bell: Bell) throws(SystemError)

  func start(_ body: @escaping @Sendable () -> Void, on threads: inout Threads) throws(SystemError)

  /// Tells the service manager, where there is one.
  func notify(_ message: String) throws(SystemError)

  func write(_ level: LogLevel, _ text: String, to log: Log)

  /// Removes the socket file, unless another one has taken its place.
  func remove(_ file: SocketFile)
}

/// Wakes the loop from another thread: a pipe.
package final class Bell: Sendable {
  private let readEnd: Descriptor
  private let writeEnd: Descriptor

  init() throws(SystemError) {
    let pipe = try Pipe(nonBlocking: true)
    writeEnd = try pipe.write.duplicate()
    readEnd = pipe.readEnd()
  }

  /// Readable when it was rung and not silenced since.
  var descriptor: Int32 { readEnd.number }

  func ring() throws(SystemError) {
    // A full pipe wakes the loop as well.
    _ = try writeEnd.write([0])
  }

  func silence() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while let count = try? readEnd.read(into: &bytes), count == bytes.count {}
  }
}
