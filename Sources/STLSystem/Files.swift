internal import Glibc

/// Calls on paths that open nothing.
package enum Files {
  package static func unlink(_ path: String) throws(SystemError) {
    try refuseNUL(path, call: "unlink")
    try retrying("unlink", path) { unsafe Glibc.unlink(path) }
  }

  package static func removeDirectory(_ path: String) throws(SystemError) {
    try refuseNUL(path, call: "rmdir")
    try retrying("rmdir", path) { unsafe Glibc.rmdir(path) }
  }

  package static func makeDirectory(_ path: String, mode: UInt32 = 0o777) throws(SystemError) {
    try refuseNUL(path, call: "mkdir")
    try retrying("mkdir", path) { unsafe Glibc.mkdir(path, mode) }
  }

  /// Replaces what stands at `target`.
  package static func rename(_ source: String, to target: String) throws(SystemError) {
    try refuseNUL(source, call: "rename")
    try refuseNUL(target, call: "rename")
    try retrying("rename", target) { unsafe Glibc.rename(source, target) }
  }

  package static func chmod(_ path: String, mode: UInt32) throws(SystemError) {
    try refuseNUL(path, call: "chmod")
    try retrying("chmod", path) { unsafe Glibc.chmod(path, mode) }
  }

  package static func symbolicLink(_ path: String, to target: String) throws(SystemError) {
    try refuseNUL(path, call: "symlink")
    try refuseNUL(target, call: "symlink")
    try retrying("symlink", path) { unsafe Glibc.symlink(target, path) }
  }

  package static func hardLink(_ path: String, to existing: String) throws(SystemError) {
    try refuseNUL(path, call: "link")
    try refuseNUL(existing, call: "link")
    try retrying("link", path) { unsafe Glibc.link(existing, path) }
  }

  package static func makeFIFO(_ path: String, mode: UInt32 = 0o600) throws(SystemError) {
    try refuseNUL(path, call: "mkfifo")
    try retrying("mkfifo", path) { unsafe Glibc.mkfifo(path, mode) }
  }

  /// The absolute path without symbolic links, `.` and `..`.
  package static func realPath(_ path: String) throws(SystemError) -> String {
    try refuseNUL(path, call: "realpath")
    guard let found = unsafe Glibc.realpath(path, nil) else {
      throw SystemError(call: "realpath", path: path, errno: Errno(rawValue: Glibc.errno))
    }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  package static func workingDirectory() throws(SystemError) -> String {
    guard let found = unsafe getcwd(nil, 0) else {
      throw SystemError(call: "getcwd", errno: Errno(rawValue: Glibc.errno))
    }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  /// Makes a new empty directory `prefix` followed by six random letters, for its owner alone.
  package static func makeTemporaryDirectory(prefix: String) throws(SystemError) -> String {
    try refuseNUL(prefix, call: "mkdtemp")
    var template = Array((prefix + "XXXXXX").utf8CString)
    let isMade = unsafe template.withUnsafeMutableBufferPointer {
      unsafe $0.baseAddress.flatMap { unsafe mkdtemp($0) } != nil
    }
    guard isMade else { throw SystemError(call: "mkdtemp", path: prefix, errno: Errno(rawValue: Glibc.errno)) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Sets the mask of permission bits that new files do not get; the mask before.
  @discardableResult
  package static func setCreationMask(_ mask: UInt32) -> UInt32 { Glibc.umask(mask) }

  /// The whole content of `path`; EFBIG where it has more than `limit` bytes.
  package static func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
    try content(of: Descriptor.open(path), at: path, limit: limit)
  }

  /// The same of a regular file alone, EINVAL for anything else; never waits for another process, as a pipe would.
  package static func readRegular(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
    let file = try Descriptor.open(path, .nonBlocking)
    guard try file.stamp().kind == .regular else { throw SystemError(call: "open", path: path, errno: .EINVAL) }
    return try content(of: file, at: path, limit: limit)
  }

  private static func content(
    of file: borrowing Descriptor, at path: String, limit: Int
  ) throws(SystemError) -> [UInt8] {
    do {
      return try file.readAll(limit: limit)
    } catch {
      throw SystemError(call: error.call, path: path, errno: error.errno)
    }
  }

  /// Replaces `path` by `bytes` so that a reader sees the old or the new content, also after a crash.
  ///
  /// Writes a temporary file beside it, then `fsync`, `rename`, `fsync` of the directory. An existing file keeps its
  /// permission bits; a new one gets `mode` less the process's mask. Through a symbolic link its target is replaced.
  /// What is no regular file, a device or a pipe, stays and is written to.
  package static func replace(_ path: String, with bytes: [UInt8], mode: UInt32 = 0o666) throws(SystemError) {
    guard let stamp = try? FileStamp(of: path) else {
      guard (try? FileStamp(of: path, follows: false))?.kind == .symbolicLink else {
        return try replaceFile(path, with: bytes, mode: mode)
      }
      // The target of a link that leads nowhere is made, as a shell does.
      return try Descriptor.open(path, [.writeOnly, .create], mode: mode).writeAll(bytes)
    }
    guard stamp.kind == .regular else {
      do {
        return try Descriptor.open(path, .writeOnly).writeAll(bytes)
      } catch {
        throw SystemError(call: error.call, path: path, errno: error.errno)
      }
    }
    try replaceFile(realPath(path), with: bytes, mode: mode, keeping: stamp.mode & 0o7777)
  }

  private static func replaceFile(
    _ path: String, with bytes: [UInt8], mode: UInt32, keeping keptMode: UInt32? = nil
  ) throws(SystemError) {
    let cut = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let directory = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = cut.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    let suffix = String(try randomNumber(), radix: 36)
    let temporary = "\(directory)/.\(name.prefix(64)).\(suffix).tmp"
    do {
      let file = try Descriptor.open(temporary, [.writeOnly, .create, .exclusive, .noFollow], mode: mode)
      try file.writeAll(bytes)
      let number = file.number
      if let keptMode { try retrying("fchmod", temporary) { fchmod(number, keptMode) } }
      try file.synchronize()
      try rename(temporary, to: path)
    } catch {
      if error.errno != .EEXIST { try? unlink(temporary) }
      throw SystemError(call: error.call, path: path, errno: error.errno)
    }
    try Descriptor.open(directory, .directory).synchronize()
  }
}

/// A number from the kernel's random source.
package func randomNumber() throws(SystemError) -> UInt64 {
  var number: UInt64 = 0
  try retrying("getentropy") { unsafe getentropy(&number, MemoryLayout<UInt64>.size) }
  return number
}
