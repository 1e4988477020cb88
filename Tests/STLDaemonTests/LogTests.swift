import STLSystem
import Testing

@testable import STLDaemon

/// What the log writes, and where.
@Suite struct LogTests {
  private func log(_ level: LogLevel, _ text: String, _ fields: [(name: String, value: String)] = []) -> String {
    let entry = Log(journal: Log.journalSocket, fields: fields).entry(level, text)
    return String(decoding: entry, as: UTF8.self)
  }

  @Test func `an entry of the journal has its text, priority and fields`() {
    #expect(
      log(.warning, "ignoring \"a\"", [("STL_ROOT", "/srv/plan")])
        == "MESSAGE=ignoring \"a\"\nPRIORITY=4\nSYSLOG_IDENTIFIER=stld\nSTL_ROOT=/srv/plan\n")
    #expect(log(.error, "").hasPrefix("MESSAGE=\nPRIORITY=3\n"))
  }

  @Test func `a value with lines of its own has its length before it`() {
    #expect(
      log(.info, "x", [("STL_ROOT", "/a\nPRIORITY=0")]).hasSuffix(
        "\nSTL_ROOT\n\u{D}\0\0\0\0\0\0\0/a\nPRIORITY=0\n"))
    let long = String(repeating: "\n", count: 0x1234)
    #expect(log(.info, "x", [("A", long)]).hasSuffix("\nA\n\u{34}\u{12}\0\0\0\0\0\0" + long + "\n"))
  }

  @Test func `no text makes a field, a line or a command of its own`() {
    let text = "a\nPRIORITY=0\n<0>b\u{1B}[31m\u{202E}c"
    let safe = "a\\nPRIORITY=0\\n<0>b\\u{1B}[31m\\u{202E}c"
    #expect(log(.debug, text) == "MESSAGE=\(safe)\nPRIORITY=7\nSYSLOG_IDENTIFIER=stld\n")
    #expect(Log(journal: Log.journalSocket).line(.info, text) == "<6>\(safe)\n")
    #expect(Log(journal: nil, program: "stlctl").line(.info, text) == "stlctl: info: \(safe)\n")
  }

  @Test func `the journal gets one datagram for an entry of a level that is wanted`() throws {
    let folder = try Files.makeTemporaryDirectory(prefix: "/tmp/stl-daemon-")
    let address = SocketAddress(folder + "/journal")
    let journal = try Descriptor.datagramSocket()
    try journal.bind(to: address)
    defer {
      _ = try? Files.unlink(address.text)
      _ = try? Files.removeDirectory(folder)
    }
    let log = Log(level: .warning, journal: address)
    log.write(.info, "unwanted")
    log.write(.error, "wanted")
    try journal.setNonBlocking()
    var bytes = [UInt8](repeating: 0, count: 1000)
    let entry = log.entry(.error, "wanted")
    #expect(try journal.receive(into: &bytes) == .bytes(entry.count))
    #expect(Array(bytes.prefix(entry.count)) == entry)
    #expect(try journal.receive(into: &bytes) == .nothing)
  }
}
