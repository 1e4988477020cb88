import STLSystem
import Testing

@Suite struct FileTests {
  /// A directory with a file, links that leave it, and a file outside.
  private func tree() throws -> Scratch {
    let scratch = try Scratch()
    try Files.makeDirectory(scratch.full("root"))
    try Files.makeDirectory(scratch.full("root/d"))
    try scratch.write("root/d/file", "inside")
    try scratch.write("outside", "outside")
    try Files.symbolicLink(scratch.full("root/link"), to: "d/file")
    try Files.symbolicLink(scratch.full("root/out"), to: "../outside")
    try Files.symbolicLink(scratch.full("root/up"), to: "..")
    return scratch
  }

  @Test(arguments: [false, true])
  func `a path beneath a directory opens`(walks: Bool) throws {
    let scratch = try tree()
    let root = try Descriptor.open(scratch.full("root"), .directory)
    let file = try root.openBeneath("d/file", .nonBlocking, walks: walks)
    #expect(try file.readAll(limit: 100) == Array("inside".utf8))
    #expect(try root.openBeneath(".", .directory, walks: walks).stamp() == root.stamp())
    #expect(try root.openBeneath("d", [.directory, .pathOnly], walks: walks).stamp().kind == .directory)
  }

  @Test(
    arguments: [
      ("link", Errno.ELOOP), ("out", .ELOOP), ("up/outside", .ELOOP), ("up", .ELOOP), ("../outside", .EXDEV),
      ("/etc/passwd", .EXDEV), ("d/nothing", .ENOENT), ("d/file/x", .ENOTDIR),
    ], [false, true])
  func `no path leaves its directory`(refused: (path: String, errno: Errno), walks: Bool) throws {
    let scratch = try tree()
    let root = try Descriptor.open(scratch.full("root"), .directory)
    for flags in [Descriptor.OpenFlags.nonBlocking, .pathOnly] {
      do throws(SystemError) {
        let file = try root.openBeneath(refused.path, flags, walks: walks)
        Issue.record("\(refused.path) opened as \(try file.stamp())")
      } catch {
        #expect(error.errno == refused.errno)
      }
    }
  }

  @Test func `a stamp tells a file from another and a state from the next`() throws {
    let scratch = try Scratch()
    try scratch.write("a", "one")
    let directory = try Descriptor.open(scratch.path, .directory)
    let first = try FileStamp(of: scratch.full("a"))
    #expect(try directory.stamp(of: "a") == first)
    #expect(try Descriptor.open(scratch.full("a")).stamp() == first)
    #expect(first.kind == .regular)
    #expect(first.size == 3)
    try scratch.write("a", "three")
    let second = try FileStamp(of: scratch.full("a"))
    #expect(second != first)
    #expect(second.isSameFile(as: first))
    try Files.symbolicLink(scratch.full("l"), to: "a")
    #expect(try directory.stamp(of: "l").kind == .symbolicLink)
    #expect(try directory.stamp(of: "l", follows: true) == second)
  }

