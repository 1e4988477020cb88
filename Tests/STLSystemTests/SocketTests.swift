import Testing

@testable import STLSystem

@Suite struct SocketTests {
  @Test(arguments: ["path", "abstract"])
  func `a client connects, asks and is answered`(kind: String) throws {
    let scratch = try Scratch()
    let address = SocketAddress(kind == "path" ? scratch.full("s") : "@stl-test-" + String(try randomNumber()))
    let listener = try Descriptor.streamSocket()
    try listener.bind(to: address)
    #expect(try !listener.isListeningStreamSocket())
    try listener.listen()
    #expect(try listener.isListeningStreamSocket())
    if try listener.accept() != nil { Issue.record("somebody connected") }

    let client = try Descriptor.streamSocket()
    try client.connect(to: address)
    var entries = [PollEntry(listener.number, .readable)]
    #expect(try poll(&entries, timeoutNanoseconds: 5_000_000_000) == 1)
    guard let server = try listener.accept() else {
      Issue.record("nobody connected")
      return
    }
    let peer = try server.peerCredentials()
    #expect(peer.process == Process.identifier)
    #expect(peer.user == Process.effectiveUserID)

    var bytes = [UInt8](repeating: 0, count: 100)
    #expect(try server.receive(into: &bytes) == .nothing)
    #expect(try client.send(Array("hello".utf8), from: 1) == 4)
    #expect(try server.receive(into: &bytes) == .bytes(4))
    #expect(bytes.prefix(4).elementsEqual("ello".utf8))
    try client.shutDownSending()
    #expect(try server.receive(into: &bytes) == .end)
    #expect(try server.send(Array("bye".utf8)) == 3)
    #expect(try client.receive(into: &bytes) == .bytes(3))
  }

  @Test func `a reader that stops is seen, without a signal`() throws {
    let pair = try SocketPair()
    let chunk = [UInt8](repeating: 0, count: 65536)
    var sent = 0
    while let count = try pair.first.send(chunk) { sent += count }
    #expect(sent > 0)
    var entries = [PollEntry(pair.first.number, .writable)]
    #expect(try poll(&entries, timeoutNanoseconds: 0) == 0)
    let first = pair.firstEnd()
    #expect(throws: SystemError(call: "send", errno: .EPIPE)) { _ = try first.send(chunk) }
  }

  @Test func `nobody listens`() throws {
    let scratch = try Scratch()
    let path = scratch.full("s")
    #expect(throws: SystemError(call: "connect", path: path, errno: .ENOENT)) {
      try Descriptor.streamSocket().connect(to: SocketAddress(path))
    }
    do { try Descriptor.streamSocket().bind(to: SocketAddress(path)) }
    #expect(throws: SystemError(call: "connect", path: path, errno: .ECONNREFUSED)) {
      try Descriptor.streamSocket().connect(to: SocketAddress(path))
    }
    #expect(throws: SystemError(call: "bind", path: path, errno: .EADDRINUSE)) {
      try Descriptor.streamSocket().bind(to: SocketAddress(path))
    }
  }

  @Test func `the longest path of a socket`() throws {
    let scratch = try Scratch()
    let room = SocketAddress.bytesMax - scratch.full("").utf8.count
    let longest = scratch.full(String(repeating: "s", count: room))
    try Descriptor.streamSocket().bind(to: SocketAddress(longest))
    #expect(throws: SystemError(call: "bind", path: longest + "s", errno: .ENAMETOOLONG)) {
      try Descriptor.streamSocket().bind(to: SocketAddress(longest + "s"))
    }
  }

  @Test func `no socket is no listening socket`() throws {
    let pipe = try Pipe()
    #expect(throws: SystemError(call: "getsockopt", errno: .ENOTSOCK)) { _ = try pipe.read.isListeningStreamSocket() }
  }

  @Test func `passed sockets are those of this process`() {
    func passed(_ process: String?, _ count: String?, _ names: String?) -> [ServiceManager.PassedSocket] {
      ServiceManager.passedSockets(process: process, count: count, names: names, own: 42)
    }
    #expect(passed("42", "2", "stld:extra").map(\.number) == [3, 4])
    #expect(passed("42", "2", "stld:extra").map(\.name) == ["stld", "extra"])
    #expect(passed("42", "2", nil).map(\.name) == ["unknown", "unknown"])
    #expect(passed("42", "1", "stld:extra").count == 1)
    #expect(passed("43", "1", "stld").isEmpty)
    #expect(passed("42", "0", nil).isEmpty)
    #expect(passed("42", "x", nil).isEmpty)
    #expect(passed("42", "\(ServiceManager.passedMax)", nil).count == ServiceManager.passedMax)
    #expect(passed("42", "\(ServiceManager.passedMax + 1)", nil).isEmpty)
    #expect(passed(nil, "1", nil).isEmpty)
  }

  @Test func `nobody asked to be notified`() throws {
    #expect(try !ServiceManager.notify("READY=1", address: nil))
    #expect(try !ServiceManager.notify("READY=1", address: "vsock:2"))
    let scratch = try Scratch()
    #expect(throws: SystemError(call: "sendto", path: scratch.full("no"), errno: .ENOENT)) {
      try ServiceManager.notify("READY=1", address: scratch.full("no"))
    }
  }
}
