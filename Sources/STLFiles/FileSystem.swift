/// The files room: the root directory to batches of changes, through a scanner and a watcher over one port.
///
/// It decides which files are read, when, and how often, and turns what cannot be read into problems with a place.
/// It knows no entity, no glob of the organisation and no rule: a batch is paths with `SourceFile` values or nothing.
/// Events are hints to look at a path again; the truth is stat and read; doubt is a scan of the whole tree.

package import STLSystem

/// The port of all file access: the kernel's implementation is `KernelFileSystem`, a simulator may stand in.
///
/// Paths are relative to the root, with `/` and without `.` or `..`; the root itself is the empty path. No call
/// follows a symbolic link below the root. Calls may come from several threads at once.
package protocol FileSystem: Sendable {
  /// Opens the directory that is at the root's path now; all later calls are about it, whatever the path becomes.
  func openRoot() throws(SystemError) -> FileStamp

  /// Stamp of what is at the root's path now.
  func rootStamp() throws(SystemError) -> FileStamp

  /// Names in a directory, with its own stamp from before they were read.
  func list(_ directory: String) throws(SystemError) -> DirectoryListing

  /// Stamp of the file itself, also where it is a symbolic link.
  func stamp(of path: String) throws(SystemError) -> FileStamp

  /// Whether the symbolic link at `path` leads to a directory; nothing is opened.
  func isLinkToDirectory(_ path: String) -> Bool

  /// Reads a regular file; never blocks on anything else.
  func read(_ path: String, _ demand: ReadDemand) throws(SystemError) -> FileReading

  /// Type of the file system that holds a directory.
  func fileSystemType(of directory: String) throws(SystemError) -> FileSystemType

  /// Makes an empty event queue without watches; the old one is gone with all its watches.
  func startWatching() throws(SystemError)

  /// Gives up the event queue.
  func stopWatching()

  /// Watches a directory; one that is watched already gives the same number again.
  func watch(_ directory: String) throws(SystemError) -> Int32

  /// Ends a watch; its number comes once more, in an `ignored` event.
  func unwatch(_ watch: Int32)

  /// Some of the waiting events, oldest first; empty where none waits. Never blocks.
  func watchEvents() throws(SystemError) -> [WatchEvent]

  /// What becomes readable when events wait, nil while nothing is watched.
  var watchDescriptor: Int32? { get }

  /// Finds the git work tree that holds the root, at or above it; false where there is none.
  func findWorkTree() -> Bool

  /// Watches the places of the work tree where its lock and its HEAD change; empty where there is none.
  func watchWorkTree() throws(SystemError) -> [Int32]

  /// Stamp of git's `index.lock`, nil where nobody holds it.
  func indexLock() -> FileStamp?

  /// Stamps of the files that change when another commit is checked out or made.
  func headStamps() -> [FileStamp?]

  /// The commit that HEAD names, in full; nil where it cannot be told.
  func headCommit() -> String?

  /// The root as seen from the top of the work tree that was found, with a `/` at its end; empty where they are one.
  var workTreePrefix: String { get }

  /// A setting of the kernel such as `fs.inotify.max_user_watches`.
  func kernelSetting(_ name: String) -> Int?
}

extension FileSystem {
  package func headCommit() -> String? { nil }
  package var workTreePrefix: String { "" }
}

/// The names of one directory.
package struct DirectoryListing: Sendable {
  /// Without `.` and `..`, in any order.
  package var entries: [DirectoryEntry]
  package var stamp: FileStamp

  package init(entries: [DirectoryEntry], stamp: FileStamp) {
    self.entries = entries
    self.stamp = stamp
  }
}

/// What a reader wants of a file.
package struct ReadDemand: Hashable, Sendable {
  /// A larger file is not read.
  package var bytesMax: Int
  /// Where not empty, a file that begins with none of these is not read on.
  package var beginnings: [[UInt8]]

  package init(bytesMax: Int, beginnings: [[UInt8]] = []) {
    self.bytesMax = bytesMax
    self.beginnings = beginnings
  }
}

/// What reading a file gave.
package enum FileReading: Hashable, Sendable {
  /// Its whole content, the same before and after; `readAt` is the file system's clock just before, in nanoseconds
  /// since 1970.
  case whole([UInt8], FileStamp, readAt: Int64)
  /// It begins with nothing that was asked for.
  case declined(FileStamp, readAt: Int64)
  case tooLarge(FileStamp)
  case notRegular(FileKind)
  /// Somebody writes it just now.
  case changing
}
