import STLJSON
import STLWire
import Testing

@Suite struct ConnectionTests {
  private let start = 1_000_000

  @Test func `answers calls one at a time, in order`() {
    var connection = Connection(now: start)
    let pipelined = bytes(#"{"method":"a.One"}"#, #"{"method":"a.Two"}"#)
    #expect(methods(connection.receive(pipelined, now: start)) == ["a.One"])
    #expect(connection.hasCallInHand)
    #expect(methods(connection.reply(.success(["n": 1]), now: start)) == ["a.Two"])
    #expect(connection.reply(.success(["n": 2]), now: start) == [])
    #expect(!connection.hasCallInHand)
    #expect(text(connection.unsent) == #"{"parameters":{"n":1}}|{"parameters":{"n":2}}|"#)
  }

  @Test func `takes a call in any pieces`() {
    var connection = Connection(now: start)
    let call = bytes(#"{"method":"a.One"}"#)
    for index in call.indices.dropLast() { #expect(connection.receive(call[index...index], now: start) == []) }
    #expect(methods(connection.receive([0], now: start)) == ["a.One"])
  }

  @Test func `streams to a call with more, then takes the next`() {
    var connection = Connection(now: start)
    let calls = bytes(#"{"method":"a.Watch","more":true}"#, #"{"method":"a.Two"}"#)
    #expect(methods(connection.receive(calls, now: start)) == ["a.Watch"])
    #expect(connection.reply(.success(["n": 1], continues: true), now: start) == [])
    #expect(connection.reply(.success(["n": 2], continues: true), now: start) == [])
    #expect(methods(connection.reply(.success(["n": 3]), now: start)) == ["a.Two"])
  }

  @Test func `sends nothing to a oneway call`() {
    var connection = Connection(now: start)
    let calls = bytes(#"{"method":"a.One","oneway":true}"#, #"{"method":"a.Two"}"#)
    #expect(methods(connection.receive(calls, now: start)) == ["a.One"])
    #expect(methods(connection.reply(.failure("a.No"), now: start)) == ["a.Two"])
    #expect(connection.unsent.isEmpty)
  }

  @Test func `keeps what a partial write left`() {
    var connection = answered()
    let whole = text(connection.unsent)
    #expect(connection.sent(5, now: start) == [])
    #expect(text(connection.unsent) == String(whole.dropFirst(5)))
    #expect(connection.sent(connection.unsentBytes, now: start) == [])
    #expect(connection.unsent.isEmpty)
  }

  // MARK: Ends

  @Test func `closes when the peer has ended and has its replies`() {
    var connection = Connection(now: start)
    _ = connection.receive(bytes(#"{"method":"a.One"}"#, #"{"method":"a.Two"}"#) + [123], now: start)
    #expect(connection.end(now: start) == [])
    #expect(connection.readCapacity == 0)
    #expect(methods(connection.reply(.success([:]), now: start)) == ["a.Two"])
    #expect(connection.reply(.success([:]), now: start) == [])
    #expect(connection.sent(3, now: start) == [])
    #expect(connection.sent(connection.unsentBytes, now: start) == [.close(.ended)])
    #expect(connection.isClosed)
    #expect(connection.deadline == nil)
  }

  @Test func `closes a quiet connection that the peer ends`() {
    var connection = Connection(now: start)
    #expect(connection.end(now: start) == [.close(.ended)])
    #expect(connection.end(now: start) == [])
    #expect(connection.tick(now: .max) == [])
  }

  static let broken: [(message: String, error: String)] = [
    ("{", "message is not JSON: unexpected end, expected a name at byte 1"),
    ("{}", "call without a method"),
    ("", "message is not JSON: unexpected end, expected a value at byte 0"),
  ]

  @Test(arguments: broken) func `closes after a broken message, the replies before it sent`(
    message: String, error: String
  ) {
    var connection = Connection(now: start)
    let reason = Connection.CloseReason.brokenMessage(WireError(error))
    #expect(methods(connection.receive(bytes(#"{"method":"a.One"}"#, message), now: start)) == ["a.One"])
    #expect(connection.reply(.success([:]), now: start) == [])
    #expect(connection.readCapacity == 0)
    #expect(connection.deadline == start + Limits.drainMillisecondsMax)
    #expect(connection.receive(bytes(#"{"method":"a.Two"}"#), now: start) == [])
    #expect(connection.sent(connection.unsentBytes, now: start) == [.close(reason)])
    #expect(!reason.isOrdinary)

    var fresh = Connection(now: start)
    #expect(fresh.receive(bytes(message), now: start) == [.close(reason)])
    #expect(fresh.reply(.success([:]), now: start) == [])
  }

  @Test func `stops after the reply in hand`() {
    var connection = Connection(now: start)
    _ = connection.receive(bytes(#"{"method":"a.One"}"#, #"{"method":"a.Two"}"#), now: start)
    #expect(connection.stop(now: start) == [])
    #expect(connection.reply(.success([:]), now: start) == [])
    #expect(connection.tick(now: start + Limits.drainMillisecondsMax - 1) == [])
    #expect(connection.tick(now: start + Limits.drainMillisecondsMax) == [.close(.stopped)])

    var quiet = Connection(now: start)
    #expect(quiet.stop(now: start) == [.close(.stopped)])
  }

  // MARK: Limits

  @Test func `limits the time of a partial message, from its first byte`() {
    var connection = Connection(now: start)
    let limit = Limits.partialMessageMillisecondsMax
    _ = connection.receive([123], now: start)
    _ = connection.receive([34], now: start + limit - 1)
    #expect(connection.deadline == start + limit)
    #expect(connection.tick(now: start + limit - 1) == [])
    #expect(connection.tick(now: start + limit) == [.close(.partialMessage)])
  }

  @Test func `starts the time anew with each message`() {
    var connection = Connection(now: start)
    let limit = Limits.partialMessageMillisecondsMax
    let call = bytes(#"{"method":"a.One"}"#)
    _ = connection.receive(call.prefix(5), now: start)
    _ = connection.receive(call.dropFirst(5) + call.prefix(1), now: start + 9000)
    #expect(connection.tick(now: start + limit) == [])
    #expect(connection.deadline == start + 9000 + limit)
    _ = connection.receive(call.dropFirst(1), now: start + 9001)
    #expect(connection.deadline == nil)
  }

  @Test func `runs no time while the peer waits for us`() {
    var connection = Connection(now: start)
    _ = connection.receive(bytes(#"{"method":"a.One"}"#), now: start)
    _ = connection.receive(bytes(#"{"method":"a.Two"}"#), now: start)
    let rest = [UInt8](repeating: 32, count: connection.readCapacity)
    _ = connection.receive(rest[...], now: start)
    #expect(connection.readCapacity == 0)
    #expect(connection.deadline == nil)
    _ = connection.reply(.success([:]), now: start + 60_000)
    #expect(connection.deadline == start + 60_000 + Limits.partialMessageMillisecondsMax)
  }

  @Test func `limits a message`() {
    var connection = Connection(now: start)
    let spaces = [UInt8](repeating: 32, count: Limits.messageBytesMax + 1)
    #expect(connection.receive(spaces.dropLast(), now: start) == [])
    #expect(connection.readCapacity == 1)
    let reason = WireError("message is longer than \(4 << 20) bytes")
    #expect(connection.receive(spaces.suffix(1), now: start) == [.close(.brokenMessage(reason))])
  }

  @Test func `tells how long a call is, for limits by method`() {
    var connection = Connection(now: start)
    let message = #"{"method":"a.One"}"# + String(repeating: " ", count: Limits.requestBytesMax)
    guard case .call(let call) = connection.receive(bytes(message), now: start).first else {
      Issue.record("no call")
      return
    }
    #expect(call.byteCount == message.utf8.count)
    #expect(call.byteCount > Limits.requestBytesMax)
  }

  @Test func `limits idle time`() {
    var connection = Connection(now: start)
    let limit = Limits.idleMillisecondsMax
    #expect(connection.deadline == start + limit)
    #expect(connection.tick(now: start + limit - 1) == [])
    #expect(connection.tick(now: start + limit) == [.close(.idle)])
  }

  @Test func `a message that comes in pieces is waited for since its first`() {
    var connection = Connection(now: start)
    #expect(connection.idleSince == start)
    let call = bytes(#"{"method":"a.One"}"#)
    _ = connection.receive(call[..<1], now: start + 1)
    _ = connection.receive(call[1..<2], now: start + 2)
    #expect(connection.idleSince == start + 1)
    _ = connection.receive(call[2...], now: start + 3)
    #expect(connection.idleSince == nil)
    _ = connection.reply(.success([:]), now: start + 4)
    #expect(connection.idleSince == start + 4)
  }

  @Test func `a quiet stream is not idle, one that does not read is`() {
    var connection = Connection(now: start)
    _ = connection.receive(bytes(#"{"method":"a.Watch","more":true}"#), now: start)
    #expect(connection.deadline == nil)
    #expect(connection.idleSince == nil)
    _ = connection.reply(.success([:], continues: true), now: start + 5)
    #expect(connection.idleSince == start + 5)
    #expect(connection.deadline == start + 5 + Limits.idleMillisecondsMax)
    _ = connection.sent(1, now: start + 7)
    #expect(connection.deadline == start + 7 + Limits.idleMillisecondsMax)
    _ = connection.sent(connection.unsentBytes, now: start + 8)
    #expect(connection.deadline == nil)
    #expect(connection.tick(now: .max) == [])
  }

  @Test func `limits a reply`() {
    let overhead = Reply.success(["x": ""]).frame.count
    let largest = String(repeating: "x", count: Limits.replyBytesMax - overhead)
    var connection = called()
    #expect(connection.reply(.success(["x": .string(largest)]), now: start) == [])
    #expect(connection.unsentBytes == Limits.replyBytesMax)
    connection = called()
    let tooLong = Connection.CloseReason.replyTooLong(byteCount: Limits.replyBytesMax + 1)
    #expect(connection.reply(.success(["x": .string(largest + "x")]), now: start) == [.close(tooLong)])
  }

  @Test func `limits unsent output`() {
    var connection = Connection(now: start)
    _ = connection.receive(bytes(#"{"method":"a.Watch","more":true}"#), now: start)
    let page = Reply.success(["x": .string(String(repeating: "x", count: 1_000_000))], continues: true)
    for _ in 0..<4 { #expect(connection.reply(page, now: start) == []) }
    #expect(connection.unsentBytes <= Limits.unsentBytesMax)
    #expect(connection.reply(page, now: start) == [.close(.unsentOutput)])
  }

  @Test func `a peer that reads may have any amount of output`() {
    var connection = Connection(now: start)
    _ = connection.receive(bytes(#"{"method":"a.Watch","more":true}"#), now: start)
    let page = Reply.success(["x": .string(String(repeating: "x", count: 1_000_000))], continues: true)
    var total = 0
    for _ in 0..<20 {
      #expect(connection.reply(page, now: start) == [])
      while connection.unsentBytes > 500_000 {
        let count = min(77_777, connection.unsentBytes)
        total += count
        _ = connection.sent(count, now: start)
      }
    }
    #expect(total + connection.unsentBytes == 20 * page.frame.count)
  }

  @Test func `stops at a reply without a call`() async {
    await #expect(processExitsWith: .failure) {
      var connection = Connection(now: 0)
      _ = connection.reply(.success([:]), now: 0)
    }
    await #expect(processExitsWith: .failure) {
      var connection = Connection(now: 0)
      _ = connection.receive(Array(#"{"method":"a.One"}"#.utf8)[...] + [0], now: 0)
      _ = connection.reply(.success([:], continues: true), now: 0)
    }
  }

  // MARK: Any order of events

  /// Two peers that move any number of bytes at any time: every call gets its replies, in order, and nothing is lost.
  @Test func `holds for any pieces and any pauses`() throws {
    for seed in 0..<200 as Range<UInt64> {
      var generator = Seeded(seed: seed)
      var server = Connection(now: 0)
      var client = ClientConnection()
      var toServer: [UInt8] = []
      var waitingCall: Call?
      var now = 0
      var asked = 0
      var received: [Int] = []
      var expected: [Int] = []
      func handle(_ actions: [Connection.Action]) {
        for action in actions {
          guard case .call(let call) = action else {
            Issue.record("closed: \(action), seed \(seed)")
            continue
          }
          #expect(waitingCall == nil)
          waitingCall = call
        }
      }
      for _ in 0..<400 {
        now += Int.random(in: 0...5, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0 where !client.isWaiting:
          asked += 1
          let more = Bool.random(using: &generator)
          expected += more ? [asked, asked, asked] : [asked]
          toServer += client.call(Call(method: "a.B", parameters: ["n": .integer(asked)], more: more))
        case 1:
          let count = Int.random(in: 0...toServer.count, using: &generator)
          handle(server.receive(toServer[..<count], now: now))
          toServer.removeFirst(count)
        case 2:
          guard let call = waitingCall else { break }
          waitingCall = nil
          for _ in 0..<(call.more ? 2 : 0) {
            handle(server.reply(.success(call.parameters, continues: true), now: now))
          }
          handle(server.reply(.success(call.parameters), now: now))
        default:
          let count = Int.random(in: 0...server.unsentBytes, using: &generator)
          client.receive(server.unsent.prefix(count))
          handle(server.sent(count, now: now))
          while let reply = try client.nextReply() { received.append(reply.parameters["n"]?.integerValue ?? 0) }
        }
      }
      #expect(expected.starts(with: received), "seed \(seed)")
      #expect(received.count >= expected.count - 3, "seed \(seed)")
    }
  }

  // MARK: Helpers

  private func bytes(_ messages: String...) -> ArraySlice<UInt8> { messages.flatMap { $0.utf8 + [0] }[...] }

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { $0 == 0 ? UInt8(ascii: "|") : $0 }, as: UTF8.self)
  }

  private func methods(_ actions: [Connection.Action]) -> [String] {
    actions.map { if case .call(let call) = $0 { call.method } else { "\($0)" } }
  }

  private func called() -> Connection {
    var connection = Connection(now: start)
    _ = connection.receive(bytes(#"{"method":"a.One"}"#), now: start)
    return connection
  }

  private func answered() -> Connection {
    var connection = called()
    _ = connection.reply(.success(["n": 1]), now: start)
    return connection
  }
}
