package import STLSystem
internal import Synchronization

/// The port to the real files: below one open directory, with `openat2`, and nothing is ever opened for writing.
package final class KernelFileSystem: FileSystem {
  /// As it was given; symbolic links in it are followed each time the root is opened.
  package let rootPath: String
  private let state = Mutex(State())

  /// Opens nothing yet.
  package init(root: String) { rootPath = root }

  private struct State {
    var root: SharedDescriptor?
    var queue: OpenQueue?
    var workTree: GitWorkTree?
  }

  private final class OpenQueue: Sendable {
    let inotify: Inotify
    init() throws(SystemError) { inotify = try Inotify() }
  }

  /// Directories only, and every change of a name or of content.
  private static let mask: WatchMask = [
    .closedAfterWrite, .movedTo, .movedFrom, .created, .deleted, .attributes, .modified, .selfDeleted, .selfMoved,
    .onlyDirectory, .noFollow, .excludeUnlinked,
  ]

  // MARK: Root

  package func openRoot() throws(SystemError) -> FileStamp {
    let directory = SharedDescriptor(try Descriptor.open(rootPath, .directory))
    let stamp = try directory.descriptor.stamp()
    state.withLock { $0.root = directory }
    return stamp
  }

  package func rootStamp() throws(SystemError) -> FileStamp { try FileStamp(of: rootPath) }

  private func root() throws(SystemError) -> SharedDescriptor {
    guard let root = state.withLock({ $0.root }) else {
      throw SystemError(call: "open", path: rootPath, errno: .EBADF)
    }
    return root
  }

  /// The kernel's spelling of a path: the root is a dot.
  private func spelled(_ path: String) -> String { path.isEmpty ? "." : path }

  // MARK: Reading

  package func list(_ directory: String) throws(SystemError) -> DirectoryListing {
    let opened = try root().descriptor.openBeneath(spelled(directory), .directory)
    let stamp = try opened.stamp()
    return DirectoryListing(entries: try opened.entries(), stamp: stamp)
  }

  package func stamp(of path: String) throws(SystemError) -> FileStamp {
    try root().descriptor.stamp(of: spelled(path))
  }

  package func isLinkToDirectory(_ path: String) -> Bool {
    guard let stamp = try? root().descriptor.stamp(of: spelled(path), follows: true) else { return false }
    return stamp.kind == .directory
  }

  package func read(_ path: String, _ demand: ReadDemand) throws(SystemError) -> FileReading {
    let readAt = Clocks.fileNanoseconds()
    // Non-blocking: a pipe that took the file's place opens at once, and is refused below.
    let file = try root().descriptor.openBeneath(spelled(path), .nonBlocking)
    let before = try file.stamp()
    guard before.kind == .regular else { return .notRegular(before.kind) }
    let headCount = demand.beginnings.map(\.count).max() ?? 0
    if headCount > 0 {
      let head = try file.read(count: headCount, at: 0)
      if !demand.beginnings.contains(where: { head.starts(with: $0) }) { return .declined(before, readAt: readAt) }
    }
    guard before.size <= Int64(demand.bytesMax) else { return .tooLarge(before) }
    let bytes = try file.read(count: Int(before.size), at: 0)
    // A file that grew has another stamp.
    guard bytes.count == Int(before.size), try file.stamp() == before else { return .changing }
    return .whole(bytes, before, readAt: readAt)
  }

  package func fileSystemType(of directory: String) throws(SystemError) -> FileSystemType {
    try root().descriptor.openBeneath(spelled(directory), [.directory, .pathOnly]).fileSystemType()
  }

  // MARK: Watching

  package func startWatching() throws(SystemError) {
    let queue = try OpenQueue()
    state.withLock { $0.queue = queue }
  }

  package func stopWatching() { state.withLock { $0.queue = nil } }

  private func queue() throws(SystemError) -> OpenQueue {
    guard let queue = state.withLock({ $0.queue }) else { throw SystemError(call: "inotify", errno: .EBADF) }
    return queue
  }

  package func watch(_ directory: String) throws(SystemError) -> Int32 {
    let queue = try queue()
    let opened = try root().descriptor.openBeneath(spelled(directory), [.directory, .pathOnly])
    do {
      return try queue.inotify.add(opened, KernelFileSystem.mask)
    } catch  where error.errno == .ENOENT || error.errno == .ENOTDIR {
      if (try? FileStamp(of: "/proc/self/fd")) != nil { throw error }
      // Without /proc the path has to do; a link on it that is newer than the check above is not seen.
      return try queue.inotify.add(rootPath + "/" + spelled(directory), KernelFileSystem.mask)
    }
  }

  package func unwatch(_ watch: Int32) {
    // Where the kernel ended the watch already there is nothing to do.
    try? queue().inotify.remove(watch)
  }

  package func watchEvents() throws(SystemError) -> [WatchEvent] {
    guard let queue = state.withLock({ $0.queue }) else { return [] }
    return try queue.inotify.events()
  }

  package var watchDescriptor: Int32? { state.withLock { $0.queue }?.inotify.descriptor.number }

  // MARK: Git

  package func findWorkTree() -> Bool {
    let found = GitWorkTree(above: rootPath)
    state.withLock { $0.workTree = found }
    return found != nil
  }

  package func watchWorkTree() throws(SystemError) -> [Int32] {
    guard let workTree = state.withLock({ $0.workTree }) else { return [] }
    let queue = try queue()
    var watches = [try queue.inotify.add(workTree.directory, GitWorkTree.mask)]
    // Without a log of HEAD there is none to watch.
    if let logs = try? queue.inotify.add(workTree.directory + "/logs", GitWorkTree.mask) { watches.append(logs) }
    return watches
  }

  package func indexLock() -> FileStamp? { state.withLock { $0.workTree }?.indexLock() }

  package func headStamps() -> [FileStamp?] { state.withLock { $0.workTree }?.headStamps() ?? [] }

  package func headCommit() -> String? { state.withLock { $0.workTree }?.headCommit() }

  package var workTreePrefix: String { state.withLock { $0.workTree }?.prefix ?? "" }

  package func kernelSetting(_ name: String) -> Int? { STLSystem.kernelSetting(name) }
}
