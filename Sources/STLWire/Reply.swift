package import STLJSON

/// A reply as it will be sent: its parameters are JSON text already, so that a large one is written once.
package struct Reply: Equatable, Sendable {
  /// The text of one JSON object.
  package let parameters: [UInt8]
  /// More replies to the same call follow.
  package var continues: Bool
  /// The error's name with its interface; nil for a success.
  package let error: String?

  private init(_ parameters: [UInt8], continues: Bool, error: String?) {
    self.parameters = parameters
    self.continues = continues
    self.error = error
  }

  /// A success with the members that `body` writes.
  package static func success(continues: Bool = false, _ body: (inout JSONWriter) -> Void) -> Reply {
    Reply(text(body), continues: continues, error: nil)
  }

  /// A success with these members.
  package static func success(_ parameters: JSONObject, continues: Bool = false) -> Reply {
    Reply(text(parameters), continues: continues, error: nil)
  }

  /// An error, which is always the last reply; `error` has its interface.
  package static func failure(_ error: String, _ parameters: JSONObject = [:]) -> Reply {
    Reply(text(parameters), continues: false, error: error)
  }

  /// The envelope takes less than this.
  private static let envelopeBytesMax = 256

  /// Whether the message is short enough to be sent.
  package var isWithinLimits: Bool { parameters.count + Reply.envelopeBytesMax <= Limits.replyBytesMax }

  /// The message, NUL included: `error` only when set, `parameters` always, `continues` only when true.
  ///
  /// `varlinkctl` resets the connection on any other member and on a null one.
  package var frame: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.field("error", error)
    writer.key("parameters")
    writer.raw(parameters)
    if continues { writer.field("continues", true) }
    writer.endObject()
    return writer.bytes + [0]
  }

  private static func text(_ parameters: JSONObject) -> [UInt8] {
    var writer = JSONWriter()
    writer.value(parameters)
    return writer.bytes
  }

  private static func text(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object(body)
    return writer.bytes
  }
}

/// A reply as a client received it.
package struct ReceivedReply: Equatable, Sendable {
  /// Members that are null are left out.
  package let parameters: JSONObject
  /// More replies to the same call follow.
  package let continues: Bool
  /// The error's name with its interface; nil for a success.
  package let error: String?

  /// Reads one message: absent and null parameters are empty, absent and null `continues` false.
  package init(frame: [UInt8]) throws(WireError) {
    let envelope = try Envelope(frame)
    parameters = try envelope.parameters()
    continues = try envelope.flag("continues")
    error = try envelope.string("error")
    if continues && error != nil { throw WireError("error that continues") }
  }

  /// What a client would receive of `reply`, for a service in the same process.
  package init(_ reply: Reply) throws(WireError) {
    try self.init(frame: Array(reply.frame.dropLast()))
  }
}
