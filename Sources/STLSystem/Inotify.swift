internal import Glibc

/// One event of inotify(7), as the kernel gave it.
package struct WatchEvent: Hashable, Sendable {
  /// The watch that saw it; -1 for a queue that overflowed.
  package var watch: Int32
  package var mask: WatchMask
  /// Joins the two halves of a rename, else 0.
  package var cookie: UInt32
  /// Name in the watched directory; empty where the event is about the directory itself.
  package var name: [UInt8]

  package init(watch: Int32, mask: WatchMask, cookie: UInt32 = 0, name: [UInt8] = []) {
    self.watch = watch
    self.mask = mask
    self.cookie = cookie
    self.name = name
  }
}

/// Kinds of events, and how to watch, of inotify(7).
package struct WatchMask: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let modified = WatchMask(rawValue: 0x2)
  package static let attributes = WatchMask(rawValue: 0x4)
  package static let closedAfterWrite = WatchMask(rawValue: 0x8)
  package static let movedFrom = WatchMask(rawValue: 0x40)
  package static let movedTo = WatchMask(rawValue: 0x80)
  package static let created = WatchMask(rawValue: 0x100)
  package static let deleted = WatchMask(rawValue: 0x200)
  package static let selfDeleted = WatchMask(rawValue: 0x400)
  package static let selfMoved = WatchMask(rawValue: 0x800)
  package static let unmounted = WatchMask(rawValue: 0x2000)
  package static let overflowed = WatchMask(rawValue: 0x4000)
  package static let ignored = WatchMask(rawValue: 0x8000)
  package static let onlyDirectory = WatchMask(rawValue: 0x0100_0000)
  package static let noFollow = WatchMask(rawValue: 0x0200_0000)
  package static let excludeUnlinked = WatchMask(rawValue: 0x0400_0000)
  package static let isDirectory = WatchMask(rawValue: 0x4000_0000)

  /// As the kernel names them, such as `CREATE|ISDIR`.
  package var names: String {
    let table: [(WatchMask, String)] = [
      (.modified, "MODIFY"), (.attributes, "ATTRIB"), (.closedAfterWrite, "CLOSE_WRITE"), (.movedFrom, "MOVED_FROM"),
      (.movedTo, "MOVED_TO"), (.created, "CREATE"), (.deleted, "DELETE"), (.selfDeleted, "DELETE_SELF"),
      (.selfMoved, "MOVE_SELF"), (.unmounted, "UNMOUNT"), (.overflowed, "Q_OVERFLOW"), (.ignored, "IGNORED"),
      (.isDirectory, "ISDIR"),
    ]
    return table.filter { contains($0.0) }.map(\.1).joined(separator: "|")
  }
}

/// A queue of inotify(7); non-blocking.
package struct Inotify: ~Copyable, Sendable {
  package let descriptor: Descriptor

  /// EMFILE where the user has too many queues (`fs.inotify.max_user_instances`) or the process too many files.
  package init() throws(SystemError) {
    descriptor = Descriptor(
      adopting: try once("inotify_init1") { inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)) })
  }

  /// Watches the directory `path`; a directory that is watched already gives its number again.
  ///
  /// ENOSPC where the user has too many watches (`fs.inotify.max_user_watches`).
  package borrowing func add(_ path: String, _ mask: WatchMask) throws(SystemError) -> Int32 {
    try refuseNUL(path, call: "inotify_add_watch")
    let queue = descriptor.number
    return try retrying("inotify_add_watch", path) { unsafe inotify_add_watch(queue, path, mask.rawValue) }
  }

  /// Watches an open directory, whatever its path is by now; needs /proc.
  package borrowing func add(_ directory: borrowing Descriptor, _ mask: WatchMask) throws(SystemError) -> Int32 {
    // The final dot lets the mask forbid symbolic links: only the magic link before it is followed.
    try add("/proc/self/fd/\(directory.number)/.", mask)
  }

  /// Ends a watch; EINVAL where it had ended already.
  package borrowing func remove(_ watch: Int32) throws(SystemError) {
    let queue = descriptor.number
    try once("inotify_rm_watch") { inotify_rm_watch(queue, watch) }
  }

  /// Takes what one read gives of the waiting events; empty where none waits.
  package borrowing func events() throws(SystemError) -> [WatchEvent] {
    var buffer = [UInt8](repeating: 0, count: 65536)
    guard let count = try descriptor.read(into: &buffer) else { return [] }
    return Inotify.parse(buffer[..<count])
  }

  /// Events in the bytes of one read: watch 4, mask 4, cookie 4, length 4, name padded with NULs.
  static func parse(_ bytes: ArraySlice<UInt8>) -> [WatchEvent] {
    func word(_ offset: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32($1 * 8) }
    }
    var events: [WatchEvent] = []
    var start = bytes.startIndex
    while start + 16 <= bytes.endIndex {
      let end = start + 16 + Int(word(start + 12))
      guard end <= bytes.endIndex else { break }
      events.append(
        WatchEvent(
          watch: Int32(bitPattern: word(start)), mask: WatchMask(rawValue: word(start + 4)), cookie: word(start + 8),
          name: Array(bytes[(start + 16)..<end].prefix { $0 != 0 })))
      start = end
    }
    return events
  }
}
