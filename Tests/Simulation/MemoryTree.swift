package import STLSystem

/// The tree of a file system in memory with its event queue, as the kernel keeps it: inodes with several names, open
/// writers, watches of inodes, events in a queue of limited length.
package struct MemoryTree: Sendable {
  struct Entry: Sendable {
    var name: [UInt8]
    var inode: Int
  }

  struct Node: Sendable {
    var kind: FileKind
    /// No other node ever has it; inodes are used again.
    var serial = 0
    var bytes: [UInt8] = []
    /// A file with a hole is longer than what it holds.
    var holeBytes = 0
    /// In byte order.
    var entries: [Entry] = []
    var names = 0
    var writers = 0
    var modified: Int64
    var changed: Int64
    var permissions: UInt32 = 0o755
    var watch: Int32?
    /// Watched for git's sake only, with fewer kinds of events.
    var isGitWatch = false
    /// Of a symbolic link.
    var leadsToDirectory = false

    var size: Int { max(bytes.count, holeBytes) }
  }

  /// A file that somebody has opened for writing, by one of its names.
  struct Writer: Sendable {
    let number: Int
    let inode: Int
    var parent: Int
    var name: [UInt8]
    /// The name is gone: no event tells of this writer any more.
    var isUnlinked = false
  }

  package var queueMax: Int
  package var watchesMax: Int
  /// Times count in steps of so many nanoseconds.
  package var tick: Int64 = 1
  package var type = FileSystemType(rawValue: 0xEF53)
  private(set) var nodes: [Node] = []
  private var free: [Int] = []
  /// What is at the root's path, nil where there is nothing.
  package private(set) var rootAtPath: Int?
  private(set) var openedRoot: Int?
  /// A directory that is not below the root.
  let outside: Int
  private var clock: Int64 = 1_000_000_000_000
  private var events: [WatchEvent] = []
  private(set) var watches: [Int32: Int] = [:]
  private var nextWatch: Int32 = 1
  private(set) var writers: [Writer] = []
  private var nextWriter = 1
  private var nextCookie: UInt32 = 1
  private var nextSerial = 1

  init(queueMax: Int, watchesMax: Int) {
    self.queueMax = queueMax
    self.watchesMax = watchesMax
    outside = 1
    for _ in 0..<3 { nodes.append(Node(kind: .directory, modified: clock, changed: clock)) }
    rootAtPath = 2
  }

  var now: Int64 { clock - clock % tick }
  package var clockNanoseconds: Int64 { clock }
  package mutating func advance(_ nanoseconds: Int64) { clock += nanoseconds }

  // MARK: Finding

  func child(_ name: [UInt8], of parent: Int) -> Int? {
    for entry in nodes[parent].entries where entry.name == name { return entry.inode }
    return nil
  }

  /// What is at a path, whatever its permissions; `base` is the root where it is nil.
  func find(_ path: String, from base: Int?) -> Int? {
    guard var inode = base else { return nil }
    if path.isEmpty { return inode }
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      guard let next = child(Array(part), of: inode) else { return nil }
      inode = next
    }
    return inode
  }

  /// What somebody who edits means by a path.
  package func find(_ path: String) -> Int? { find(path, from: rootAtPath) }

  /// What the port finds at a path, or why it does not.
  func resolve(_ path: String) -> Result<Int, SystemError> {
    guard var inode = openedRoot else { return .failure(SystemError(.EBADF)) }
    if path.isEmpty { return .success(inode) }
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      switch nodes[inode].kind {
      case .directory: break
      case .symbolicLink: return .failure(SystemError(.ELOOP))
      default: return .failure(SystemError(.ENOTDIR))
      }
      if nodes[inode].permissions & 0o111 == 0 { return .failure(SystemError(.EACCES)) }
      guard let next = child(Array(part), of: inode) else { return .failure(SystemError(.ENOENT)) }
      inode = next
    }
    return .success(inode)
  }

  func stamp(_ inode: Int) -> FileStamp {
    let node = nodes[inode]
    let type: UInt32 =
      switch node.kind {
      case .directory: 0o040000
      case .fifo: 0o010000
      case .symbolicLink: 0o120000
      default: 0o100000
      }
    return FileStamp(
      device: 1, inode: UInt64(inode), size: Int64(node.size), modified: node.modified, changed: node.changed,
      mode: type | node.permissions)
  }

  /// The directory and the name that a path stands for.
  package func split(_ path: String) -> (parent: Int, name: [UInt8])? {
    let bytes = Array(path.utf8)
    let cut = bytes.lastIndex(of: UInt8(ascii: "/"))
    let name = Array(cut.map { bytes[($0 + 1)...] } ?? bytes[...])
    let folder = cut.map { String(decoding: bytes[..<$0], as: UTF8.self) } ?? ""
    guard !name.isEmpty, let parent = find(folder), nodes[parent].kind == .directory else { return nil }
    return (parent, name)
  }

  // MARK: Names

  private mutating func make(_ kind: FileKind, _ bytes: [UInt8] = []) -> Int {
    let node = Node(kind: kind, serial: nextSerial, bytes: bytes, modified: now, changed: now)
    nextSerial += 1
    // File systems give the numbers of files that are gone to new ones.
    if kind == .regular, let inode = free.popLast() {
      nodes[inode] = node
      return inode
    }
    nodes.append(node)
    return nodes.count - 1
  }

  private mutating func attach(_ inode: Int, _ parent: Int, _ name: [UInt8]) {
    let index =
      nodes[parent].entries.firstIndex { name.lexicographicallyPrecedes($0.name) } ?? nodes[parent].entries.count
    nodes[parent].entries.insert(Entry(name: name, inode: inode), at: index)
    nodes[inode].names += 1
    touch(parent)
  }

  private mutating func detach(_ inode: Int, _ parent: Int, _ name: [UInt8]) {
    nodes[parent].entries.removeAll { $0.name == name }
    nodes[inode].names -= 1
    touch(parent)
  }

  private mutating func forgetWhereUnused(_ inode: Int) {
    guard nodes[inode].kind == .regular, nodes[inode].names == 0, nodes[inode].writers == 0 else { return }
    nodes[inode].bytes = []
    free.append(inode)
  }

  private mutating func touch(_ inode: Int) {
    nodes[inode].modified = now
    nodes[inode].changed = now
  }

  /// A new name with something new behind it; nil where the name is taken.
  @discardableResult
  package mutating func create(_ kind: FileKind, _ parent: Int, _ name: [UInt8]) -> Int? {
    guard nodes[parent].kind == .directory, child(name, of: parent) == nil else { return nil }
    let inode = make(kind)
    attach(inode, parent, name)
    tell(.created, parent, name, isDirectory: kind == .directory)
    return inode
  }

  /// A second name of a regular file.
  @discardableResult
  package mutating func link(_ inode: Int, _ parent: Int, _ name: [UInt8]) -> Bool {
    guard nodes[inode].kind == .regular, child(name, of: parent) == nil else { return false }
    attach(inode, parent, name)
    nodes[inode].changed = now
    tell(.created, parent, name, isDirectory: false)
    return true
  }

  /// Removes a name with all that is below it.
  package mutating func remove(_ parent: Int, _ name: [UInt8]) {
    guard let inode = child(name, of: parent) else { return }
    let isDirectory = nodes[inode].kind == .directory
    for entry in nodes[inode].entries { remove(inode, entry.name) }
    detach(inode, parent, name)
    unlinkWriters(parent, name)
    if isDirectory {
      endWatch(of: inode)
    } else {
      nodes[inode].changed = now
    }
    tell(.deleted, parent, name, isDirectory: isDirectory)
    forgetWhereUnused(inode)
  }

  /// The kernel ends the watch of a directory that is gone.
  private mutating func endWatch(of inode: Int) {
    guard let watch = nodes[inode].watch else { return }
    if !nodes[inode].isGitWatch { queue(WatchEvent(watch: watch, mask: .selfDeleted)) }
    queue(WatchEvent(watch: watch, mask: .ignored))
    watches[watch] = nil
    nodes[inode].watch = nil
  }

  private mutating func unlinkWriters(_ parent: Int, _ name: [UInt8]) {
    for index in writers.indices where writers[index].parent == parent && writers[index].name == name {
      writers[index].isUnlinked = true
    }
  }

  /// As rename(2), but a directory takes no name that is in use.
  package mutating func rename(
    _ parent: Int, _ name: [UInt8], _ newParent: Int, _ newName: [UInt8]
  ) -> Bool {
    guard let inode = child(name, of: parent), nodes[newParent].kind == .directory, !isBelow(newParent, inode) else {
      return false
    }
    let isDirectory = nodes[inode].kind == .directory
    let old = child(newName, of: newParent)
    if let old {
      // Two names of one file: nothing happens.
      guard old != inode, nodes[old].kind != .directory, !isDirectory else { return false }
    }
    let cookie = nextCookie
    nextCookie += 1
    if let old {
      detach(old, newParent, newName)
      unlinkWriters(newParent, newName)
      nodes[old].changed = now
    }
    detach(inode, parent, name)
    attach(inode, newParent, newName)
    nodes[inode].changed = now
    for index in writers.indices
    where writers[index].parent == parent && writers[index].name == name && !writers[index].isUnlinked {
      writers[index].parent = newParent
      writers[index].name = newName
    }
    tell(.movedFrom, parent, name, isDirectory: isDirectory, cookie: cookie)
    tell(.movedTo, newParent, newName, isDirectory: isDirectory, cookie: cookie)
    if let watch = nodes[inode].watch, !nodes[inode].isGitWatch { queue(WatchEvent(watch: watch, mask: .selfMoved)) }
    if let old { forgetWhereUnused(old) }
    return true
  }

  /// Whether `inode` is `directory` or lies below it.
  private func isBelow(_ inode: Int, _ directory: Int) -> Bool {
    inode == directory
      || nodes[directory].entries.contains { nodes[$0.inode].kind == .directory && isBelow(inode, $0.inode) }
  }

  package mutating func setPermissions(_ permissions: UInt32, _ parent: Int, _ name: [UInt8]) {
    guard let inode = child(name, of: parent) else { return }
    nodes[inode].permissions = permissions
    nodes[inode].changed = now
    let isDirectory = nodes[inode].kind == .directory
    if isDirectory, let watch = nodes[inode].watch, !nodes[inode].isGitWatch {
      queue(WatchEvent(watch: watch, mask: [.attributes, .isDirectory]))
    }
    tell(.attributes, parent, name, isDirectory: isDirectory)
  }

  package mutating func setLeadsToDirectory(_ inode: Int) { nodes[inode].leadsToDirectory = true }

  // MARK: Writing

  /// Opens a regular file by one of its names, and creates it where the name is free; nil for anything else.
  package mutating func open(_ parent: Int, _ name: [UInt8], truncates: Bool) -> Int? {
    guard let inode = child(name, of: parent) ?? create(.regular, parent, name), nodes[inode].kind == .regular else {
      return nil
    }
    let writer = nextWriter
    nextWriter += 1
    writers.append(Writer(number: writer, inode: inode, parent: parent, name: name))
    nodes[inode].writers += 1
    if truncates, nodes[inode].size > 0 { set([], of: inode, tellingOf: writer) }
    return writer
  }

  /// Sets the whole content; through mapped memory nothing tells of it.
  package mutating func write(_ bytes: [UInt8], holeBytes: Int = 0, to writer: Int, isMapped: Bool = false) {
    guard let index = writers.firstIndex(where: { $0.number == writer }) else { return }
    set(bytes, holeBytes: holeBytes, of: writers[index].inode, tellingOf: isMapped ? nil : writer)
  }

  private mutating func set(_ bytes: [UInt8], holeBytes: Int = 0, of inode: Int, tellingOf writer: Int?) {
    nodes[inode].bytes = bytes
    nodes[inode].holeBytes = holeBytes
    touch(inode)
    if let writer { tell(.modified, by: writer) }
  }

  package mutating func close(_ writer: Int) {
    tell(.closedAfterWrite, by: writer)
    guard let index = writers.firstIndex(where: { $0.number == writer }) else { return }
    let inode = writers.remove(at: index).inode
    nodes[inode].writers -= 1
    forgetWhereUnused(inode)
  }

  private mutating func tell(_ mask: WatchMask, by number: Int) {
    guard let writer = writers.first(where: { $0.number == number }), !writer.isUnlinked else { return }
    tell(mask, writer.parent, writer.name, isDirectory: false)
  }

  /// Changes content without any event.
  mutating func writeSilently(_ bytes: [UInt8], to inode: Int) { set(bytes, of: inode, tellingOf: nil) }

  // MARK: The root

  /// Takes the root away from its path; only a directory that was moved tells of it.
  package mutating func takeRoot(isTold: Bool) -> Int? {
    defer { rootAtPath = nil }
    if isTold, let root = rootAtPath, let watch = nodes[root].watch {
      queue(WatchEvent(watch: watch, mask: .selfMoved))
    }
    return rootAtPath
  }

  /// Puts a directory at the root's path: an old one, or a new empty one.
  package mutating func putRoot(_ inode: Int? = nil) { rootAtPath = inode ?? make(.directory) }

  // MARK: Watching

  var isWatching = false

  mutating func openRoot() -> FileStamp? {
    guard let root = rootAtPath else { return nil }
    openedRoot = root
    return stamp(root)
  }

  mutating func startWatching() {
    stopWatching()
    isWatching = true
  }

  mutating func stopWatching() {
    for inode in watches.values { nodes[inode].watch = nil }
    watches = [:]
    events = []
    isWatching = false
  }

  mutating func watch(_ inode: Int, forGit isGitWatch: Bool = false) -> Result<Int32, SystemError> {
    guard isWatching else { return .failure(SystemError(.EBADF)) }
    guard nodes[inode].kind == .directory else { return .failure(SystemError(.ENOTDIR)) }
    if nodes[inode].permissions & 0o444 == 0 { return .failure(SystemError(.EACCES)) }
    if let known = nodes[inode].watch { return .success(known) }
    if watches.count >= watchesMax { return .failure(SystemError(.ENOSPC)) }
    let watch = nextWatch
    nextWatch += 1
    watches[watch] = inode
    nodes[inode].watch = watch
    nodes[inode].isGitWatch = isGitWatch
    return .success(watch)
  }

  mutating func unwatch(_ watch: Int32) {
    guard let inode = watches.removeValue(forKey: watch) else { return }
    nodes[inode].watch = nil
    queue(WatchEvent(watch: watch, mask: .ignored))
  }

  package var hasEvents: Bool { !events.isEmpty }

  mutating func takeEvents() -> [WatchEvent] {
    let taken = Array(events.prefix(64))
    events.removeFirst(taken.count)
    return taken
  }

  /// Puts an event into the queue for each of `names`, as if files of the root came.
  package mutating func announce(_ names: [String]) {
    guard let root = rootAtPath, let watch = nodes[root].watch else { return }
    for name in names { queue(WatchEvent(watch: watch, mask: .created, name: Array(name.utf8))) }
  }

  private mutating func queue(_ event: WatchEvent) {
    // The kernel keeps one of two equal events in a row.
    if events.last == event { return }
    if events.count < queueMax {
      events.append(event)
    } else if events.last?.mask != .overflowed {
      events.append(WatchEvent(watch: -1, mask: .overflowed))
    }
  }

  /// Tells whoever watches the directory `parent`.
  private mutating func tell(
    _ mask: WatchMask, _ parent: Int, _ name: [UInt8], isDirectory: Bool, cookie: UInt32 = 0
  ) {
    guard let watch = nodes[parent].watch else { return }
    if nodes[parent].isGitWatch, mask == .modified || mask == .attributes { return }
    queue(
      WatchEvent(watch: watch, mask: isDirectory ? mask.union(.isDirectory) : mask, cookie: cookie, name: name))
  }

  // MARK: For whoever compares

  /// Directories below `inode`, as paths.
  func directories(_ inode: Int, _ prefix: String = "") -> [String] {
    nodes[inode].entries.flatMap { entry -> [String] in
      guard nodes[entry.inode].kind == .directory else { return [] }
      let path = prefix + String(decoding: entry.name, as: UTF8.self)
      return [path] + directories(entry.inode, path + "/")
    }
  }
}

extension SystemError {
  /// Of a call that the port names.
  init(_ errno: Errno) { self.init(call: "", errno: errno) }
}
