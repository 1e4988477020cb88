internal import CLinux
internal import Glibc

/// Where a unix socket lives: a path, or with a leading `@` a name in the abstract namespace.
package struct SocketAddress: Hashable, Sendable {
  package let text: String

  /// Longest path in bytes: `sun_path` less its NUL.
  package static let bytesMax = 107

  package init(_ text: String) { self.text = text }

  /// Makes a kernel call that takes an address.
  fileprivate func pass(
    to call: String, _ body: (__CONST_SOCKADDR_ARG, socklen_t) -> Int
  ) throws(SystemError) {
    try refuseNUL(text, call: call)
    guard text.utf8.count <= SocketAddress.bytesMax, !text.isEmpty else {
      throw SystemError(call: call, path: text, errno: .ENAMETOOLONG)
    }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let isAbstract = text.hasPrefix("@")
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
      for (index, byte) in text.utf8.enumerated() { unsafe target[index] = byte }
      if isAbstract { unsafe target[0] = 0 }
    }
    // An abstract name ends with its length, a path with a NUL.
    let count = MemoryLayout<sa_family_t>.size + text.utf8.count + (isAbstract ? 0 : 1)
    try retrying(call, text) {
      unsafe withUnsafePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe body(__CONST_SOCKADDR_ARG(__sockaddr__: $0), socklen_t(count))
        }
      }
    }
  }
}

/// Who is at the other end of a socket, as the kernel knows it.
package struct PeerCredentials: Hashable, Sendable {
  package var process: Int32
  package var user: UInt32
  package var group: UInt32

  package init(process: Int32, user: UInt32, group: UInt32) {
    self.process = process
    self.user = user
    self.group = group
  }
}

/// What one receive gave.
package enum Received: Hashable, Sendable {
  case bytes(Int)
  /// Nothing is there yet.
  case nothing
  /// The other side sends no more.
  case end
}

extension Descriptor {
  /// A new unix stream socket.
  package static func streamSocket(nonBlocking: Bool = true) throws(SystemError) -> Descriptor {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | (nonBlocking ? SOCK_NONBLOCK.rawValue : 0))
    return Descriptor(adopting: try once("socket") { socket(AF_UNIX, type, 0) })
  }

  /// A new unix datagram socket, which blocks.
  package static func datagramSocket() throws(SystemError) -> Descriptor {
    Descriptor(
      adopting: try once("socket") { socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0) })
  }

  /// Sends one datagram; where the receiver's queue is full it waits, or fails with EAGAIN.
  package borrowing func send(_ bytes: [UInt8], to address: SocketAddress, waits: Bool) throws(SystemError) {
    let socket = number
    let flags = Int32(MSG_NOSIGNAL) | (waits ? 0 : Int32(MSG_DONTWAIT))
    try unsafe address.pass(to: "sendto") { unsafe sendto(socket, bytes, bytes.count, flags, $0, $1) }
  }

  /// Gives a socket its address; EADDRINUSE where the path exists, also as a dead socket.
  package borrowing func bind(to address: SocketAddress) throws(SystemError) {
    let socket = number
    try unsafe address.pass(to: "bind") { unsafe Int(Glibc.bind(socket, $0, $1)) }
  }

  /// Starts to take connections, with the longest queue that the kernel allows.
  package borrowing func listen() throws(SystemError) {
    let socket = number
    try once("listen") { Glibc.listen(socket, Int32(SOMAXCONN)) }
  }

  /// The next connection, non-blocking; nil where none waits, or one ended before it was taken.
  package borrowing func accept() throws(SystemError) -> Descriptor? {
    let socket = number
    do {
      return Descriptor(
        adopting: try retrying("accept4") {
          unsafe accept4(
            socket, __SOCKADDR_ARG(__sockaddr__: nil), nil, Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue))
        })
    } catch  where error.errno == .EAGAIN || error.errno == .ECONNABORTED {
      return nil
    }
  }

  /// Connects a socket.
  ///
  /// A unix socket is connected at once or fails: ENOENT and ECONNREFUSED where nobody listens,
  /// EAGAIN on a non-blocking one where the queue is full.
  package borrowing func connect(to address: SocketAddress) throws(SystemError) {
    let socket = number
    try unsafe address.pass(to: "connect") { unsafe Int(Glibc.connect(socket, $0, $1)) }
  }

  /// Sends from byte `start` on: how many bytes went, nil where none could (EAGAIN).
  ///
  /// Raises no SIGPIPE.
  package borrowing func send(_ bytes: [UInt8], from start: Int = 0) throws(SystemError) -> Int? {
    let socket = number
    do {
      return try retrying("send") {
        unsafe bytes.withUnsafeBytes { buffer in
          let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
          return unsafe Glibc.send(socket, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        }
      }
    } catch  where error.errno == .EAGAIN {
      return nil
    }
  }

  /// Receives into all of `bytes`.
  package borrowing func receive(into bytes: inout [UInt8]) throws(SystemError) -> Received {
    let socket = number
    do {
      let count = try retrying("recv") {
        unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.recv(socket, $0.baseAddress, $0.count, 0) }
      }
      return count == 0 ? .end : .bytes(count)
    } catch  where error.errno == .EAGAIN {
      return .nothing
    }
  }

  /// Tells the other side that no more comes; receiving goes on.
  package borrowing func shutDownSending() throws(SystemError) {
    let socket = number
    try once("shutdown") { Glibc.shutdown(socket, Int32(SHUT_WR)) }
  }

  /// Makes reads and writes return at once.
  package borrowing func setNonBlocking() throws(SystemError) {
    let file = number
    try once("fcntl") { clinux_set_nonblocking(file) }
  }

  /// Who connected, as of then.
  package borrowing func peerCredentials() throws(SystemError) -> PeerCredentials {
    let socket = number
    var peer = ucred()
    var size = socklen_t(MemoryLayout<ucred>.size)
    try once("getsockopt") { unsafe getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) }
    return PeerCredentials(process: peer.pid, user: peer.uid, group: peer.gid)
  }

  /// Whether this is a unix stream socket that takes connections.
  package borrowing func isListeningStreamSocket() throws(SystemError) -> Bool {
    guard try option(SO_DOMAIN) == AF_UNIX, try option(SO_TYPE) == Int32(SOCK_STREAM.rawValue) else { return false }
    return try option(SO_ACCEPTCONN) == 1
  }

  private borrowing func option(_ name: Int32) throws(SystemError) -> Int32 {
    let socket = number
    var value: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    try once("getsockopt") { unsafe getsockopt(socket, SOL_SOCKET, name, &value, &size) }
    return value
  }
}

