package import STLFiles

/// Everything that can happen to the daemon: the only causes of work.
package enum Event: Sendable {
  /// The loop runs; the first event.
  case started
  /// Events of the file system wait to be drained.
  case hinted
  /// The answer to `Effect.drain`: how many events there were.
  case drained(count: Int, Observation)
  /// A long look is under way.
  case progress(LookProgress)
  /// The answer to `Effect.look`.
  case looked(Look, Observation)
  /// A new connection of this user; `connection` is a number that no other one ever had.
  case accepted(connection: Int, user: UInt32)
  /// A connection could not be taken.
  case acceptFailed(String)
  case received(connection: Int, bytes: ArraySlice<UInt8>)
  /// The peer sends no more, but may read on.
  case ended(connection: Int)
  /// The peer is gone: nothing reaches it any more.
  case lost(connection: Int)
  /// The answer to `Effect.send`: so many bytes have left, 0 where the kernel takes none now.
  case sent(connection: Int, count: Int)
  /// The kernel takes bytes again.
  case writable(connection: Int)
  /// SIGTERM or SIGINT.
  case terminationRequested
  /// SIGHUP.
  case reloadRequested
  /// The answer to `Effect.reload`: nil, or what is wrong with the configuration.
  case reloaded(problem: String?)
  /// A deadline has come, or nothing happened at all.
  case tick
}

/// The state of the observer after a drain or a look.
package struct Observation: Equatable, Sendable {
  /// Something waits for a look.
  package var hasHints = false
  /// How much: files and directories.
  package var hintCount = 0
  /// Nothing less than a scan of the whole tree will do.
  package var needsScan = false
  /// Somebody has written to a file and not closed it.
  package var hasDirty = false
  package var condition = Condition.ok
  package var directories = 0
  /// How long git has held its lock on the work tree, in milliseconds; nil while nobody holds it.
  package var lockAge: Int?
  package var commit: String?
  /// The root as seen from the top of its work tree.
  package var prefix = ""
  package var counters = ObserverCounters()

  package init() {}

  /// What `observer` says; `now` is the realtime clock in nanoseconds.
  package init(_ observer: Observer<some FileSystem>, now: Int64) {
    hasHints = observer.hasHints
    hintCount = observer.hintCount
    needsScan = observer.needsScan
    hasDirty = observer.hasDirty
    condition = observer.condition
    directories = observer.directoryCount
    lockAge = observer.gitLockAge(now: now).map { Int($0 / 1_000_000) }
    commit = observer.commit
    prefix = observer.prefix
    counters = observer.counters
  }
}
