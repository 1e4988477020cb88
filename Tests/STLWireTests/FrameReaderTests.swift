import STLWire
import Testing

@Suite struct FrameReaderTests {
  @Test(arguments: 1...9) func `cuts at NULs, whatever the pieces`(size: Int) throws {
    var reader = FrameReader(bytesMax: 8)
    var frames: [String] = []
    var rest = stream[...]
    while !rest.isEmpty {
      let count = min(size, rest.count, reader.capacity)
      reader.append(rest.prefix(count))
      rest = rest.dropFirst(count)
      while let frame = try reader.next() { frames.append(String(decoding: frame, as: UTF8.self)) }
    }
    #expect(frames == ["one", "", "three", "12345678", "x"])
    #expect(reader.partialFrameOffset == stream.count - 3)
  }

  private let stream = Array("one\0\0three\u{0}12345678\0x\0end".utf8)

  @Test func `refuses a frame over its limit once the limit is reached`() throws {
    var reader = FrameReader(bytesMax: 4)
    reader.append(Array("1234".utf8)[...])
    #expect(try reader.next() == nil)
    #expect(reader.capacity == 1)
    reader.append(Array("5".utf8)[...])
    #expect(throws: WireError("message is longer than 4 bytes")) { try reader.next() }
  }

  @Test func `takes frames of exactly its limit`() throws {
    var reader = FrameReader()
    let frame = [UInt8](repeating: 120, count: Limits.messageBytesMax)
    for _ in 0..<2 {
      reader.append(frame[...])
      reader.append([0])
      #expect(reader.capacity == 0)
      #expect(try reader.next() == frame)
      #expect(reader.capacity == Limits.messageBytesMax + 1)
    }
  }

  @Test func `never holds more than its limit`() throws {
    var reader = FrameReader(bytesMax: 1 << 20)
    let piece = [UInt8](repeating: 120, count: 1000)
    while reader.capacity >= piece.count { reader.append(piece[...]) }
    // The allocator rounds up to pages.
    #expect(reader.allocatedBytes <= 1 << 20 + 8192)
  }

  @Test func `gives a large buffer back`() throws {
    var reader = FrameReader()
    reader.append([UInt8](repeating: 120, count: 1_000_000)[...])
    reader.append([0, 1, 0])
    #expect(try reader.next()?.count == 1_000_000)
    #expect(try reader.next() == [1])
    #expect(reader.allocatedBytes <= Limits.idleBufferBytesMax)
  }

  /// Many tiny frames in one full buffer: reading them is linear, so this ends at once.
  @Test func `is linear in the number of frames`() throws {
    var reader = FrameReader()
    reader.append([UInt8](repeating: 0, count: 1_000_000)[...])
    var count = 0
    while try reader.next() != nil { count += 1 }
    #expect(count == 1_000_000)
  }
}
