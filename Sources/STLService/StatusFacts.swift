/// What the daemon says about itself: handed in by it, shown by `Status`.
package struct StatusFacts: Equatable, Sendable {
  package enum State: String, Sendable, CaseIterable {
    case starting, ready, rescanning, degraded, stopping
  }

  package enum WatchMode: String, Sendable, CaseIterable { case inotify, polling }

  /// How the root is followed.
  package struct Watch: Equatable, Sendable {
    package var mode: WatchMode
    /// Why it is polled.
    package var reason: String?
    package var directories: Int

    package init(mode: WatchMode, reason: String? = nil, directories: Int = 0) {
      self.mode = mode
      self.reason = reason
      self.directories = directories
    }
  }

  /// How far a scan has come, in files.
  package struct Progress: Equatable, Sendable {
    package var done: Int
    package var total: Int?

    package init(done: Int, total: Int? = nil) {
      self.done = done
      self.total = total
    }
  }

  /// What was counted since the daemon started.
  package struct Counters: Equatable, Sendable {
    package var events = 0
    package var overflows = 0
    package var looks = 0
    package var scans = 0
    package var opens = 0
    package var filesRead = 0
    package var bytesRead = 0
    package var filesSkipped = 0
    package var filesPostponed = 0
    package var connections = 0
    package var refused = 0
    package var calls = 0

    package init() {}
  }

  package var state: State
  /// Why the state is not `ready`.
  package var reason: String?
  /// Random hexadecimal digits of this run.
  package var instance: String
  package var version: String
  /// Absolute path.
  package var root: String
  package var watch: Watch
  package var progress: Progress?
  package var counters: Counters
  /// Connections that are open.
  package var connections: Int
  /// Streams of `Changes` that are open.
  package var subscribers: Int

  package init(
    state: State = .starting, reason: String? = nil, instance: String, version: String, root: String,
    watch: Watch = Watch(mode: .inotify), progress: Progress? = nil, counters: Counters = Counters(),
    connections: Int = 0, subscribers: Int = 0
  ) {
    self.state = state
    self.reason = reason
    self.instance = instance
    self.version = version
    self.root = root
    self.watch = watch
    self.progress = progress
    self.counters = counters
    self.connections = connections
    self.subscribers = subscribers
  }
}
