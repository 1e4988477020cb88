/// The client's side of one connection: one call at a time, its replies in order; no I/O and no clock.
package struct ClientConnection: Sendable {
  private enum State {
    case ready
    case waiting(more: Bool)
  }

  private var state = State.ready
  private var input = FrameReader()

  package init() {}

  /// True from a call until its last reply.
  package var isWaiting: Bool {
    if case .waiting = state { true } else { false }
  }

  /// How many bytes to read at most.
  package var readCapacity: Int { input.capacity }

  /// The bytes that make a call; the replies to the one before must be complete.
  package mutating func call(_ call: Call) -> [UInt8] {
    precondition(!isWaiting, "one call at a time")
    if !call.oneway { state = .waiting(more: call.more) }
    return call.frame
  }

  /// The server sent bytes, at most `readCapacity`; then ask for replies until there is none.
  package mutating func receive(_ bytes: ArraySlice<UInt8>) { input.append(bytes) }

  /// The next reply to the call; nil until more bytes come.
  package mutating func nextReply() throws(WireError) -> ReceivedReply? {
    guard let frame = try input.next() else { return nil }
    guard case .waiting(let more) = state else { throw WireError("reply without a call") }
    let reply = try ReceivedReply(frame: frame)
    if reply.continues && !more { throw WireError("several replies to a call for one") }
    if !reply.continues { state = .ready }
    return reply
  }

  /// The server sends no more; an error when it owes a reply.
  package func end() throws(WireError) {
    if isWaiting { throw WireError("connection ended before the reply") }
  }
}
