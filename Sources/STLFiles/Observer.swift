import STLSystem
import STLText

/// Follows one root directory: what is in it, what is watched, what is to be looked at again.
///
/// The loop around it polls `watchDescriptor`, calls `drain()` when it is readable, and `look()` when it wants to know.
/// After a drain and a look, every write that was closed before the drain is in a batch. Nothing here blocks on
/// anything but the files themselves, and no clock is read.
package struct Observer<Files: FileSystem>: Sendable {
  package let files: Files
  package let mode: WatchMode
  let threads: Int

  /// By path; the root is the empty path.
  var directories: [FilePath: KnownDirectory] = [:]
  /// Paths of a watched directory: several while a move is not followed up, or where one directory is mounted twice.
  var watched: [Int32: Set<FilePath>] = [:]
  /// Watches that were ended here and whose `ignored` event is still to come.
  var ended: Set<Int32> = []
  var gitWatches: Set<Int32> = []
  var hints = Hints()
  /// Nothing less than a scan of the whole tree will do.
  package internal(set) var needsScan = true
  /// A scan that is due because of doubt.
  var isDoubtful = false
  var hasDelivered = false
  /// The root as it was opened, nil while it is not open.
  var root: FileStamp?
  var rootProblem: String?
  var lastRootErrno: Errno?
  var isWatching = false
  var pollingReason: PollingReason?
  var hasWorkTree = false
  var heads: [FileStamp?] = []
  var recent = RecentEvents()
  package internal(set) var counters = ObserverCounters()
  /// Counts the times that another commit seems to be checked out or made.
  package internal(set) var headChanges = 0

  /// Looks at nothing yet: the first look does.
  package init(files: Files, mode: WatchMode = .auto, threads: Int = Process.processorCount) {
    self.files = files
    self.mode = mode
    self.threads = max(1, min(threads, FileLimits.readersMax))
  }

  /// What to poll for readability; changes when the root is opened again.
  package var watchDescriptor: Int32? { isWatching ? files.watchDescriptor : nil }

  /// There is something to look at: the next look will read or list, not only check the root.
  package var hasHints: Bool { needsScan || !hints.isEmpty }

  /// How many names and directories the next look will look at, where it is no scan.
  package var hintCount: Int { hints.count }

  /// Some file was written to and not closed; if no more comes within a second, look with `dirty`.
  package var hasDirty: Bool { hints.hasDirty }

  /// Nothing is known that a look would change.
  ///
  /// A polled root is settled between looks.
  package var isSettled: Bool { !hasHints && !hasDirty && rootProblem == nil }

  /// How well the root is being followed.
  package var condition: Condition {
    if let rootProblem { return .degraded(rootProblem) }
    if let pollingReason { return .polling(pollingReason.text(directories: directories.count)) }
    return .ok
  }

  /// Directories that are known; each is watched unless the root is polled.
  package var directoryCount: Int { directories.count }

  package var watchCount: Int { watched.count }

  /// The last raw events, oldest first, such as `CLOSE_WRITE teams/a.yaml`.
  package var recentEvents: [String] { recent.texts }

  /// The raw events since the last call of this, at most the last 256, for a debug dump.
  package mutating func takeRecentEvents() -> [String] { recent.take() }

  /// Asks for a scan of the whole tree in the next look.
  package mutating func requestScan() { needsScan = true }

  /// Age in nanoseconds of git's lock on the work tree at `now` (nanoseconds since 1970), nil where nobody holds it.
  package func gitLockAge(now: Int64) -> Int64? { files.indexLock().map { max(0, now - $0.modified) } }

  /// The commit that the work tree stands on, in full; nil where there is none or it cannot be told.
  package var commit: String? { files.headCommit() }

  /// The root as seen from the top of its work tree, with a `/` at its end; empty at the top, and without a work tree.
  package var prefix: String { files.workTreePrefix }

  /// Whether git is changing the work tree right now.
  ///
  /// A lock that is older than any git command takes may be stale.
  package var isGitLocked: Bool { files.indexLock() != nil }
}
