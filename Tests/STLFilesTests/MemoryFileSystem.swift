import STLFiles
import STLSystem
import Synchronization

/// A tree in memory that behaves as the kernel does: stamps by a clock moved by hand, events in a queue of limited
/// length, and any call failing on demand.
final class MemoryFileSystem: FileSystem {
  private let state: Mutex<State>

  /// `queueMax` events wait at most; `watchesMax` directories can be watched.
  init(queueMax: Int = 16_384, watchesMax: Int = 1000) {
    state = Mutex(State(queueMax: queueMax, watchesMax: watchesMax))
  }

  fileprivate struct Node {
    var kind: FileKind
    var bytes: [UInt8] = []
    var children: [String: UInt64] = [:]
    var modified: Int64
    var changed: Int64
    var permissions: UInt32 = 0o755
  }

  fileprivate struct State {
    let queueMax: Int
    let watchesMax: Int
    var nodes: [UInt64: Node] = [:]
    var nextInode: UInt64 = 2
    /// Inode at the root's path, nil where there is nothing.
    var rootAtPath: UInt64? = 1
    var openedRoot: UInt64?
    var now: Int64 = 1_000_000_000_000
    var events: [WatchEvent] = []
    var watches: [Int32: UInt64] = [:]
    var nextWatch: Int32 = 1
    var isWatching = false
    var type = FileSystemType(rawValue: 0xEF53)
    var failures: [String: (errno: Errno, times: Int)] = [:]
    var hooks: [String: @Sendable (MemoryFileSystem) -> Void] = [:]

    init(queueMax: Int, watchesMax: Int) {
      self.queueMax = queueMax
      self.watchesMax = watchesMax
      nodes[1] = Node(kind: .directory, modified: now, changed: now)
    }
  }

  // MARK: What a test does

  /// Moves the clock on, by default far enough that no stamp is racy.
  func advance(_ nanoseconds: Int64 = 1_000_000_000) { state.withLock { $0.now += nanoseconds } }

  /// Lets the next `times` calls named `call` on `path` fail.
  func fail(_ call: String, _ path: String, _ errno: Errno, times: Int = 1) {
    state.withLock { $0.failures["\(call) \(path)"] = (errno, times) }
  }

  /// Runs `body` once, just before the next call named `call` on `path` does its work.
  func before(_ call: String, _ path: String, _ body: @escaping @Sendable (MemoryFileSystem) -> Void) {
    state.withLock { $0.hooks["\(call) \(path)"] = body }
  }

  func setFileSystem(type: UInt32) { state.withLock { $0.type = FileSystemType(rawValue: type) } }

  func makeDirectory(_ path: String) { state.withLock { _ = $0.create(path, .directory, []) } }

  /// Creates, or truncates and writes, in separate steps as programs do; `closes` is false for a writer that stays.
  func write(_ path: String, _ text: String, closes: Bool = true) {
    state.withLock { $0.write(path, Array(text.utf8), closes: closes) }
  }

  /// Changes content without any event: another machine, a hard link elsewhere.
  func writeSilently(_ path: String, _ text: String) {
    state.withLock {
      guard let inode = $0.find(path) else { return }
      $0.nodes[inode]?.bytes = Array(text.utf8)
      $0.touch(inode)
    }
  }

  /// Puts an event into the queue for each of `names`, as if files of the root came.
  func announce(_ names: some Sequence<String>) {
    state.withLock { state in
      guard let root = state.rootAtPath, let watch = state.watches.first(where: { $0.value == root })?.key else {
        return
      }
      for name in names { state.queue(WatchEvent(watch: watch, mask: .created, name: Array(name.utf8))) }
    }
  }

  func make(_ path: String, _ kind: FileKind) { state.withLock { _ = $0.create(path, kind, []) } }

  func remove(_ path: String) { state.withLock { $0.remove(path) } }

  @discardableResult
  func rename(_ path: String, _ target: String) -> Bool { state.withLock { $0.rename(path, target) } }

