package import STLSystem

/// Where calls come from.
package enum Endpoint: ~Copyable {
  /// A listening socket, and the file to remove at the end where it was made here.
  case listening(Descriptor, made: SocketFile?)
  /// One connected socket; the service ends with it.
  case connected(Descriptor)
}

/// A socket file that this process made.
package struct SocketFile: Sendable {
  package let path: String
  private let stamp: FileStamp

  init(_ path: String) throws(SystemError) {
    self.path = path
    stamp = try FileStamp(of: path, follows: false)
  }

  /// Removes the file, unless another one has taken its place.
  func remove() {
    guard let now = try? FileStamp(of: path, follows: false), now.isSameFile(as: stamp) else { return }
    try? Files.unlink(path)
  }
}

/// Why a socket cannot be had.
package struct EndpointError: Error, Sendable {
  package let message: String
}

extension Endpoint {
  /// Anyone of the socket's group may ask.
  private static let socketMode: UInt32 = 0o660
  private static let directoryMode: UInt32 = 0o700
  private static let lockTriesMax = 50
  private static let lockTryNanoseconds: Int64 = 20_000_000
  /// For a folder of the system, which other users have to enter.
  private static let systemDirectoryMode: UInt32 = 0o755

  /// The socket that a manager has passed; nil where there is none.
  package static func passed() throws(EndpointError) -> Endpoint? {
    let sockets = ServiceManager.passedSockets()
    guard let first = sockets.first else { return nil }
    guard sockets.count == 1 else { throw EndpointError(message: "\(sockets.count) sockets were passed, not one") }
    let socket = Descriptor(adopting: first.number)
    do throws(SystemError) {
      try socket.setNonBlocking()
      return try socket.isListeningStreamSocket() ? .listening(socket, made: nil) : .connected(socket)
    } catch {
      throw EndpointError(message: "the passed socket cannot be used: \(error)")
    }
  }

  /// Binds `path` and listens; a dead socket file is replaced, a living one is an error.
  package static func bind(_ path: String) throws(EndpointError) -> Endpoint {
    do throws(SystemError) {
      try makeDirectory(of: path)
      return try listen(at: path, holding: try? lockedDirectory(of: path))
    } catch {
      switch error.errno {
      case .EADDRINUSE: throw EndpointError(message: "another daemon answers at \(path)")
      case .EEXIST: throw EndpointError(message: "\(path) is no socket: move it away, or choose another --socket")
      case .ENAMETOOLONG:
        throw EndpointError(message: "\(path) is longer than a socket's path may be, \(SocketAddress.bytesMax) bytes")
      default: throw EndpointError(message: "cannot listen at \(path): \(error)")
      }
    }
  }

  private static func listen(at path: String, holding lock: borrowing Descriptor?) throws(SystemError) -> Endpoint {
    let socket = try Descriptor.streamSocket()
    try clear(path)
    let mask = Files.setCreationMask(0o777 & ~socketMode)
    defer { _ = Files.setCreationMask(mask) }
    try socket.bind(to: SocketAddress(path))
    try socket.listen()
    return .listening(socket, made: path.hasPrefix("@") ? nil : try SocketFile(path))
  }

  /// The directory of a socket's path, nil for the root and where the path has none.
  private static func directory(of path: String) -> String? {
    guard let cut = path.utf8.lastIndex(of: UInt8(ascii: "/")), cut > path.startIndex else { return nil }
    return String(path[..<cut])
  }

  /// One after the other: of two daemons that find the same dead socket none may remove the other's new one.
  ///
  /// Anyone may hold such a lock, so it is not waited for longer than a second; a directory that cannot be read has none.
  private static func lockedDirectory(of path: String) throws(SystemError) -> Descriptor {
    let descriptor = try Descriptor.open(directory(of: path) ?? ".", .directory)
    for _ in 0..<lockTriesMax {
      if try descriptor.tryLock() { break }
      var nothing: [PollEntry] = []
      try poll(&nothing, timeoutNanoseconds: lockTryNanoseconds)
    }
    return descriptor
  }

  private static func makeDirectory(of path: String) throws(SystemError) {
    guard let directory = directory(of: path) else { return }
    let mode = Process.effectiveUserID == 0 && directory.hasPrefix("/run/") ? systemDirectoryMode : directoryMode
    do {
      try Files.makeDirectory(directory, mode: mode)
    } catch {
      // What is wrong with any other directory, binding says.
      if error.errno != .EEXIST, error.errno != .ENOENT { throw error }
    }
  }

  /// Removes a socket file at which nobody listens; EADDRINUSE where somebody does, EEXIST for another kind of file.
  private static func clear(_ path: String) throws(SystemError) {
    guard let stamp = try? FileStamp(of: path, follows: false) else { return }
    guard stamp.kind == .socket else { throw SystemError(call: "bind", path: path, errno: .EEXIST) }
    do {
      try Descriptor.streamSocket().connect(to: SocketAddress(path))
    } catch  where error.errno == .ECONNREFUSED || error.errno == .ENOENT {
      try? Files.unlink(path)
      return
    } catch  where error.errno == .EACCES {
      throw error
    } catch {
      // A full queue has a listener as well.
    }
    throw SystemError(call: "bind", path: path, errno: .EADDRINUSE)
  }
}
