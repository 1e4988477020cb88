// STLWire turns bytes on a socket into Varlink messages and messages into bytes: frames, calls, replies, the state of a
// connection, and interfaces as data with their text and a check of values against them. It does no I/O, reads no
// clock, and must not know what any method but those of `org.varlink.service` means.

/// The limits of the socket protocol; each has a test.
package enum Limits {
  /// A call of an ordinary method, in bytes without the NUL; the service answers a longer one with an error.
  package static let requestBytesMax = 1 << 20

  /// Any message, in bytes without the NUL: the largest call of all, which carries a file's text.
  ///
  /// A longer message closes the connection: there is no telling where the next one starts.
  package static let messageBytesMax = 4 << 20

  /// Values in a call, each element and each member one: they take more memory than their text.
  package static let requestValuesMax = 100_000

  /// A reply, in bytes with the NUL; what is longer comes in pages.
  package static let replyBytesMax = 1 << 20

  /// Replies that the peer has not taken yet, in bytes; one more closes the connection.
  package static let unsentBytesMax = 4 << 20

  /// While more than this is unsent no further call is taken: whoever calls ahead has to read.
  package static let unsentBytesBeforeNextCallMax = 1 << 18

  /// From the first byte of a message to its NUL.
  package static let partialMessageMillisecondsMax = 10_000

  /// Without a call in hand and without a byte in either direction, or with unsent output that the peer does not take.
  package static let idleMillisecondsMax = 3_600_000

  /// From the decision to close to the close, for output that is still unsent.
  package static let drainMillisecondsMax = 10_000

  /// Connections at a time, all users together.
  package static let connectionsMax = 256

  /// Connections at a time of one user.
  package static let connectionsPerUserMax = 64

  /// Characters a line in the text of an interface, where words allow.
  package static let descriptionColumnsMax = 80

  /// A buffer that grew beyond this is given back once it is empty.
  package static let idleBufferBytesMax = 1 << 16
}