  /// Takes the root away from its path; `putRoot` with the result brings it back.
  func takeRoot() -> UInt64? {
    state.withLock { state in
      defer { state.rootAtPath = nil }
      return state.rootAtPath
    }
  }

  /// Puts a directory at the root's path: an old one, or a new empty one.
  func putRoot(_ inode: UInt64? = nil) {
    state.withLock { state in
      state.rootAtPath = inode ?? state.make(.directory, [])
    }
  }

  var watchCount: Int { state.withLock { $0.watches.count } }

  /// All regular files with their text, hidden names left out.
  var texts: [String: String] { state.withLock { $0.texts($0.rootAtPath ?? 0, "") } }

  /// All directories below the root.
  var directories: [String] { state.withLock { $0.directories($0.rootAtPath ?? 0, "") } }

  // MARK: The port

  private func enter(_ call: String, _ path: String) throws(SystemError) {
    let key = "\(call) \(path)"
    if let hook = state.withLock({ $0.hooks.removeValue(forKey: key) }) { hook(self) }
    let errno: Errno? = state.withLock {
      guard let failure = $0.failures[key], failure.times > 0 else { return nil }
      $0.failures[key] = (failure.errno, failure.times - 1)
      return failure.errno
    }
    if let errno { throw SystemError(call: call, path: path, errno: errno) }
  }

  func openRoot() throws(SystemError) -> FileStamp {
    try enter("openRoot", "")
    return try found("openRoot", "") { state in
      state.openedRoot = state.rootAtPath
      return state.rootAtPath.map { state.stamp($0) }
    }
  }

  func rootStamp() throws(SystemError) -> FileStamp {
    try enter("rootStamp", "")
    return try found("rootStamp", "") { state in state.rootAtPath.map { state.stamp($0) } }
  }

  func list(_ directory: String) throws(SystemError) -> DirectoryListing {
    try enter("list", directory)
    return try found("list", directory) { state in
      guard let inode = state.open(directory), let node = state.nodes[inode], node.kind == .directory else {
        return nil
      }
      // Any order: a hash's will do.
      let entries = node.children.map { name, child in
        DirectoryEntry(name: Array(name.utf8), kind: state.nodes[child]?.kind ?? .unknown)
      }
      return DirectoryListing(entries: entries, stamp: state.stamp(inode))
    }
  }

  func stamp(of path: String) throws(SystemError) -> FileStamp {
    try enter("stamp", path)
    return try found("stamp", path) { state in state.open(path).map { state.stamp($0) } }
  }

  func isLinkToDirectory(_ path: String) -> Bool { false }

  func read(_ path: String, _ demand: ReadDemand) throws(SystemError) -> FileReading {
    try enter("read", path)
    let (bytes, before, readAt) = try found("read", path) { state -> ([UInt8], FileStamp, Int64)? in
      guard let inode = state.open(path), let node = state.nodes[inode] else { return nil }
      return (node.bytes, state.stamp(inode), state.now)
    }
    guard before.kind == .regular else { return .notRegular(before.kind) }
    if !demand.beginnings.isEmpty, !demand.beginnings.contains(where: { bytes.starts(with: $0) }) {
      return .declined(before, readAt: readAt)
    }
    if bytes.count > demand.bytesMax { return .tooLarge(before) }
    try enter("finishRead", path)
    let after = state.withLock { state in state.open(path).map { state.stamp($0) } }
    return after == before ? .whole(bytes, before, readAt: readAt) : .changing
  }

  func fileSystemType(of directory: String) throws(SystemError) -> FileSystemType {
    try enter("fileSystemType", directory)
    return state.withLock { $0.type }
  }

  func startWatching() throws(SystemError) {
    try enter("startWatching", "")
    state.withLock {
      $0.watches = [:]
      $0.events = []
      $0.isWatching = true
    }
  }

  func stopWatching() {
    state.withLock {
      $0.watches = [:]
      $0.events = []
      $0.isWatching = false
    }
  }

