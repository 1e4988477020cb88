import STLJSON
import STLReports
import STLSystem
import STLWire
import Testing

@testable import STLCommands

/// A daemon that ends connections before its answers.
@Suite struct DaemonTests {
  /// What a client of a listener has at the end that treats one connection after the other as `acts` say, then is gone.
  private func asked<Answer>(
    _ acts: [Act], _ ask: (STLCommands.Daemon) throws -> Answer
  ) throws -> Answer {
    let folder = try Folder()
    let path = folder.path + "/socket"
    let listener = try Descriptor.streamSocket(nonBlocking: false)
    try listener.bind(to: SocketAddress(path))
    try listener.listen()
    let number = listener.number
    var server = Threads()
    try server.start {
      let listener = Descriptor(adopting: number)
      for act in acts { try? act.run(listener) }
      // Whoever comes again finds nobody.
      _ = try? Files.unlink(path)
    }
    _ = listener.release()
    let result = Result { try ask(try Daemon(path)) }
    // The acts that nobody asked for end at once.
    for _ in acts { _ = try? Daemon(path) }
    _ = consume server
    return try result.get()
  }

  /// What happens to a connection.
  private enum Act {
    /// It is closed, before or after the call was read.
    case close
    case readAndClose
    /// These replies are sent to the call, and it is closed.
    case reply([Reply])

    func run(_ listener: borrowing Descriptor) throws {
      var entries = [PollEntry(listener.number, .readable)]
      try poll(&entries, timeoutNanoseconds: 60_000_000_000)
      guard let peer = try listener.accept() else { return }
      if case .close = self { return }
      var call: [UInt8] = []
      while call.last != 0 {
        entries = [PollEntry(peer.number, .readable)]
        try poll(&entries, timeoutNanoseconds: 60_000_000_000)
        var bytes = [UInt8](repeating: 0, count: 4096)
        guard case .bytes(let count) = try peer.receive(into: &bytes) else { return }
        call += bytes[..<count]
      }
      if case .reply(let replies) = self { try peer.writeAll(replies.flatMap(\.frame)) }
    }
  }

  private let whole = Reply.success(["content": "whole"])
  private let half = Reply.success(["content": "half"], continues: true)

  @Test func `it is asked again where nothing came`() throws {
    let busy = Reply.failure(
      "org.stlctl.Planner.LimitExceeded", ["limit": "waiting_calls", "maximum": 100])
    let answer = try asked([.close, .readAndClose, .reply([busy]), .reply([whole])]) { daemon in
      try daemon.single("x.Y", [:])
    }
    #expect(answer == ["content": "whole"])
  }

  @Test func `an answer that broke off is begun again`() throws {
    let question = Question(name: "leadership", format: "text", today: Client.localDate)
    let answer = try asked([.reply([half]), .reply([half, half, whole])]) { daemon in
      try daemon.answer(question).content
    }
    #expect(String(decoding: answer, as: UTF8.self) == "halfhalfwhole")
  }

  @Test func `what was passed on is not asked for twice, and nobody is waited for who is gone`() throws {
    for acts in [[Act.reply([half]), .reply([whole])], [.close], [.close, .readAndClose]] {
      let error = #expect(throws: CommandError.self) {
        _ = try asked(acts) { daemon in try daemon.call("x.Y", [:], more: true) { _ in true } }
      }
      #expect(error?.status == .noDaemon)
    }
  }
}
