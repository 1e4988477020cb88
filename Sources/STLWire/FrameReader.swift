/// Cuts a stream of bytes at its NULs; holds at most one message of the longest length, or several shorter ones.
package struct FrameReader: Sendable {
  private let bytesMax: Int
  private var buffer: [UInt8] = []
  /// Where the next frame starts in the buffer.
  private var head = 0
  /// Where the incomplete frame starts in the buffer: behind the last NUL.
  private var tail = 0
  /// Bytes of the stream that have left the buffer.
  private var discarded = 0

  /// A reader of frames of at most `bytesMax` bytes, the NUL not counted.
  package init(bytesMax: Int = Limits.messageBytesMax) { self.bytesMax = bytesMax }

  /// How many bytes `append` takes now: what does not fit waits in the kernel.
  package var capacity: Int { bytesMax + 1 - (buffer.count - head) }

  package var hasFrame: Bool { tail > head }

  /// The place in the stream where an incomplete frame starts; nil when the bytes so far end with a NUL.
  package var partialFrameOffset: Int? { buffer.count > tail ? discarded + tail : nil }

  /// Bytes that the buffer occupies.
  package var allocatedBytes: Int { buffer.capacity }

  /// Takes the next bytes of the stream, at most `capacity`.
  package mutating func append(_ bytes: ArraySlice<UInt8>) {
    precondition(bytes.count <= capacity, "a frame reader takes no more than its capacity")
    if head > 0 && (head > buffer.count / 2 || buffer.count + bytes.count > bytesMax + 1) { compact() }
    let count = buffer.count + bytes.count
    if count > buffer.capacity { buffer.reserveCapacity(min(max(count, 2 * buffer.capacity), bytesMax + 1)) }
    if let last = bytes.lastIndex(of: 0) { tail = buffer.count + (last - bytes.startIndex) + 1 }
    buffer.append(contentsOf: bytes)
  }

  /// The next whole frame without its NUL; nil until there is one.
  package mutating func next() throws(WireError) -> [UInt8]? {
    guard hasFrame, let end = buffer[head..<tail].firstIndex(of: 0) else {
      if buffer.count - head > bytesMax { throw WireError("message is longer than \(bytesMax) bytes") }
      return nil
    }
    let frame: [UInt8]
    if head == 0 && end == buffer.count - 1 {
      // The usual case: one message, handed on without a copy.
      buffer.removeLast()
      frame = buffer
      buffer = []
      discarded += frame.count + 1
      tail = 0
    } else {
      frame = Array(buffer[head..<end])
      head = end + 1
      if head == buffer.count { compact() }
    }
    return frame
  }

  private mutating func compact() {
    discarded += head
    tail -= head
    if head == buffer.count && buffer.capacity > Limits.idleBufferBytesMax {
      buffer = []
    } else {
      buffer.removeFirst(head)
    }
    head = 0
  }
}
