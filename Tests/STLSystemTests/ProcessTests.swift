import Testing

@testable import STLSystem

@Suite struct ProcessTests {
  private func shell(_ script: String, input: String = "", bytes: Int = 1 << 20, seconds: Int64 = 20) -> Subprocess {
    Subprocess(
      program: "/bin/sh", arguments: ["-c", script], environment: ["A=1", "PATH=/usr/bin:/bin"],
      input: Array(input.utf8), outputBytesMax: bytes, timeNanosecondsMax: seconds * 1_000_000_000)
  }

  @Test(
    arguments: [
      ("         0          0 4294967295\n", nil, nil),
      ("         0          0          1\n      1000       1000 1\n", nil, 65_534),
      ("0 100000 65536\n", 99, 99), ("0 0 1\n1 1 4294967294\n", 99, nil), ("", nil, 65_534),
    ] as [(String, Int?, UInt32?)])
  func `where a user namespace maps everyone, users can be told apart`(map: String, setting: Int?, user: UInt32?) {
    #expect(Process.unmappedUserID(map: map, setting: setting) == user)
  }

  @Test func `output, errors and exit code`() throws {
    let outcome = try shell("echo out; echo err >&2; exit 3").run()
    #expect(outcome.end == .exited(3))
    #expect(!outcome.isSuccess)
    #expect(outcome.output == Array("out\n".utf8))
    #expect(outcome.errorOutput == Array("err\n".utf8))
  }

  @Test func `much on both sides does not block`() throws {
    let outcome = try shell("head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2").run()
    #expect(outcome.isSuccess)
    #expect(outcome.output.count == 300_000)
    #expect(outcome.errorOutput.count == Subprocess.errorBytesMax)
  }

  @Test func `input goes in while output comes out`() throws {
    let text = String(repeating: "line\n", count: 100_000)
    let outcome = try shell("cat", input: text, bytes: 1 << 22).run()
    #expect(outcome.isSuccess)
    #expect(outcome.output.count == text.utf8.count)
  }

  @Test func `input that nobody reads is no error`() throws {
    let outcome = try shell("exit 0", input: String(repeating: "x", count: 1 << 20)).run()
    #expect(outcome.isSuccess)
  }

  @Test func `without input standard input is at its end`() throws {
    #expect(try shell("cat; echo done").run().output == Array("done\n".utf8))
  }

  @Test func `the environment is what was given`() throws {
    let outcome = try Subprocess(
      program: "/usr/bin/env", arguments: [], environment: ["ONLY=this"], outputBytesMax: 1000,
      timeNanosecondsMax: 20_000_000_000
    ).run()
    #expect(outcome.output == Array("ONLY=this\n".utf8))
  }

  @Test func `it runs where it is told`() throws {
    let scratch = try Scratch()
    var program = shell("pwd -P")
    program.directory = scratch.path
    #expect(try program.run().output == Array((try Files.realPath(scratch.path) + "\n").utf8))
  }

  @Test func `a program that runs too long ends, with its children`() throws {
    let before = Clocks.monotonicNanoseconds()
    var program = shell("sleep 1000 & sleep 1000")
    program.timeNanosecondsMax = 50_000_000
    #expect(try program.run().end == .timeLimit)
    program = shell("exec >&- 2>&-; sleep 1000")
    program.timeNanosecondsMax = 50_000_000
    #expect(try program.run().end == .timeLimit)
    #expect(Clocks.monotonicNanoseconds() - before < 500_000_000_000)
  }

  @Test func `a program that says too much ends`() throws {
    let outcome = try shell("cat /dev/zero", bytes: 1000).run()
    #expect(outcome.end == .outputLimit)
    #expect(outcome.output.count > 1000)
  }

  @Test func `a signal is an end of its own`() throws {
    #expect(try shell("kill -TERM $$").run().end == .signaled(15))
  }

  @Test func `a program that is not there is an error`() {
    #expect(throws: SystemError(call: "posix_spawn", path: "/no/such/program", errno: .ENOENT)) {
      try Subprocess(
        program: "/no/such/program", arguments: [], outputBytesMax: 1, timeNanosecondsMax: 1_000_000_000
      ).run()
    }
  }

  @Test func `no descriptor of ours is left to the program`() throws {
    let scratch = try Scratch()
    let open = try Descriptor.open(scratch.path, .directory)
    // The last one listed is the directory that ls reads.
    let outcome = try shell("ls /proc/self/fd").run()
    #expect(outcome.output == Array("0\n1\n2\n3\n".utf8))
    #expect(open.number >= 0)
  }

  @Test func `blocked signals come through the queue, and not to a child`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let queue = try SignalQueue(blocking: [.terminate, .pipe, .hangUp])
      guard try queue.next() == nil else { Process.exit(1) }
      // To this thread: the others of a test process do not block it.
      try raise(.terminate)
      var entries = [PollEntry(queue.descriptor.number, .readable)]
      guard try poll(&entries, timeoutNanoseconds: 5_000_000_000) == 1 else { Process.exit(2) }
      guard try queue.next() == .terminate, try queue.next() == nil else { Process.exit(3) }
      let child = Subprocess(
        program: "/bin/sh", arguments: ["-c", "kill -TERM $$"], outputBytesMax: 1,
        timeNanosecondsMax: 20_000_000_000)
      guard try child.run().end == .signaled(15) else { Process.exit(4) }
      Process.exit(7)
    }
  }

  @Test func `a program can die of a blocked signal`() async {
    await #expect(processExitsWith: .signal(13)) {
      let queue = try SignalQueue(blocking: [.pipe])
      guard queue.descriptor.number >= 0 else { Process.exit(1) }
      Process.die(of: .pipe)
    }
  }

  @Test func `facts of this process`() {
    #expect(Process.processorCount >= 1)
    #expect(Process.identifier > 0)
    #expect(Process.environment("STL_NO_SUCH_VARIABLE") == nil)
    #expect(Process.environment("PATH") != nil)
  }
}
