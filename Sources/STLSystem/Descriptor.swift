internal import CLinux
internal import Glibc

/// An open file, directory, socket or queue; closed when the value ends.
package struct Descriptor: ~Copyable, Sendable {
  package let number: Int32

  /// Takes over an open descriptor.
  package init(adopting number: Int32) { self.number = number }

  deinit {
    // Linux has closed the descriptor even where `close` reports an interruption: never called again.
    _ = Glibc.close(number)
  }

  /// Gives the descriptor away: it is no longer closed here.
  package consuming func release() -> Int32 {
    let number = number
    discard self
    return number
  }

  /// Another descriptor for the same open file.
  package borrowing func duplicate() throws(SystemError) -> Descriptor {
    let source = number
    let copy = try retrying("fcntl") { fcntl(source, F_DUPFD_CLOEXEC, 3) }
    return Descriptor(adopting: copy)
  }
}

/// An open descriptor that several hold; closed with the last of them.
package final class SharedDescriptor: Sendable {
  package let descriptor: Descriptor

  package init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }
}

extension Descriptor {
  /// How to open a file.
  package struct OpenFlags: OptionSet, Sendable {
    package let rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }

    package static let readOnly = OpenFlags([])
    package static let writeOnly = OpenFlags(rawValue: O_WRONLY)
    package static let create = OpenFlags(rawValue: O_CREAT)
    package static let exclusive = OpenFlags(rawValue: O_EXCL)
    package static let truncate = OpenFlags(rawValue: O_TRUNC)
    package static let append = OpenFlags(rawValue: O_APPEND)
    package static let nonBlocking = OpenFlags(rawValue: O_NONBLOCK)
    package static let directory = OpenFlags(rawValue: O_DIRECTORY)
    package static let noFollow = OpenFlags(rawValue: O_NOFOLLOW)
    /// A handle for `fstat` and as a base of paths; nothing is opened for reading, so a device or pipe notices nothing.
    package static let pathOnly = OpenFlags(rawValue: O_PATH)

    /// `openat2` refuses O_PATH together with O_NOCTTY.
    var always: Int32 { rawValue | O_CLOEXEC | (contains(.pathOnly) ? 0 : O_NOCTTY) }
  }

  /// Opens `path`, following symbolic links; `mode` matters where `create` is asked for.
  package static func open(
    _ path: String, _ flags: OpenFlags = .readOnly, mode: UInt32 = 0o600
  ) throws(SystemError) -> Descriptor {
    try refuseNUL(path, call: "open")
    return Descriptor(adopting: try retrying("open", path) { unsafe Glibc.open(path, flags.always, mode) })
  }

  /// Opens `path` from this directory, following symbolic links.
  package borrowing func open(
    _ path: String, _ flags: OpenFlags = .readOnly, mode: UInt32 = 0o600
  ) throws(SystemError) -> Descriptor {
    try refuseNUL(path, call: "openat")
    let base = number
    return Descriptor(
      adopting: try retrying("openat", path) { unsafe Glibc.openat(base, path, flags.always, mode) })
  }

  /// Opens `path` from this directory so that nothing outside it can be reached: no symbolic link is followed in any
  /// component (ELOOP), no `..` leaves it (EXDEV).
  ///
  /// Where the kernel is older than `openat2` or a filter forbids it, each component is opened by itself.
  package borrowing func openBeneath(
    _ path: String, _ flags: OpenFlags = .readOnly, walks: Bool = !hasOpenat2
  ) throws(SystemError) -> Descriptor {
    try refuseNUL(path, call: "openat2")
    if walks { return try walk(path, flags) }
    let base = number
    let resolve = UInt64(CLINUX_RESOLVE_BENEATH | CLINUX_RESOLVE_NO_SYMLINKS | CLINUX_RESOLVE_NO_MAGICLINKS)
    var attempts = 0
    while true {
      do {
        return Descriptor(
          adopting: try retrying("openat2", path) {
            unsafe clinux_openat2(base, path, UInt64(UInt32(bitPattern: flags.always)), resolve)
          })
      } catch  where error.errno == .EAGAIN && attempts < Descriptor.resolveAttemptsMax {
        // The kernel saw a rename beside the path and could not be sure.
        attempts += 1
      }
    }
  }

  private static let resolveAttemptsMax = 16

  private borrowing func walk(_ path: String, _ flags: OpenFlags) throws(SystemError) -> Descriptor {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }.map(String.init)
    if path.hasPrefix("/") || parts.contains("..") { throw SystemError(call: "openat", path: path, errno: .EXDEV) }
    guard let last = parts.last else { return try open(".", flags) }
    var directory = try open(".", [.pathOnly, .directory])
    for part in parts.dropLast() {
      directory = try directory.openPlain(part, [.pathOnly, .directory], path)
    }
    return try directory.openPlain(last, flags, path)
  }

  /// Opens one name that is no symbolic link; errors as `openat2` has them.
  private borrowing func openPlain(
    _ name: String, _ flags: OpenFlags, _ path: String
  ) throws(SystemError) -> Descriptor {
    let base = number
    let opened: Descriptor
    do {
      opened = Descriptor(
        adopting: try retrying("openat", path) { unsafe Glibc.openat(base, name, flags.always | O_NOFOLLOW) })
    } catch  where error.errno == .ENOTDIR {
      // With O_DIRECTORY the kernel says ENOTDIR of a link too.
      if try stamp(of: name).kind == .symbolicLink { throw SystemError(call: "openat", path: path, errno: .ELOOP) }
      throw error
    }
    // O_PATH with O_NOFOLLOW opens the link itself.
    if flags.contains(.pathOnly), try opened.stamp().kind == .symbolicLink {
      throw SystemError(call: "openat", path: path, errno: .ELOOP)
    }
    return opened
  }
}

