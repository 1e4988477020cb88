internal import CLinux
internal import Glibc

/// A program that runs to its end with nothing but what is given here.
package struct Subprocess: Sendable {
  /// Absolute path of the program: no search path is used.
  package var program: String
  /// Without the program's own name.
  package var arguments: [String]
  /// All of its environment, as `NAME=value`.
  package var environment: [String]
  /// Where it runs; nil: where this process does.
  package var directory: String?
  /// What it reads on standard input.
  package var input: [UInt8] = []
  /// Standard output beyond this ends the program.
  package var outputBytesMax: Int
  /// Running longer ends the program.
  package var timeNanosecondsMax: Int64

  /// Of standard error only this much is kept.
  package static let errorBytesMax = 65536

  package init(
    program: String, arguments: [String], environment: [String] = [], directory: String? = nil, input: [UInt8] = [],
    outputBytesMax: Int, timeNanosecondsMax: Int64
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.input = input
    self.outputBytesMax = outputBytesMax
    self.timeNanosecondsMax = timeNanosecondsMax
  }

  /// How the program ended.
  package enum End: Hashable, Sendable {
    case exited(Int32)
    case signaled(Int32)
    case timeLimit
    case outputLimit
  }

  package struct Outcome: Hashable, Sendable {
    package var end: End
    package var output: [UInt8]
    package var errorOutput: [UInt8]

    package var isSuccess: Bool { end == .exited(0) }
  }

  /// Starts the program and waits for its end; throws where it cannot be started.
  ///
  /// It gets its own process group, no descriptor but the standard three, and no blocked or ignored signal.
  package func run() throws(SystemError) -> Outcome {
    let output = try Pipe()
    let errors = try Pipe()
    let inputs = try SocketPair(nonBlocking: false)
    let process = try spawn(
      input: inputs.second.number, output: output.write.number, errors: errors.write.number)
    return try follow(
      process, input: inputs.firstEnd(), output: output.readEnd(), errors: errors.readEnd())
  }

  private func spawn(input: Int32, output: Int32, errors: Int32) throws(SystemError) -> Int32 {
    for text in [program] + arguments + environment { try refuseNUL(text, call: "posix_spawn") }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, errors, 2)
    unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    if let directory { unsafe posix_spawn_file_actions_addchdir_np(&actions, directory) }

    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

    let argv = CStrings([program] + arguments)
    let envp = CStrings(environment)
    var process: pid_t = 0
    let failure = unsafe posix_spawn(&process, program, &actions, &attributes, argv.pointers, envp.pointers)
    if failure != 0 { throw SystemError(call: "posix_spawn", path: program, errno: Errno(rawValue: failure)) }
    return process
  }

  /// Feeds and drains the program until it has closed its output and ended.
  private func follow(
    _ process: Int32, input: consuming Descriptor, output: consuming Descriptor, errors: consuming Descriptor
  ) throws(SystemError) -> Outcome {
    let deadline = Clocks.monotonicNanoseconds() + timeNanosecondsMax
    var outcome = Outcome(end: .exited(0), output: [], errorOutput: [])
    var chunk = [UInt8](repeating: 0, count: 65536)
    var limit: End?
    var sent = 0
    try input.setNonBlocking()
    if self.input.isEmpty { try? input.shutDownSending() }
    var entries = [
      PollEntry(self.input.isEmpty ? -1 : input.number, .writable), PollEntry(output.number, .readable),
      PollEntry(errors.number, .readable),
    ]
    do {
      while limit == nil, entries[1].descriptor >= 0 || entries[2].descriptor >= 0 {
        let left = deadline - Clocks.monotonicNanoseconds()
        if left <= 0 {
          limit = .timeLimit
          break
        }
        try poll(&entries, timeoutNanoseconds: left)
        if !entries[0].ready.isEmpty {
          do {
            sent += try input.send(self.input, from: sent) ?? 0
          } catch {
            // A program that stops reading is its own business: its exit code tells.
            sent = self.input.count
          }
          if sent == self.input.count {
            entries[0].descriptor = -1
            try? input.shutDownSending()
          }
        }
        if !entries[1].ready.isEmpty, let count = try output.read(into: &chunk) {
          outcome.output.append(contentsOf: chunk[..<count])
          if count == 0 { entries[1].descriptor = -1 }
          if outcome.output.count > outputBytesMax { limit = .outputLimit }
        }
        if !entries[2].ready.isEmpty, let count = try errors.read(into: &chunk) {
          outcome.errorOutput.append(
            contentsOf: chunk[..<min(count, Subprocess.errorBytesMax - outcome.errorOutput.count)])
          if count == 0 { entries[2].descriptor = -1 }
        }
      }
      if limit == nil, try !waitForEnd(process, deadline) { limit = .timeLimit }
    } catch {
      _ = kill(-process, SIGKILL)
      _ = try? reap(process)
      throw error
    }
    if limit != nil { _ = kill(-process, SIGKILL) }
    let end = try reap(process)
    outcome.end = limit ?? end
    return outcome
  }

  /// True when the process has ended before the deadline.
  private func waitForEnd(_ process: Int32, _ deadline: Int64) throws(SystemError) -> Bool {
    let handle: Descriptor
    do {
      handle = Descriptor(adopting: try once("pidfd_open") { clinux_pidfd_open(process) })
    } catch {
      // A kernel before 5.3 or a filter: trust that a program that closed its output ends.
      return true
    }
    var entries = [PollEntry(handle.number, .readable)]
    while true {
      let left = deadline - Clocks.monotonicNanoseconds()
      if left <= 0 { return false }
      if try poll(&entries, timeoutNanoseconds: left) > 0 { return true }
    }
  }

  private func reap(_ process: Int32) throws(SystemError) -> End {
    var status: Int32 = 0
    try retrying("waitpid") { unsafe waitpid(process, &status, 0) }
    // WIFEXITED and its like are macros.
    return status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .signaled(status & 0x7F)
  }
}

/// A NULL-ended array of C strings, freed with the value.
@safe
private struct CStrings: ~Copyable {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    unsafe pointers = .allocate(capacity: count + 1)
    for (index, string) in strings.enumerated() { unsafe (pointers + index).initialize(to: strdup(string)) }
    unsafe (pointers + count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { unsafe free(pointers[index]) }
    unsafe pointers.deallocate()
  }
}
