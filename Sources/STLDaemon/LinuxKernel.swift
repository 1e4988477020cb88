package import STLSystem

/// The loop's port to Linux.
package final class LinuxKernel: Kernel {
  private final class Signals: Sendable {
    let queue: SignalQueue
    init() throws(SystemError) { queue = try SignalQueue(blocking: [.terminate, .interrupt, .hangUp]) }
  }

  private let signals: Signals?

  /// Blocks the signals that end the server or make it reload, for this thread and every one that it starts, and queues
  /// them; without them the server ends with its last connection or never.
  package init(takesSignals: Bool) throws(SystemError) {
    signals = takesSignals ? try Signals() : nil
  }

  package var monotonicNanoseconds: Int64 { Clocks.monotonicNanoseconds() }

  package var realtimeNanoseconds: Int64 { Clocks.realtimeNanoseconds() }

  package func randomNumber() throws(SystemError) -> UInt64 { try STLSystem.randomNumber() }

  package func wait(for entries: inout [PollEntry], timeoutNanoseconds: Int64?) throws(SystemError) {
    try poll(&entries, timeoutNanoseconds: timeoutNanoseconds)
  }

  package var signalDescriptor: Int32? { signals?.queue.descriptor.number }

  package func nextSignal() throws(SystemError) -> Signal? { try signals?.queue.next() }

  package func openReserve() throws(SystemError) -> SharedDescriptor {
    SharedDescriptor(try Descriptor.open("/dev/null"))
  }

  package func accept(from listener: SharedDescriptor) throws(SystemError) -> SharedDescriptor? {
    guard let accepted = try listener.descriptor.accept() else { return nil }
    return SharedDescriptor(accepted)
  }

  package func user(of socket: SharedDescriptor) throws(SystemError) -> UInt32 {
    try socket.descriptor.peerCredentials().user
  }

  package func receive(from socket: SharedDescriptor, into bytes: inout [UInt8]) throws(SystemError) -> Received {
    try socket.descriptor.receive(into: &bytes)
  }

  package func send(_ bytes: [UInt8], to socket: SharedDescriptor) throws(SystemError) -> Int? {
    try socket.descriptor.send(bytes)
  }

  package func makeBell() throws(SystemError) -> Bell { try Bell() }

  package func ring(_ bell: Bell) throws(SystemError) { try bell.ring() }

  package func start(_ body: @escaping @Sendable () -> Void, on threads: inout Threads) throws(SystemError) {
    try threads.start(body)
  }

  package func notify(_ message: String) throws(SystemError) { try ServiceManager.notify(message) }

  package func write(_ level: LogLevel, _ text: String, to log: Log) { log.write(level, text) }

  package func remove(_ file: SocketFile) { file.remove() }
}