/// Two connected unix stream sockets.
package struct SocketPair: ~Copyable {
  package let first: Descriptor
  package let second: Descriptor

  package init(nonBlocking: Bool = true) throws(SystemError) {
    var ends: [2 of Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | (nonBlocking ? SOCK_NONBLOCK.rawValue : 0))
    try once("socketpair") {
      var span = ends.mutableSpan
      return unsafe span.withUnsafeMutableBufferPointer { unsafe socketpair(AF_UNIX, type, 0, $0.baseAddress) }
    }
    first = Descriptor(adopting: ends[0])
    second = Descriptor(adopting: ends[1])
  }

  /// Gives both descriptors away: they are no longer closed here.
  package consuming func release() -> (first: Int32, second: Int32) {
    let number = first.release()
    return (number, second.release())
  }

  /// Keeps the first socket; the second closes.
  package consuming func firstEnd() -> Descriptor { first }
}

/// The protocol between a service and its manager: sd_notify(3) and sd_listen_fds(3).
package enum ServiceManager {
  /// A socket that the manager opened for us.
  package struct PassedSocket: Hashable, Sendable {
    /// To be taken over with `Descriptor(adopting:)`.
    package var number: Int32
    /// `FileDescriptorName=` of its unit, or `unknown`.
    package var name: String
  }

  /// First number of passed descriptors, by protocol.
  private static let first: Int32 = 3
  /// More than this is no manager's doing.
  package static let passedMax = 64

  /// Sends `message`, lines such as `READY=1`, to `address` (default: `NOTIFY_SOCKET`); false where nobody asked.
  @discardableResult
  package static func notify(
    _ message: String, address: String? = Process.environment("NOTIFY_SOCKET")
  ) throws(SystemError) -> Bool {
    guard let address, address.hasPrefix("/") || address.hasPrefix("@") else { return false }
    try Descriptor.datagramSocket().send(Array(message.utf8), to: SocketAddress(address), waits: true)
    return true
  }

  /// The sockets that were passed to this process; each is closed on exec from now on.
  package static func passedSockets() -> [PassedSocket] {
    let sockets = passedSockets(
      process: Process.environment("LISTEN_PID"), count: Process.environment("LISTEN_FDS"),
      names: Process.environment("LISTEN_FDNAMES"), own: Process.identifier)
    for socket in sockets { _ = clinux_set_close_on_exec(socket.number) }
    return sockets
  }

  /// What the three variables say to the process `own`.
  static func passedSockets(process: String?, count: String?, names: String?, own: Int32) -> [PassedSocket] {
    guard let process, Int32(process) == own, let count = count.flatMap({ Int($0) }), (1...passedMax).contains(count)
    else { return [] }
    let names = names?.split(separator: ":", omittingEmptySubsequences: false).map(String.init) ?? []
    return (0..<count).map {
      PassedSocket(number: first + Int32($0), name: $0 < names.count ? names[$0] : "unknown")
    }
  }
}
