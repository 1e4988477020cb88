/// The server's side of one connection: bytes in, calls out, replies in, bytes out; no I/O and no clock.
///
/// One call is in hand at a time and further ones wait, so replies come in the order of the calls. Every event returns
/// what to do next, in order. `now` is a monotonic time in milliseconds that never goes back.
///
/// A loop around it reads at most `readCapacity` bytes into `receive`, writes `unsent` and says how much of it left
/// with `sent`, and calls `tick` at `deadline`.
package struct Connection: Sendable {
  package enum Action: Equatable, Sendable {
    /// Answer this call with `reply`, the last time with a reply that does not continue. One at a time.
    case call(Call)
    /// Close the socket; nothing follows.
    case close(CloseReason)
  }

  /// Why a connection closes, for the log.
  package enum CloseReason: Equatable, Sendable {
    /// The peer has ended and has all its replies.
    case ended
    /// The server stops.
    case stopped
    case brokenMessage(WireError)
    /// A message was not whole after `Limits.partialMessageMillisecondsMax`.
    case partialMessage
    /// Nothing happened for `Limits.idleMillisecondsMax`.
    case idle
    /// The peer does not take its replies: `Limits.unsentBytesMax`.
    case unsentOutput
    /// A reply of our own passed `Limits.replyBytesMax`.
    case replyTooLong(byteCount: Int)

    /// True for what a peer may do any day; false for what belongs into the log.
    package var isOrdinary: Bool {
      switch self {
      case .ended, .stopped, .idle: true
      case .brokenMessage, .partialMessage, .unsentOutput, .replyTooLong: false
      }
    }
  }

  private enum State {
    case open
    /// Only unsent output is left to do, until the deadline.
    case leaving(CloseReason, deadline: Int)
    case closed
  }

  /// What the replies need to know of the call in hand.
  private struct Hand {
    let oneway: Bool
    let more: Bool
  }

  private var state = State.open
  private var input = FrameReader()
  private var output: [UInt8] = []
  /// Bytes of `output` that have left.
  private var sentBytes = 0
  private var hand: Hand?
  private var hasEnded = false
  private var isStopping = false
  private var lastProgress: Int
  private var partialFrame: (offset: Int, since: Int)?

  package init(now: Int) { lastProgress = now }

  // MARK: Events

  /// The peer sent bytes, at most `readCapacity`.
  package mutating func receive(_ bytes: ArraySlice<UInt8>, now: Int) -> [Action] {
    guard case .open = state, !hasEnded, !isStopping else { return [] }
    lastProgress = now
    input.append(bytes)
    return proceed(now: now)
  }

  /// The peer sends no more; it still gets the replies to what it sent.
  package mutating func end(now: Int) -> [Action] {
    guard case .open = state else { return [] }
    hasEnded = true
    return proceed(now: now)
  }

  /// The service answers the call in hand; a late reply to a connection that closes is dropped.
  ///
  /// A reply to a one-way call ends the call and sends nothing.
  package mutating func reply(_ reply: Reply, now: Int) -> [Action] {
    guard case .open = state else { return [] }
    guard let hand else { preconditionFailure("a reply answers the call in hand") }
    precondition(!reply.continues || hand.more || hand.oneway, "only a call with 'more' gets several replies")
    lastProgress = now
    if !reply.continues { self.hand = nil }
    if !hand.oneway {
      let frame = reply.frame
      guard frame.count <= Limits.replyBytesMax else {
        self.hand = nil
        return leave(.replyTooLong(byteCount: frame.count), now: now)
      }
      guard unsentBytes + frame.count <= Limits.unsentBytesMax else {
        output = []
        sentBytes = 0
        return leave(.unsentOutput, now: now)
      }
      output.append(contentsOf: frame)
    }
    return proceed(now: now)
  }

  /// The first `count` bytes of `unsent` have left.
  package mutating func sent(_ count: Int, now: Int) -> [Action] {
    precondition(count <= unsentBytes, "no more leaves than was there")
    if count > 0 { lastProgress = now }
    sentBytes += count
    if sentBytes == output.count {
      output.removeAll(keepingCapacity: output.capacity <= Limits.idleBufferBytesMax)
      sentBytes = 0
    } else if sentBytes > Limits.idleBufferBytesMax && sentBytes > output.count / 2 {
      output.removeFirst(sentBytes)
      sentBytes = 0
    }
    return proceed(now: now)
  }

  /// The server stops: no further call, the one in hand is still answered.
  package mutating func stop(now: Int) -> [Action] {
    guard case .open = state else { return [] }
    isStopping = true
    return proceed(now: now)
  }

  /// Time has passed; nothing happens before `deadline`.
  package mutating func tick(now: Int) -> [Action] {
    switch state {
    case .closed: return []
    case .leaving(let reason, let deadline): return now < deadline ? [] : close(reason)
    case .open: break
    }
    if let partialDeadline, now >= partialDeadline { return leave(.partialMessage, now: now) }
    if let idleDeadline, now >= idleDeadline { return close(.idle) }
    return []
  }

  // MARK: Questions

  /// How many bytes to read at most; 0 when the peer has to wait or nothing more is wanted of it.
  package var readCapacity: Int {
    guard case .open = state, !hasEnded, !isStopping else { return 0 }
    return input.capacity
  }

  /// What to write.
  package var unsent: ArraySlice<UInt8> { output[sentBytes...] }

  /// How much there is to write: a service with many pages waits while it is large.
  package var unsentBytes: Int { output.count - sentBytes }

  /// True while a call waits for its last reply.
  package var hasCallInHand: Bool { hand != nil }

  package var isClosed: Bool {
    if case .closed = state { true } else { false }
  }

  /// When to call `tick` at the latest; nil when no time limit runs.
  package var deadline: Int? {
    switch state {
    case .closed: nil
    case .leaving(_, let deadline): deadline
    case .open: [partialDeadline, idleDeadline].compactMap(\.self).min()
    }
  }

  private var partialDeadline: Int? {
    partialFrame.map { $0.since + Limits.partialMessageMillisecondsMax }
  }

  /// Since when we wait for the peer: for a call, the rest of one, or for it to take its replies.
  ///
  /// Nil while it waits for us; a quiet stream with all its output taken is not idle.
  package var idleSince: Int? {
    guard hand == nil || unsentBytes > 0 else { return nil }
    return partialFrame.map { min($0.since, lastProgress) } ?? lastProgress
  }

  private var idleDeadline: Int? {
    hand == nil || unsentBytes > 0 ? lastProgress + Limits.idleMillisecondsMax : nil
  }

  // MARK: Steps

  private mutating func proceed(now: Int) -> [Action] {
    var actions: [Action] = []
    if case .open = state, hand == nil, isStopping || isRead {
      if isStopping { return leave(.stopped, now: now) }
      do throws(WireError) {
        if let frame = try input.next() {
          let call = try Call(frame: frame)
          hand = Hand(oneway: call.oneway, more: call.more)
          actions.append(.call(call))
        } else if hasEnded {
          return leave(.ended, now: now)
        }
      } catch {
        return leave(.brokenMessage(error), now: now)
      }
    }
    watchPartialFrame(now: now)
    if case .leaving(let reason, _) = state, unsentBytes == 0 { return close(reason) }
    return actions
  }

  /// The peer takes its replies, so that the next call may bring more.
  private var isRead: Bool { unsentBytes <= Limits.unsentBytesBeforeNextCallMax }

  /// Starts the time of an incomplete message; none runs while the peer has to wait for us.
  private mutating func watchPartialFrame(now: Int) {
    guard case .open = state, !hasEnded, !isStopping, isRead, input.capacity > 0, let offset = input.partialFrameOffset
    else {
      partialFrame = nil
      return
    }
    if partialFrame?.offset != offset { partialFrame = (offset, now) }
  }

  /// Takes nothing more and closes as soon as the output is gone.
  private mutating func leave(_ reason: CloseReason, now: Int) -> [Action] {
    guard unsentBytes > 0 else { return close(reason) }
    state = .leaving(reason, deadline: now + Limits.drainMillisecondsMax)
    input = FrameReader()
    hand = nil
    return []
  }

  private mutating func close(_ reason: CloseReason) -> [Action] {
    state = .closed
    input = FrameReader()
    output = []
    sentBytes = 0
    hand = nil
    return [.close(reason)]
  }
}

extension Connection.CloseReason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .ended: "peer has ended"
    case .stopped: "server stops"
    case .brokenMessage(let error): "broken message: \(error)"
    case .partialMessage: "message incomplete after \(Limits.partialMessageMillisecondsMax) ms"
    case .idle: "idle for \(Limits.idleMillisecondsMax) ms"
    case .unsentOutput: "peer leaves more than \(Limits.unsentBytesMax) bytes of replies unread"
    case .replyTooLong(let byteCount): "reply of \(byteCount) bytes is longer than \(Limits.replyBytesMax)"
    }
  }
}
