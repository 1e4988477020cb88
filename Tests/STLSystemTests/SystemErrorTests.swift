import STLSystem
import Testing

@Suite struct SystemErrorTests {
  @Test func `an error names call, path and reason`() {
    let error = SystemError(call: "open", path: "x", errno: .EACCES)
    #expect("\(error)" == "open \"x\": permission denied (EACCES)")
    #expect("\(SystemError(call: "ppoll", errno: .EINVAL))" == "ppoll: invalid argument (EINVAL)")
  }

  @Test func `a number without a name is still a reason`() {
    #expect("\(Errno(rawValue: 9999))" == "unknown error (errno 9999)")
  }

  @Test func `the kernel's number arrives`() throws {
    let scratch = try Scratch()
    try scratch.write("file", "")
    #expect(throws: SystemError(call: "open", path: scratch.full("no"), errno: .ENOENT)) {
      _ = try Descriptor.open(scratch.full("no"))
    }
    #expect(throws: SystemError(call: "open", path: scratch.full("file/x"), errno: .ENOTDIR)) {
      _ = try Descriptor.open(scratch.full("file/x"))
    }
    #expect(throws: SystemError(call: "rmdir", path: scratch.path, errno: .ENOTEMPTY)) {
      try Files.removeDirectory(scratch.path)
    }
    #expect(throws: SystemError(call: "stat", path: scratch.full("no"), errno: .ENOENT)) {
      _ = try FileStamp(of: scratch.full("no"))
    }
  }

  @Test func `a path with a NUL is refused, not cut off`() throws {
    let scratch = try Scratch()
    try scratch.write("a", "")
    #expect(throws: SystemError(call: "open", path: scratch.full("a\0b"), errno: .EINVAL)) {
      _ = try Descriptor.open(scratch.full("a\0b"))
    }
    #expect(throws: SystemError(call: "unlink", path: scratch.full("a\0b"), errno: .EINVAL)) {
      try Files.unlink(scratch.full("a\0b"))
    }
    #expect(try scratch.names() == ["a"])
  }
}
