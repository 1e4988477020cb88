import STLSystem
import STLText

/// How well the root is being followed.
package enum Condition: Hashable, Sendable {
  case ok
  /// Changes are found by looking at every file, for this reason.
  case polling(String)
  /// The root cannot be read; what is known is the last state that could.
  case degraded(String)

  package var isPolling: Bool {
    if case .polling = self { true } else { false }
  }

  package var isDegraded: Bool {
    if case .degraded = self { true } else { false }
  }
}

/// Why a root is polled although it could be watched.
enum PollingReason: Hashable, Sendable {
  case requested
  /// A limit of the kernel, with its value.
  case limit(setting: String, value: Int?)
  /// A file system whose changes the kernel does not see.
  case fileSystem(String, directory: FilePath)
  case failed(SystemError)

  /// A later try may do better.
  var mayEnd: Bool {
    switch self {
    case .requested, .fileSystem: false
    case .limit, .failed: true
    }
  }

  func text(directories: Int) -> String {
    switch self {
    case .requested: return "polling was asked for"
    case .limit(let setting, let value):
      let value = value.map(String.init) ?? "unknown"
      return "\(setting) is \(value) for all programs of this user, and this root has \(directories) directories"
    case .fileSystem(let name, let directory):
      let place = directory.isEmpty ? "the root" : "\"\(directory.text)\""
      return "\(place) is on \(name), which does not tell of all changes"
    case .failed(let error): return "\(error)"
    }
  }
}

/// What an observer has done since it was made.
package struct ObserverCounters: Hashable, Sendable {
  package var looks = 0
  /// Passes over the whole tree.
  package var scans = 0
  package var events = 0
  /// Times that the kernel's event queue was full.
  package var overflows = 0
  /// Times that the root was opened.
  package var opens = 0
  package var filesRead = 0
  package var bytesRead = 0
  /// Times that an equal stamp saved a read.
  package var filesSkipped = 0
  /// Times that a file changed while it was read, or could not be opened for want of descriptors.
  package var filesPostponed = 0

  package init() {}
}

/// The last raw events, for a debug dump.
struct RecentEvents: Sendable {
  private var ring: [(event: WatchEvent, directory: FilePath)] = []
  private var next = 0

  /// Oldest first, such as `CLOSE_WRITE teams/a.yaml`.
  var texts: [String] {
    (ring[next...] + ring[..<next]).map { event, directory in
      let path =
        event.name.isEmpty ? directory : FilePath.join(directory, FilePath(FileName.escaped(event.name)))
      return path.isEmpty ? event.mask.names : "\(event.mask.names) \(path.text)"
    }
  }

  /// The same, and forgets them.
  mutating func take() -> [String] {
    defer { self = RecentEvents() }
    return texts
  }

  mutating func append(_ event: WatchEvent, in directory: FilePath) {
    if ring.count < FileLimits.recentEventsMax {
      ring.append((event, directory))
    } else {
      ring[next] = (event, directory)
      next = (next + 1) % ring.count
    }
  }
}