  func watch(_ directory: String) throws(SystemError) -> Int32 {
    try enter("watch", directory)
    let error = { @Sendable in SystemError(call: "inotify_add_watch", path: directory, errno: $0) }
    let watch: Result<Int32, SystemError> = state.withLock { state in
      guard let inode = state.open(directory), state.nodes[inode]?.kind == .directory else {
        return .failure(error(.ENOENT))
      }
      if let known = state.watches.first(where: { $0.value == inode }) { return .success(known.key) }
      if state.watches.count >= state.watchesMax { return .failure(error(.ENOSPC)) }
      let watch = state.nextWatch
      state.nextWatch += 1
      state.watches[watch] = inode
      return .success(watch)
    }
    return try watch.get()
  }

  func unwatch(_ watch: Int32) {
    state.withLock {
      if $0.watches.removeValue(forKey: watch) != nil { $0.queue(WatchEvent(watch: watch, mask: .ignored)) }
    }
  }

  func watchEvents() throws(SystemError) -> [WatchEvent] {
    try enter("watchEvents", "")
    return state.withLock { state in
      let events = Array(state.events.prefix(64))
      state.events.removeFirst(events.count)
      return events
    }
  }

  var watchDescriptor: Int32? { nil }
  func findWorkTree() -> Bool { false }
  func watchWorkTree() throws(SystemError) -> [Int32] { [] }
  func indexLock() -> FileStamp? { nil }
  func headStamps() -> [FileStamp?] { [] }
  func kernelSetting(_ name: String) -> Int? { 7 }

  private func found<Value: Sendable>(
    _ call: String, _ path: String, _ body: (inout State) -> Value?
  ) throws(SystemError) -> Value {
    guard let value = state.withLock({ body(&$0) }) else { throw SystemError(call: call, path: path, errno: .ENOENT) }
    return value
  }
}

extension MemoryFileSystem.State {
  func find(_ path: String, from root: UInt64?) -> UInt64? {
    guard var inode = root else { return nil }
    for part in path.split(separator: "/") {
      guard let next = nodes[inode]?.children[String(part)] else { return nil }
      inode = next
    }
    return inode
  }

  /// What the test means by a path.
  func find(_ path: String) -> UInt64? { find(path, from: rootAtPath) }

  /// What the port means by a path.
  func open(_ path: String) -> UInt64? { find(path, from: openedRoot) }

  func stamp(_ inode: UInt64) -> FileStamp {
    guard let node = nodes[inode] else {
      return FileStamp(device: 0, inode: 0, size: 0, modified: 0, changed: 0, mode: 0)
    }
    let type: UInt32 =
      switch node.kind {
      case .directory: 0o040000
      case .fifo: 0o010000
      case .symbolicLink: 0o120000
      default: 0o100000
      }
    return FileStamp(
      device: 1, inode: inode, size: Int64(node.bytes.count), modified: node.modified, changed: node.changed,
      mode: type | node.permissions)
  }

  mutating func touch(_ inode: UInt64) {
    nodes[inode]?.modified = now
    nodes[inode]?.changed = now
  }

  mutating func make(_ kind: FileKind, _ bytes: [UInt8]) -> UInt64 {
    let inode = nextInode
    nextInode += 1
    nodes[inode] = MemoryFileSystem.Node(kind: kind, bytes: bytes, modified: now, changed: now)
    return inode
  }

  mutating func queue(_ event: WatchEvent) {
    if events.count < queueMax {
      events.append(event)
    } else if events.last?.mask != .overflowed {
      events.append(WatchEvent(watch: -1, mask: .overflowed))
    }
  }

  /// Tells whoever watches the directory `parent`.
  mutating func tell(_ mask: WatchMask, _ parent: UInt64, _ name: String, cookie: UInt32 = 0) {
    guard let watch = watches.first(where: { $0.value == parent })?.key else { return }
    let child = nodes[parent]?.children[name]
    let isDirectory = child.flatMap { nodes[$0]?.kind } == .directory
    queue(
      WatchEvent(
        watch: watch, mask: isDirectory ? mask.union(.isDirectory) : mask, cookie: cookie, name: Array(name.utf8)))
  }

