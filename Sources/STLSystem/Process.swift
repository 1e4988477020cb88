internal import CLinux
internal import Glibc

/// What this process is and was given.
package enum Process {
  package static var identifier: Int32 { getpid() }
  package static var userID: UInt32 { getuid() }
  package static var effectiveUserID: UInt32 { geteuid() }

  /// The user as whom this process sees all that its user namespace does not map; nil where that maps everyone.
  package static var unmappedUserID: UInt32? {
    guard let map = try? Files.read("/proc/self/uid_map", limit: 1 << 16) else { return nil }
    return unmappedUserID(map: String(decoding: map, as: UTF8.self), setting: kernelSetting("kernel.overflowuid"))
  }

  /// What a map of user_namespaces(7) says, lines of first ID inside, first ID outside and count.
  static func unmappedUserID(map: String, setting: Int?) -> UInt32? {
    let counts = map.split(separator: "\n").compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
    if counts.reduce(0, +) >= Int(UInt32.max) { return nil }
    return setting.flatMap { UInt32(exactly: $0) } ?? overflowUserIDDefault
  }

  /// Of the kernel, where its setting cannot be read.
  private static let overflowUserIDDefault: UInt32 = 65_534

  /// Processors that are on line, at least 1.
  package static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// How many descriptors this process may have open.
  package static var descriptorsMax: Int {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    return Int(clamping: limit.rlim_cur)
  }

  /// The environment variable `name`, nil where it is not set, is not UTF-8, or the program runs with more rights than
  /// its user.
  package static func environment(_ name: String) -> String? {
    guard let value = unsafe secure_getenv(name) else { return nil }
    return unsafe String(validatingCString: value)
  }

  /// Ends the process at once with `code`.
  package static func exit(_ code: Int32) -> Never { Glibc.exit(code) }

  /// Ends the process as the default action of `signal` does, so that a shell sees the signal.
  package static func die(of signal: Signal) -> Never {
    _ = Glibc.signal(signal.rawValue, SIG_DFL)
    var set = sigset_t()
    _ = unsafe sigaddset(&set, signal.rawValue)
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
    _ = Glibc.raise(signal.rawValue)
    Glibc.exit(128 + signal.rawValue)
  }
}

/// Standard input, output and error of this process.
package enum StandardStream: Int32, Sendable {
  case input = 0, output = 1, error = 2

  package var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Rows and columns of the terminal, nil where the stream is none or does not know.
  package var terminalSize: (rows: Int, columns: Int)? {
    let size = Int(clinux_terminal_size(rawValue))
    guard size > 0, size & 0xFFFF > 0 else { return nil }
    return (size >> 16, size & 0xFFFF)
  }

  /// Writes all of `bytes`.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    let stream = Descriptor(adopting: rawValue)
    let result: Result<Void, SystemError>
    do {
      try stream.writeAll(bytes)
      result = .success(())
    } catch {
      result = .failure(error)
    }
    _ = stream.release()
    try result.get()
  }

  /// Writes all of `text`.
  package func write(_ text: String) throws(SystemError) { try write(Array(text.utf8)) }

  /// Reads to the end; EFBIG where more than `limit` bytes come.
  package func readAll(limit: Int) throws(SystemError) -> [UInt8] {
    let stream = Descriptor(adopting: rawValue)
    let result: Result<[UInt8], SystemError>
    do {
      result = .success(try stream.readAll(limit: limit))
    } catch {
      result = .failure(error)
    }
    _ = stream.release()
    return try result.get()
  }
}

/// A setting of the kernel under /proc/sys, such as `fs.inotify.max_user_watches`; nil where it cannot be read.
package func kernelSetting(_ name: String) -> Int? {
  let path = "/proc/sys/" + name.split(separator: ".").joined(separator: "/")
  guard let bytes = try? Files.read(path, limit: 4096) else { return nil }
  return Int(String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self))
}
