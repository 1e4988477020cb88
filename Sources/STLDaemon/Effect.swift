package import STLFiles

/// Everything that the daemon can do to the world outside.
package enum Effect: Equatable, Sendable {
  /// Take all waiting events of the file system without blocking; answered by `drained`.
  case drain
  /// Look at what the hints name; answered by `looked`. A long one must not hold up the loop.
  case look(LookOptions, isLong: Bool)
  /// Send what `unsent(of:)` gives, as far as the kernel takes it; answered by `sent` or `lost`.
  case send(connection: Int)
  case close(connection: Int)
  /// Take no connection any more, and remove the socket file that was made.
  case stopListening
  /// Read the configuration again; answered by `reloaded`.
  case reload
  case notify(Notification)
  case log(LogLevel, String)
  case exit(Int32)

  /// What a service manager is told.
  package enum Notification: Equatable, Sendable {
    case ready
    case reloading
    case stopping
    case watchdog
    case status(String)
    /// The start takes longer than usual.
    case extendTimeout
  }
}

/// How much a line of the log matters.
package enum LogLevel: String, Comparable, Sendable, CaseIterable {
  case error, warning, info, debug

  /// The number of syslog(3), for the journal.
  var priority: Int {
    switch self {
    case .error: 3
    case .warning: 4
    case .info: 6
    case .debug: 7
    }
  }

  /// More important levels come first.
  package static func < (left: LogLevel, right: LogLevel) -> Bool { left.priority < right.priority }
}
