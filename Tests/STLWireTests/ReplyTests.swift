import STLJSON
import STLWire
import Testing

@Suite struct ReplyTests {
  static let written: [(reply: Reply, message: String)] = [
    (.success([:]), #"{"parameters":{}}"#),
    (.success(["a": 1]), #"{"parameters":{"a":1}}"#),
    (.success { writer in writer.field("a", 1) }, #"{"parameters":{"a":1}}"#),
    (.success(["a": 1], continues: true), #"{"parameters":{"a":1},"continues":true}"#),
    (.success(["a": "\0"]), #"{"parameters":{"a":"\u0000"}}"#),
    (.failure("a.B", ["what": "team"]), #"{"error":"a.B","parameters":{"what":"team"}}"#),
    (.failure("a.B"), #"{"error":"a.B","parameters":{}}"#),
    (
      VarlinkError.interfaceNotFound(interface: "a.b").reply,
      #"{"error":"org.varlink.service.InterfaceNotFound","parameters":{"interface":"a.b"}}"#
    ),
    (
      VarlinkError.methodNotFound(method: "a.b.C").reply,
      #"{"error":"org.varlink.service.MethodNotFound","parameters":{"method":"a.b.C"}}"#
    ),
    (
      VarlinkError.methodNotImplemented(method: "a.b.C").reply,
      #"{"error":"org.varlink.service.MethodNotImplemented","parameters":{"method":"a.b.C"}}"#
    ),
    (
      VarlinkError.invalidParameter(parameter: "x").reply,
      #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"x"}}"#
    ),
    (VarlinkError.permissionDenied.reply, #"{"error":"org.varlink.service.PermissionDenied","parameters":{}}"#),
    (VarlinkError.expectedMore.reply, #"{"error":"org.varlink.service.ExpectedMore","parameters":{}}"#),
  ]

  /// `varlinkctl` and `asyncvarlink` take exactly these members and no null.
  @Test(arguments: written) func `writes exactly the members it needs`(reply: Reply, message: String) throws {
    #expect(String(decoding: reply.frame, as: UTF8.self) == message + "\0")
    let received = try ReceivedReply(reply)
    #expect(received.error == reply.error)
    #expect(received.continues == reply.continues)
    #expect(received.parameters.description == String(decoding: reply.parameters, as: UTF8.self))
  }

  @Test func `reads what servers send`() throws {
    func read(_ message: String) throws -> ReceivedReply { try ReceivedReply(frame: Array(message.utf8)) }
    #expect(try read("{}").parameters == [:])
    #expect(try read(#"{"parameters":null,"continues":null,"error":null}"#) == read("{}"))
    #expect(try read(#"{"parameters":{"a":1},"continues":true,"x":0}"#).continues)
    #expect(try read(#"{"error":"a.B"}"#).error == "a.B")
    #expect(throws: WireError("error that continues")) { try read(#"{"error":"a.B","continues":true}"#) }
    #expect(throws: WireError("'error' is a bool, not a string")) { try read(#"{"error":true}"#) }
  }
}
