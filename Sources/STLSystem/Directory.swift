internal import Glibc

/// One name of a directory.
package struct DirectoryEntry: Hashable, Sendable {
  /// Any bytes but NUL and `/`.
  package var name: [UInt8]
  package var kind: FileKind

  package init(name: [UInt8], kind: FileKind) {
    self.name = name
    self.kind = kind
  }
}

extension Descriptor {
  /// All names of the open directory but `.` and `..`, in the kernel's order; the type costs a call only where the
  /// file system does not tell it.
  package borrowing func entries() throws(SystemError) -> [DirectoryEntry] {
    let directory = number
    var entries: [DirectoryEntry] = []
    var buffer = [UInt8](repeating: 0, count: 32768)
    while true {
      let count = try retrying("getdents64") {
        unsafe buffer.withUnsafeMutableBytes { buffer in
          guard let start = buffer.baseAddress else { return 0 }
          return unsafe Int(getdents64(directory, start, buffer.count))
        }
      }
      if count == 0 { break }
      // struct linux_dirent64: inode 8, offset 8, record length 2, type 1, name to a NUL.
      var start = 0
      while start < count {
        let next = start + Int(buffer[start + 16]) + Int(buffer[start + 17]) << 8
        var end = start + 19
        while end < next, buffer[end] != 0 { end += 1 }
        let name = buffer[(start + 19)..<end]
        if name != [0x2E], name != [0x2E, 0x2E] {
          entries.append(DirectoryEntry(name: Array(name), kind: FileKind(directoryType: buffer[start + 18])))
        }
        start = next
      }
    }
    for index in entries.indices where entries[index].kind == .unknown {
      entries[index].kind = kind(of: entries[index].name)
    }
    return entries
  }

  /// Removes the file `name` of this directory; for names that are no text.
  package borrowing func unlink(_ name: [UInt8]) throws(SystemError) {
    let base = number
    let text = (name + [0]).map { CChar(bitPattern: $0) }
    try retrying("unlinkat", String(decoding: name, as: UTF8.self)) { unsafe unlinkat(base, text, 0) }
  }

  /// Creates or empties the file `name` of this directory; for names that are no text.
  package borrowing func create(_ name: [UInt8]) throws(SystemError) -> Descriptor {
    let base = number
    let text = (name + [0]).map { CChar(bitPattern: $0) }
    return Descriptor(
      adopting: try retrying("openat", String(decoding: name, as: UTF8.self)) {
        unsafe openat(base, text, OpenFlags([.writeOnly, .create, .truncate]).always, 0o644)
      })
  }

  private borrowing func kind(of name: [UInt8]) -> FileKind {
    let base = number
    var facts = stat()
    let text = (name + [0]).map { CChar(bitPattern: $0) }
    let result = unsafe fstatat(base, text, &facts, AT_SYMLINK_NOFOLLOW)
    return result == 0 ? FileStamp(facts).kind : .unknown
  }
}