/// Whether this kernel and its filters allow `openat2`.
package let hasOpenat2: Bool = {
  let result = unsafe clinux_openat2(AT_FDCWD, "/", UInt64(UInt32(bitPattern: O_PATH | O_CLOEXEC)), 0)
  if result >= 0 { _ = Glibc.close(result) }
  return result >= 0
}()

extension Descriptor {
  /// Takes the lock of the open file or directory, which ends with the descriptor; false where another process has it.
  package borrowing func tryLock() throws(SystemError) -> Bool {
    let file = number
    do {
      try retrying("flock") { flock(file, LOCK_EX | LOCK_NB) }
      return true
    } catch  where error.errno == .EAGAIN {
      return false
    }
  }

  /// Fills `bytes` from `start` with one read; 0 is the end of the file, nil that nothing is there yet (EAGAIN).
  package borrowing func read(into bytes: inout [UInt8], from start: Int = 0) throws(SystemError) -> Int? {
    let source = number
    do {
      return try retrying("read") {
        unsafe bytes.withUnsafeMutableBytes { buffer in
          let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
          return unsafe Glibc.read(source, rest.baseAddress, rest.count)
        }
      }
    } catch  where error.errno == .EAGAIN {
      return nil
    }
  }

  /// Reads up to `count` bytes at byte `offset`; fewer only at the end of the file.
  package borrowing func read(count: Int, at offset: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let source = number
    var filled = 0
    while filled < count {
      let done = filled
      let got = try retrying("pread") {
        unsafe bytes.withUnsafeMutableBytes { buffer in
          let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
          return unsafe Glibc.pread(source, rest.baseAddress, rest.count, off_t(offset + done))
        }
      }
      if got == 0 { break }
      filled += got
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  /// Reads to the end; EFBIG where more than `limit` bytes come.
  package borrowing func readAll(limit: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16384)
    while true {
      guard let got = try read(into: &chunk) else { throw SystemError(call: "read", errno: .EAGAIN) }
      if got == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<got])
      if bytes.count > limit { throw SystemError(call: "read", errno: .EFBIG) }
    }
  }

  /// Writes once from byte `start` on: how many bytes went, nil where none could (EAGAIN).
  package borrowing func write(_ bytes: [UInt8], from start: Int = 0) throws(SystemError) -> Int? {
    let target = number
    do {
      return try retrying("write") {
        unsafe bytes.withUnsafeBytes { buffer in
          let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
          return unsafe Glibc.write(target, rest.baseAddress, rest.count)
        }
      }
    } catch  where error.errno == .EAGAIN {
      return nil
    }
  }

  /// Writes all of `bytes`, waiting where the other side is slow.
  package borrowing func writeAll(_ bytes: [UInt8]) throws(SystemError) {
    var sent = 0
    while sent < bytes.count {
      if let count = try write(bytes, from: sent) {
        sent += count
      } else {
        var wait = [PollEntry(number, .writable)]
        try poll(&wait, timeoutNanoseconds: nil)
      }
    }
  }

  /// Waits until the file's content is on the disk.
  package borrowing func synchronize() throws(SystemError) {
    let target = number
    try retrying("fsync") { fsync(target) }
  }
}

/// Both ends of a pipe; take the end that is kept with `readEnd()` or `writeEnd()`, the other closes.
package struct Pipe: ~Copyable {
  package let read: Descriptor
  package let write: Descriptor

  package init(nonBlocking: Bool = false) throws(SystemError) {
    var ends: [2 of Int32] = [-1, -1]
    let flags = O_CLOEXEC | (nonBlocking ? O_NONBLOCK : 0)
    try once("pipe2") {
      var span = ends.mutableSpan
      return unsafe span.withUnsafeMutableBufferPointer { unsafe pipe2($0.baseAddress, flags) }
    }
    read = Descriptor(adopting: ends[0])
    write = Descriptor(adopting: ends[1])
  }

  package consuming func readEnd() -> Descriptor { read }
  package consuming func writeEnd() -> Descriptor { write }
}
