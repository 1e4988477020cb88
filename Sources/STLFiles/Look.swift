package import STLEngine

/// How changes are found.
package enum WatchMode: String, Sendable, CaseIterable {
  /// Watches where the kernel tells of all changes, else polls.
  case auto
  /// Watches whatever the file system; polls only where watching fails.
  case inotify
  /// Looks at every file in each look.
  case poll
}

/// What a look does beyond the hints.
package struct LookOptions: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Looks at every file: the slow safety pass, and what a caller gets who asks for it.
  ///
  /// Also tries again to watch a
  /// root that is polled because of a limit.
  package static let everything = LookOptions(rawValue: 1)
  /// Looks also at files that were written to and not closed yet.
  package static let dirty = LookOptions(rawValue: 2)
  /// Keeps back a file that has just become empty, as a writer may have truncated it: it stays hinted, and the
  /// batch says nothing of it.
  package static let holdsEmptied = LookOptions(rawValue: 4)
}

/// What a look found.
package struct Look: Sendable {
  package var batch: ChangeBatch
  /// The whole tree was read after doubt (a queue that overflowed, a root that came back): tell subscribers that
  /// something may have come and gone unseen.
  package var isFresh: Bool

  package init(batch: ChangeBatch, isFresh: Bool) {
    self.batch = batch
    self.isFresh = isFresh
  }
}

/// How far a look has come.
package struct LookProgress: Hashable, Sendable {
  package var directories: Int
  package var filesFound: Int
  package var filesDone: Int

  package init(directories: Int, filesFound: Int, filesDone: Int) {
    self.directories = directories
    self.filesFound = filesFound
    self.filesDone = filesDone
  }
}