  func split(_ path: String) -> (parent: UInt64, name: String)? {
    let parts = path.split(separator: "/")
    guard let name = parts.last, let parent = find(parts.dropLast().joined(separator: "/")),
      nodes[parent]?.kind == .directory
    else { return nil }
    return (parent, String(name))
  }

  mutating func create(_ path: String, _ kind: FileKind, _ bytes: [UInt8]) -> UInt64? {
    guard let (parent, name) = split(path), nodes[parent]?.children[name] == nil else { return nil }
    let inode = make(kind, bytes)
    nodes[parent]?.children[name] = inode
    touch(parent)
    tell(.created, parent, name)
    return inode
  }

  mutating func write(_ path: String, _ bytes: [UInt8], closes: Bool) {
    guard let (parent, name) = split(path) else { return }
    if find(path) == nil { _ = create(path, .regular, []) }
    guard let inode = find(path), nodes[inode]?.kind == .regular else { return }
    if nodes[inode]?.bytes.isEmpty == false {
      nodes[inode]?.bytes = []
      tell(.modified, parent, name)
    }
    nodes[inode]?.bytes = bytes
    touch(inode)
    tell(.modified, parent, name)
    if closes { tell(.closedAfterWrite, parent, name) }
  }

  mutating func remove(_ path: String) {
    guard let (parent, name) = split(path), let inode = nodes[parent]?.children[name] else { return }
    for child in nodes[inode]?.children.keys.sorted() ?? [] { remove(path + "/" + child) }
    if let watch = watches.first(where: { $0.value == inode })?.key {
      queue(WatchEvent(watch: watch, mask: .selfDeleted))
      queue(WatchEvent(watch: watch, mask: .ignored))
      watches[watch] = nil
    }
    tell(.deleted, parent, name)
    nodes[parent]?.children[name] = nil
    touch(parent)
    nodes[inode] = nil
  }

  mutating func rename(_ path: String, _ target: String) -> Bool {
    guard let (parent, name) = split(path), let inode = nodes[parent]?.children[name],
      let (newParent, newName) = split(target), path != target, !(target + "/").hasPrefix(path + "/"),
      !(path + "/").hasPrefix(target + "/")
    else { return false }
    if let old = nodes[newParent]?.children[newName] {
      // As rename(2): a file over a file only.
      guard nodes[old]?.kind != .directory, nodes[inode]?.kind != .directory else { return false }
      nodes[old] = nil
    }
    tell(.movedFrom, parent, name, cookie: 1)
    nodes[parent]?.children[name] = nil
    nodes[newParent]?.children[newName] = inode
    touch(parent)
    touch(newParent)
    nodes[inode]?.changed = now
    tell(.movedTo, newParent, newName, cookie: 1)
    if let watch = watches.first(where: { $0.value == inode })?.key {
      queue(WatchEvent(watch: watch, mask: .selfMoved))
    }
    return true
  }

  func texts(_ inode: UInt64, _ prefix: String) -> [String: String] {
    var texts: [String: String] = [:]
    for (name, child) in nodes[inode]?.children ?? [:] where !name.hasPrefix(".") {
      guard let node = nodes[child] else { continue }
      if node.kind == .directory {
        texts.merge(self.texts(child, prefix + name + "/")) { first, _ in first }
      } else if node.kind == .regular {
        texts[prefix + name] = String(decoding: node.bytes, as: UTF8.self)
      }
    }
    return texts
  }

  func directories(_ inode: UInt64, _ prefix: String) -> [String] {
    (nodes[inode]?.children ?? [:]).sorted { $0.key < $1.key }.flatMap { name, child -> [String] in
      nodes[child]?.kind == .directory ? [prefix + name] + directories(child, prefix + name + "/") : []
    }
  }
}
