package import STLFiles
package import STLSystem
internal import Synchronization

/// A file system in memory that behaves as the kernel does: stamps by a clock moved by hand, events in a queue of limited
/// length, and any call failing on demand.
package final class MemoryFileSystem: FileSystem {
  private let tree: Mutex<MemoryTree>
  private let plans = Mutex(Plans())

  /// What is to happen at calls of the port.
  private struct Plans {
    var failures: [String: (errno: Errno, times: Int)] = [:]
    var hooks: [String: @Sendable (MemoryFileSystem) -> Void] = [:]
    var disturbance: (@Sendable (MemoryFileSystem, String, String) -> Errno?)?

    var isEmpty: Bool { failures.isEmpty && hooks.isEmpty && disturbance == nil }
  }

  /// `queueMax` events wait at most; `watchesMax` directories can be watched.
  package init(queueMax: Int = 16_384, watchesMax: Int = 1000) {
    tree = Mutex(MemoryTree(queueMax: queueMax, watchesMax: watchesMax))
  }

  private init(_ tree: MemoryTree) { self.tree = Mutex(tree) }

  // MARK: What a test does

  /// Reads or changes the tree itself.
  package func change<Value: Sendable>(_ body: (inout MemoryTree) -> Value) -> Value { tree.withLock { body(&$0) } }

  /// Another file system with the same files, unwatched and undisturbed.
  package func copy() -> MemoryFileSystem {
    MemoryFileSystem(
      change { tree in
        var copy = tree
        copy.stopWatching()
        return copy
      })
  }

  /// Moves the clock on, by default far enough that no stamp is racy.
  package func advance(_ nanoseconds: Int64 = 1_000_000_000) { change { $0.advance(nanoseconds) } }

  /// Lets the next `times` calls named `call` on `path` fail.
  package func fail(_ call: String, _ path: String, _ errno: Errno, times: Int = 1) {
    plans.withLock { $0.failures["\(call) \(path)"] = (errno, times) }
  }

  /// Runs `body` once, just before the next call named `call` on `path` does its work.
  package func before(_ call: String, _ path: String, _ body: @escaping @Sendable (MemoryFileSystem) -> Void) {
    plans.withLock { $0.hooks["\(call) \(path)"] = body }
  }

  /// Runs `body` before every call with its name and path; what it returns is thrown.
  package func disturb(_ body: (@Sendable (MemoryFileSystem, String, String) -> Errno?)?) {
    plans.withLock { $0.disturbance = body }
  }

  package func setFileSystem(type: UInt32) { change { $0.type = FileSystemType(rawValue: type) } }

  /// Puts an event into the queue for each of `names`, as if files of the root came.
  package func announce(_ names: some Sequence<String>) {
    let names = Array(names)
    change { $0.announce(names) }
  }

  package func makeDirectory(_ path: String) { make(path, .directory) }

  /// Creates, or truncates and writes, in separate steps as programs do; `closes` is false for a writer that stays.
  package func write(_ path: String, _ text: String, closes: Bool = true) {
    change { tree in
      guard let (parent, name) = tree.split(path), let writer = tree.open(parent, name, truncates: true) else { return }
      tree.write(Array(text.utf8), to: writer)
      if closes { tree.close(writer) }
    }
  }

  /// Changes content without any event: another machine, a hard link elsewhere.
  package func writeSilently(_ path: String, _ text: String) {
    change { tree in
      if let inode = tree.find(path) { tree.writeSilently(Array(text.utf8), to: inode) }
    }
  }

  package func make(_ path: String, _ kind: FileKind) {
    change { tree in
      if let (parent, name) = tree.split(path) { tree.create(kind, parent, name) }
    }
  }

  package func remove(_ path: String) {
    change { tree in
      if let (parent, name) = tree.split(path) { tree.remove(parent, name) }
    }
  }

  @discardableResult
  package func rename(_ path: String, _ target: String) -> Bool {
    change { tree in
      guard let old = tree.split(path), let new = tree.split(target) else { return false }
      return tree.rename(old.parent, old.name, new.parent, new.name)
    }
  }

  /// Takes the root away from its path; `putRoot` with the result brings it back.
  package func takeRoot() -> Int? { change { $0.takeRoot(isTold: false) } }

  /// Puts a directory at the root's path: an old one, or a new empty one.
  package func putRoot(_ inode: Int? = nil) { change { $0.putRoot(inode) } }

  package var watchCount: Int { change { $0.watches.count } }

  /// All regular files with their text, hidden names left out.
  package var texts: [String: String] {
    change { tree in
      var texts: [String: String] = [:]
      func collect(_ inode: Int, _ prefix: String) {
        for entry in tree.nodes[inode].entries where entry.name.first != UInt8(ascii: ".") {
          let path = prefix + String(decoding: entry.name, as: UTF8.self)
          let node = tree.nodes[entry.inode]
          if node.kind == .directory { collect(entry.inode, path + "/") }
          if node.kind == .regular { texts[path] = String(decoding: node.bytes, as: UTF8.self) }
        }
      }
      if let root = tree.rootAtPath { collect(root, "") }
      return texts
    }
  }

  /// All directories below the root.
  package var directories: [String] { change { tree in tree.rootAtPath.map { tree.directories($0) } ?? [] } }

  // MARK: The port

  private func enter(_ call: String, _ path: String) throws(SystemError) {
    let (hook, disturbance, isEmpty) = plans.withLock { plans in
      if plans.isEmpty { return (nil, nil, true) as Step }
      let hook = plans.hooks.isEmpty ? nil : plans.hooks.removeValue(forKey: "\(call) \(path)")
      return (hook, plans.disturbance, plans.failures.isEmpty)
    }
    hook?(self)
    if let errno = disturbance?(self, call, path) { throw SystemError(call: call, path: path, errno: errno) }
    if isEmpty { return }
    let errno: Errno? = plans.withLock { plans in
      let key = "\(call) \(path)"
      guard let failure = plans.failures[key], failure.times > 0 else { return nil }
      plans.failures[key] = (failure.errno, failure.times - 1)
      return failure.errno
    }
    if let errno { throw SystemError(call: call, path: path, errno: errno) }
  }

  private typealias Step = (
    (@Sendable (MemoryFileSystem) -> Void)?, (@Sendable (MemoryFileSystem, String, String) -> Errno?)?, Bool
  )

  private func found<Value: Sendable>(
    _ call: String, _ path: String, _ body: (inout MemoryTree) -> Result<Value, SystemError>
  ) throws(SystemError) -> Value {
    switch change(body) {
    case .success(let value): return value
    case .failure(let error): throw SystemError(call: call, path: path, errno: error.errno)
    }
  }

  package func openRoot() throws(SystemError) -> FileStamp {
    try enter("openRoot", "")
    return try found("openRoot", "") { tree in tree.openRoot().map { .success($0) } ?? .failure(SystemError(.ENOENT)) }
  }

  package func rootStamp() throws(SystemError) -> FileStamp {
    try enter("rootStamp", "")
    return try found("rootStamp", "") { tree in
      tree.rootAtPath.map { .success(tree.stamp($0)) } ?? .failure(SystemError(.ENOENT))
    }
  }

  package func list(_ directory: String) throws(SystemError) -> DirectoryListing {
    try enter("list", directory)
    return try found("list", directory) { tree in
      tree.resolve(directory).flatMap { inode in
        let node = tree.nodes[inode]
        if node.kind == .symbolicLink { return .failure(SystemError(.ELOOP)) }
        guard node.kind == .directory else { return .failure(SystemError(.ENOTDIR)) }
        if node.permissions & 0o444 == 0 { return .failure(SystemError(.EACCES)) }
        // Not in order, and the same on every run.
        let entries = node.entries.reversed().map { entry in
          DirectoryEntry(name: entry.name, kind: tree.nodes[entry.inode].kind)
        }
        return .success(DirectoryListing(entries: entries, stamp: tree.stamp(inode)))
      }
    }
  }

  package func stamp(of path: String) throws(SystemError) -> FileStamp {
    try enter("stamp", path)
    return try found("stamp", path) { tree in tree.resolve(path).map { tree.stamp($0) } }
  }

  package func isLinkToDirectory(_ path: String) -> Bool {
    change { tree in (try? tree.resolve(path).get()).map { tree.nodes[$0].leadsToDirectory } ?? false }
  }

  package func read(_ path: String, _ demand: ReadDemand) throws(SystemError) -> FileReading {
    try enter("read", path)
    let (node, inode, before, readAt) = try found("read", path) { tree in
      tree.resolve(path).flatMap { inode -> Result<(MemoryTree.Node, Int, FileStamp, Int64), SystemError> in
        let node = tree.nodes[inode]
        if node.kind == .symbolicLink { return .failure(SystemError(.ELOOP)) }
        if node.permissions & 0o444 == 0 { return .failure(SystemError(.EACCES)) }
        return .success((node, inode, tree.stamp(inode), tree.now))
      }
    }
    guard before.kind == .regular else { return .notRegular(before.kind) }
    if !demand.beginnings.isEmpty, !demand.beginnings.contains(where: { node.bytes.starts(with: $0) }) {
      return .declined(before, readAt: readAt)
    }
    if node.size > demand.bytesMax { return .tooLarge(before) }
    try enter("finishRead", path)
    // The open file is compared, whatever its path leads to by now.
    let after = change { $0.stamp(inode) }
    return after == before ? .whole(node.bytes, before, readAt: readAt) : .changing
  }

  package func fileSystemType(of directory: String) throws(SystemError) -> FileSystemType {
    try enter("fileSystemType", directory)
    return change { $0.type }
  }

  package func startWatching() throws(SystemError) {
    try enter("startWatching", "")
    change { $0.startWatching() }
  }

  package func stopWatching() { change { $0.stopWatching() } }

  package func watch(_ directory: String) throws(SystemError) -> Int32 {
    try enter("watch", directory)
    return try found("inotify_add_watch", directory) { tree in
      tree.resolve(directory).flatMap { tree.watch($0) }
    }
  }

  package func unwatch(_ watch: Int32) { change { $0.unwatch(watch) } }

  package func watchEvents() throws(SystemError) -> [WatchEvent] {
    try enter("watchEvents", "")
    return change { $0.takeEvents() }
  }

  package var watchDescriptor: Int32? { change { $0.isWatching ? 3 : nil } }

  package func kernelSetting(_ name: String) -> Int? { 7 }

  // MARK: Git

  private static let git = ".git"

  package func findWorkTree() -> Bool { change { $0.find(MemoryFileSystem.git) != nil } }

  package func watchWorkTree() throws(SystemError) -> [Int32] {
    try enter("watchWorkTree", "")
    return try found("inotify_add_watch", MemoryFileSystem.git) { tree in
      guard let git = tree.find(MemoryFileSystem.git) else { return .success([]) }
      return tree.watch(git, forGit: true).map { watch in
        let logs = tree.find(MemoryFileSystem.git + "/logs").flatMap { try? tree.watch($0, forGit: true).get() }
        return [watch] + (logs.map { [$0] } ?? [])
      }
    }
  }

  package func indexLock() -> FileStamp? { stamp(inGit: "index.lock") }

  package func headStamps() -> [FileStamp?] { ["HEAD", "logs/HEAD", "packed-refs"].map(stamp(inGit:)) }

  private func stamp(inGit name: String) -> FileStamp? {
    change { tree in tree.find(MemoryFileSystem.git + "/" + name).map { tree.stamp($0) } }
  }

  package func headCommit() -> String? {
    change { tree in
      guard let head = tree.find(MemoryFileSystem.git + "/HEAD") else { return nil }
      return String(decoding: tree.nodes[head].bytes, as: UTF8.self)
    }
  }
}
