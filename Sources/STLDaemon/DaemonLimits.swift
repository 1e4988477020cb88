/// The limits and times of the daemon; those of the wire are in `STLWire.Limits`, those of files in `FileLimits`.
package enum DaemonLimits {
  /// A larger configuration file is none of ours.
  package static let configurationBytesMax = 1 << 20
  /// Calls that wait for a look at the files, all connections together; one more gets `LimitExceeded`.
  package static let waitingCallsMax = 100
  /// Whoever has been idle for so long gives way where all connections are taken.
  package static let idleSeatMilliseconds = 1000
  /// Descriptors that no connection gets: files have to be read whoever is connected.
  package static let descriptorsReserved = 40
  /// A stream of pages goes on while less than this is unsent.
  package static let streamUnsentBytesMax = 1 << 20
  /// Older worlds that are kept for clients; beyond it the oldest are let go: a subscriber who saw one of them last gets a
  /// fresh start, a stream of pages of it ends as `Stale`.
  package static let olderWorldsMax = 8
  /// The files are quiet when nothing has happened for so long.
  package static let settleMilliseconds = 50
  /// Files that never are quiet are looked at after so long all the same.
  package static let settleMillisecondsMax = 1000
  /// A file that is written to and not closed is looked at when nothing more has come for so long.
  package static let dirtyMilliseconds = 1000
  /// git's lock is waited for so long; an older one was left behind by a git that died.
  package static let lockMillisecondsMax = 10_000
  /// How often a lock is looked at in case its end goes untold.
  package static let lockPollMilliseconds = 100
  /// How often a root that cannot be read, or that is polled for a subscriber, is looked at.
  package static let pollMilliseconds = 1000
  /// How often every file is looked at although the kernel tells of changes: hard links and mapped memory go untold.
  package static let safetyPassMilliseconds = 300_000
  /// A look that could not read a file in peace is repeated after so long.
  package static let retryMilliseconds = 10
  /// A look at more files than this does not hold up the loop.
  package static let shortLookFilesMax = 500
  /// How often a subscriber learns that a new day has come, at the latest.
  package static let dayMilliseconds = 30_000
  /// After SIGTERM, calls in hand have so long.
  package static let stopMilliseconds = 10_000
  /// Equal lines of the log about refused connections are this far apart.
  package static let refusalLogMilliseconds = 60_000
  /// After a failed accept the listener rests for so long.
  package static let acceptPauseMilliseconds = 100
  /// Bytes taken from a connection at once.
  static let receiveBytesMax = 1 << 16
  /// Connections taken before anything else gets its turn.
  static let acceptsMax = 16
  /// The manager hears of a long first scan this often.
  package static let progressNotifyMilliseconds = 1000
}