  @Test func `a directory's names are bytes with a type`() throws {
    let scratch = try tree()
    try Files.makeFIFO(scratch.full("root/pipe"))
    let root = try Descriptor.open(scratch.full("root"), .directory)
    _ = try root.create([0xFF, 0x0A])
    let kinds = Dictionary(uniqueKeysWithValues: try root.entries().map { ($0.name, $0.kind) })
    #expect(
      kinds == [
        Array("d".utf8): .directory, Array("link".utf8): .symbolicLink, Array("out".utf8): .symbolicLink,
        Array("up".utf8): .symbolicLink, Array("pipe".utf8): .fifo, [0xFF, 0x0A]: .regular,
      ])
  }

  @Test func `a directory of thousands is listed whole`() throws {
    let scratch = try Scratch()
    for index in 0..<3000 { try scratch.write("a-name-long-enough-\(index)", "") }
    #expect(try scratch.names().count == 3000)
  }

  @Test func `reading has a limit`() throws {
    let scratch = try Scratch()
    try scratch.write("a", "12345")
    #expect(try Files.read(scratch.full("a"), limit: 5) == Array("12345".utf8))
    #expect(throws: SystemError(call: "read", path: scratch.full("a"), errno: .EFBIG)) {
      try Files.read(scratch.full("a"), limit: 4)
    }
    let file = try Descriptor.open(scratch.full("a"))
    #expect(try file.read(count: 3, at: 1) == Array("234".utf8))
    #expect(try file.read(count: 10, at: 3) == Array("45".utf8))
    #expect(try file.read(count: 10, at: 9) == [])
    #expect(throws: SystemError(call: "pread", errno: .EISDIR)) {
      try Descriptor.open(scratch.path, .directory).read(count: 1, at: 0)
    }
  }

  @Test func `a regular file is told from what would be waited for`() throws {
    let scratch = try Scratch()
    try scratch.write("a", "12345")
    try Files.symbolicLink(scratch.full("link"), to: "a")
    #expect(try Files.readRegular(scratch.full("link"), limit: 5) == Array("12345".utf8))
    #expect(throws: SystemError(call: "read", path: scratch.full("a"), errno: .EFBIG)) {
      try Files.readRegular(scratch.full("a"), limit: 4)
    }
    try Files.makeFIFO(scratch.full("pipe"))
    for path in [scratch.full("pipe"), scratch.path, "/dev/zero"] {
      #expect(throws: SystemError(call: "open", path: path, errno: .EINVAL)) {
        try Files.readRegular(path, limit: 5)
      }
    }
  }

  @Test func `a file is replaced whole, with its permissions, and nothing stays behind`() throws {
    let scratch = try Scratch()
    let path = scratch.full("report")
    try Files.replace(path, with: Array("one".utf8), mode: 0o640)
    let first = try FileStamp(of: path)
    #expect(first.mode & 0o777 == 0o640)
    try Files.chmod(path, mode: 0o604)
    try Files.replace(path, with: Array("two".utf8))
    let second = try FileStamp(of: path)
    #expect(second.mode & 0o777 == 0o604)
    #expect(!second.isSameFile(as: first))
    #expect(try Files.read(path, limit: 10) == Array("two".utf8))
    #expect(try scratch.names() == ["report"])
  }

  @Test func `through a link the target is replaced, and a device stays one`() throws {
    let scratch = try Scratch()
    try scratch.write("report", "one")
    try Files.symbolicLink(scratch.full("link"), to: "report")
    try Files.replace(scratch.full("link"), with: Array("two".utf8))
    #expect(try Files.read(scratch.full("report"), limit: 10) == Array("two".utf8))
    #expect(try FileStamp(of: scratch.full("link"), follows: false).kind == .symbolicLink)
    try Files.symbolicLink(scratch.full("new"), to: "made")
    try Files.replace(scratch.full("new"), with: Array("three".utf8))
    #expect(try Files.read(scratch.full("made"), limit: 10) == Array("three".utf8))
    // A device that is always full.
    try Files.symbolicLink(scratch.full("full"), to: "/dev/full")
    #expect(throws: SystemError(call: "write", path: scratch.full("full"), errno: .ENOSPC)) {
      try Files.replace(scratch.full("full"), with: [1])
    }
    #expect(try FileStamp(of: scratch.full("full"), follows: false).kind == .symbolicLink)
  }

  @Test func `a replacement that fails leaves the old file and no other`() throws {
    let scratch = try Scratch()
    try Files.makeDirectory(scratch.full("taken"))
    #expect(throws: SystemError(call: "open", path: scratch.full("taken"), errno: .EISDIR)) {
      try Files.replace(scratch.full("taken"), with: [1])
    }
    #expect(throws: SystemError(call: "open", path: scratch.full("no/file"), errno: .ENOENT)) {
      try Files.replace(scratch.full("no/file"), with: [1])
    }
    #expect(try scratch.names() == ["taken"])
    // A device that is always full.
    #expect(throws: SystemError(call: "write", errno: .ENOSPC)) {
      try Descriptor.open("/dev/full", .writeOnly).writeAll([1])
    }
  }

  @Test func `a file system has a type`() throws {
    let proc = try Descriptor.open("/proc", .directory).fileSystemType()
    #expect(proc == FileSystemType(rawValue: 0x9FA0))
    #expect(proc.nameIfEventsAreMissed == nil)
    #expect(FileSystemType(rawValue: 0xFF53_4D42).nameIfEventsAreMissed == "CIFS")
  }

  @Test func `a descriptor ends with its value, and its copy lives on`() throws {
    let pipe = try Pipe()
    let copy = try pipe.write.duplicate()
    let read = pipe.readEnd()
    var byte: [UInt8] = [0]
    #expect(try copy.write([7]) == 1)
    #expect(try read.read(into: &byte) == 1)
    _ = consume copy
    #expect(try read.read(into: &byte) == 0)
  }

  @Test func `paths, links and directories`() throws {
    let scratch = try Scratch()
    try Files.makeDirectory(scratch.full("d"), mode: 0o700)
    try Files.symbolicLink(scratch.full("l"), to: "d/../d")
    #expect(try Files.realPath(scratch.full("l")).hasSuffix("/d"))
    #expect(try Files.workingDirectory().hasPrefix("/"))
    #expect(try randomNumber() != randomNumber())
  }
}
