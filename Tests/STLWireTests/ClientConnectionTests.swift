import STLJSON
import STLWire
import Testing

@Suite struct ClientConnectionTests {
  @Test func `makes a call and reads its reply`() throws {
    var client = ClientConnection()
    let sent = client.call(Call(method: "a.B", parameters: ["x": 1]))
    #expect(String(decoding: sent, as: UTF8.self) == "{\"method\":\"a.B\",\"parameters\":{\"x\":1}}\0")
    #expect(client.isWaiting)
    #expect(try client.nextReply() == nil)
    client.receive(Array("{\"parameters\":{\"y\":".utf8)[...])
    #expect(try client.nextReply() == nil)
    client.receive(Array("2}}\0".utf8)[...])
    #expect(try client.nextReply()?.parameters == ["y": 2])
    #expect(!client.isWaiting)
    try client.end()
  }

  @Test func `reads a stream to its end`() throws {
    var client = ClientConnection()
    _ = client.call(Call(method: "a.B", more: true))
    client.receive(Array("{\"continues\":true}\0{\"parameters\":{},\"continues\":true}\0{}\0".utf8)[...])
    var continues: [Bool] = []
    while let reply = try client.nextReply() { continues.append(reply.continues) }
    #expect(continues == [true, true, false])
    #expect(!client.isWaiting)
  }

  @Test func `waits for nothing after a oneway call`() {
    var client = ClientConnection()
    _ = client.call(Call(method: "a.B", oneway: true))
    #expect(!client.isWaiting)
  }

  @Test func `gives errors as replies`() throws {
    var client = ClientConnection()
    _ = client.call(Call(method: "a.B", more: true))
    client.receive(VarlinkError.expectedMore.reply.frame[...])
    #expect(try client.nextReply()?.error == "org.varlink.service.ExpectedMore")
    #expect(!client.isWaiting)
  }

  static let broken: [(message: String, error: String)] = [
    ("x", "message is not JSON: unexpected 'x', expected a value at byte 0"),
    ("{\"continues\":true}", "several replies to a call for one"),
  ]

  @Test(arguments: broken) func `refuses`(message: String, error: String) {
    var client = ClientConnection()
    _ = client.call(Call(method: "a.B"))
    client.receive((message.utf8 + [0])[...])
    #expect(throws: WireError(error)) { try client.nextReply() }
  }

  @Test func `refuses what was not asked for, and an early end`() {
    var client = ClientConnection()
    client.receive(Array("{}\0".utf8)[...])
    #expect(throws: WireError("reply without a call")) { try client.nextReply() }
    var waiting = ClientConnection()
    _ = waiting.call(Call(method: "a.B"))
    #expect(throws: WireError("connection ended before the reply")) { try waiting.end() }
  }
}
