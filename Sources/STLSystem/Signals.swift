internal import CLinux
internal import Glibc

/// The signals that a program of ours may wait for.
package enum Signal: Int32, Sendable, CaseIterable {
  case hangUp = 1
  case interrupt = 2
  case pipe = 13
  case terminate = 15
  case windowChanged = 28
}

/// Blocked signals as something to poll: no handler ever runs.
///
/// Made before the first thread, whose mask later threads inherit.
package struct SignalQueue: ~Copyable, Sendable {
  package let descriptor: Descriptor

  /// Blocks `signals` for this thread and queues them here.
  package init(blocking signals: [Signal]) throws(SystemError) {
    var set = sigset_t()
    for signal in signals { _ = unsafe sigaddset(&set, signal.rawValue) }
    let failure = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    if failure != 0 { throw SystemError(call: "pthread_sigmask", errno: Errno(rawValue: failure)) }
    descriptor = Descriptor(adopting: try once("signalfd") { unsafe clinux_signalfd(&set) })
  }

  /// The next signal that came, nil where none waits.
  package borrowing func next() throws(SystemError) -> Signal? {
    // struct signalfd_siginfo has 128 bytes and starts with the number.
    var info = [UInt8](repeating: 0, count: 128)
    guard let count = try descriptor.read(into: &info), count == info.count else { return nil }
    return Signal(rawValue: Int32(info[0]))
  }
}

/// Sends `signal` to a process.
package func send(_ signal: Signal, to process: Int32) throws(SystemError) {
  try once("kill") { kill(process, signal.rawValue) }
}

/// Sends `signal` to this thread.
package func raise(_ signal: Signal) throws(SystemError) {
  try once("raise") { Glibc.raise(signal.rawValue) }
}
