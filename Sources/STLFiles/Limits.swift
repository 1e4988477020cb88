/// Limits of reading and watching, besides `SourceFile.bytesMax`; each has a defined result.
package enum FileLimits {
  /// Threads that read and parse; more wait for the same disk and memory.
  package static let readersMax = 8
  /// Fewer files than this are read without a thread: starting one costs about as much as reading one file.
  package static let filesPerThreadMin = 8
  /// Files read between two calls of the progress callback.
  package static let filesPerStep = 1024
  /// How often a file that changes while it is read is read again at once; then in the next look.
  package static let readAttemptsMax = 3
  /// More rounds of one look, each caused by a file that became a directory in between, end in a scan.
  package static let roundsMax = 8
  /// More hints than this are a scan of the whole tree.
  package static let hintsMax = 65_536
  /// Watches that were ended and whose last event is still awaited; more are forgotten, with a scan.
  package static let endedWatchesMax = 65_536
  /// One drain takes no more events than this; more are a scan.
  ///
  /// Twice the default length of the kernel's queue.
  package static let eventsPerDrainMax = 32_768
  /// Raw events kept for a debug dump.
  package static let recentEventsMax = 256
  /// A change this close to the read may be followed by another one with the same time: twice the longest tick of
  /// Linux, 10 ms. (Git calls such an entry racy.)
  package static let tickNanoseconds: Int64 = 20_000_000
  /// The same for file systems of other machines, whose times may count in units of two seconds.
  package static let remoteTickNanoseconds: Int64 = 2_100_000_000
  /// Bytes of a file of git that is one line: HEAD, a reference, `commondir`, a `.git` that names a directory; in a
  /// larger one nothing is found.
  package static let gitLineBytesMax = 8192
  /// Bytes of git's packed references; in a larger file no commit is found.
  package static let gitPackedBytesMax = 64 << 20
  /// How many references may lead from HEAD to a commit, as many as git allows; more lead nowhere.
  package static let gitHopsMax = 5
}
