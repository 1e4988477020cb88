internal import CLinux
internal import Glibc

/// What a name of the file system stands for.
package enum FileKind: UInt8, Sendable {
  case regular, directory, symbolicLink, fifo, socket, characterDevice, blockDevice, unknown

  /// As in `a named pipe`.
  package var name: String {
    switch self {
    case .regular: "a regular file"
    case .directory: "a directory"
    case .symbolicLink: "a symbolic link"
    case .fifo: "a named pipe"
    case .socket: "a socket"
    case .characterDevice, .blockDevice: "a device"
    case .unknown: "a file of unknown type"
    }
  }

  init(mode: UInt32) {
    switch mode & 0o170000 {
    case 0o100000: self = .regular
    case 0o040000: self = .directory
    case 0o120000: self = .symbolicLink
    case 0o010000: self = .fifo
    case 0o140000: self = .socket
    case 0o020000: self = .characterDevice
    case 0o060000: self = .blockDevice
    default: self = .unknown
    }
  }

  /// From `d_type` of getdents(2).
  init(directoryType: UInt8) {
    self = directoryType == 0 ? .unknown : FileKind(mode: UInt32(directoryType) << 12)
  }
}

/// Which file, and which state of it: two equal stamps are the same content, but for writes within one clock tick.
package struct FileStamp: Hashable, Sendable {
  package var device: UInt64
  package var inode: UInt64
  /// In bytes.
  package var size: Int64
  /// Nanoseconds since 1970.
  package var modified: Int64
  /// Nanoseconds since 1970; no user can set it.
  package var changed: Int64
  /// Type and permission bits.
  package var mode: UInt32

  package init(device: UInt64, inode: UInt64, size: Int64, modified: Int64, changed: Int64, mode: UInt32) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
    self.mode = mode
  }

  package var kind: FileKind { FileKind(mode: mode) }

  /// The same file, whatever its content.
  package func isSameFile(as other: FileStamp) -> Bool { device == other.device && inode == other.inode }

  init(_ facts: stat) {
    self.init(
      device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino), size: Int64(facts.st_size),
      modified: nanoseconds(facts.st_mtim), changed: nanoseconds(facts.st_ctim), mode: UInt32(facts.st_mode))
  }
}

/// Wraps around for absurd times, so that a file from the year 9999 is a file like any other.
func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec) }

extension Descriptor {
  /// Stamp of the open file.
  package borrowing func stamp() throws(SystemError) -> FileStamp {
    let file = number
    var facts = stat()
    try retrying("fstat") { unsafe fstat(file, &facts) }
    return FileStamp(facts)
  }

  /// Stamp of `path` from this directory; of the link itself where it is one and `follows` is false.
  package borrowing func stamp(of path: String, follows: Bool = false) throws(SystemError) -> FileStamp {
    try refuseNUL(path, call: "fstatat")
    let base = number
    var facts = stat()
    try retrying("fstatat", path) { unsafe fstatat(base, path, &facts, follows ? 0 : AT_SYMLINK_NOFOLLOW) }
    return FileStamp(facts)
  }

  /// Type of the file system that holds the open file.
  package borrowing func fileSystemType() throws(SystemError) -> FileSystemType {
    let file = number
    let type = try once("fstatfs") { clinux_file_system_type(file) }
    return FileSystemType(rawValue: UInt32(truncatingIfNeeded: type))
  }
}

extension FileStamp {
  /// Stamp of `path`; of the link itself where it is one and `follows` is false.
  package init(of path: String, follows: Bool = true) throws(SystemError) {
    try refuseNUL(path, call: "stat")
    var facts = stat()
    try retrying("stat", path) { unsafe fstatat(AT_FDCWD, path, &facts, follows ? 0 : AT_SYMLINK_NOFOLLOW) }
    self.init(facts)
  }
}

/// A file system's magic number, as statfs(2) has it.
package struct FileSystemType: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Its name where changes can happen without any event here: on another machine, in a server, in a lower layer.
  package var nameIfEventsAreMissed: String? {
    // Numbers of linux/magic.h and statfs(2).
    switch rawValue {
    case 0x6969: "NFS"
    case 0x517B: "SMB"
    case 0xFF53_4D42: "CIFS"
    case 0xFE53_4D42: "SMB2"
    case 0x6573_5546: "FUSE"
    case 0x794C_7630: "overlay"
    case 0x0102_1997: "9p"
    case 0x00C3_6400: "Ceph"
    case 0x5346_414F, 0x6B41_4653: "AFS"
    case 0x7375_7245: "Coda"
    case 0x786F_4256: "vboxsf"
    case 0x0BD0_0BD0: "Lustre"
    case 0x4750_4653: "GPFS"
    case 0x7461_636F: "OCFS2"
    case 0x0116_1970: "GFS2"
    default: nil
    }
  }
}
