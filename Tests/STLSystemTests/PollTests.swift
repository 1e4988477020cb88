import STLSystem
import Testing

@Suite struct PollTests {
  @Test func `only what is ready is told`() throws {
    let first = try Pipe(nonBlocking: true)
    let second = try Pipe(nonBlocking: true)
    var entries = [
      PollEntry(first.read.number, .readable), PollEntry(-1, .readable), PollEntry(second.read.number, .readable),
    ]
    #expect(try poll(&entries, timeoutNanoseconds: 0) == 0)
    #expect(try second.write.write([1, 2]) == 2)
    #expect(try poll(&entries, timeoutNanoseconds: nil) == 1)
    #expect(entries.map(\.ready) == [[], [], .readable])
    var bytes: [UInt8] = [0]
    #expect(try first.read.read(into: &bytes) == nil)
    #expect(try second.read.read(into: &bytes) == 1)
  }

  @Test func `a pipe whose writer is gone hangs up`() throws {
    let read = try Pipe().readEnd()
    var entries = [PollEntry(read.number, .readable)]
    #expect(try poll(&entries, timeoutNanoseconds: nil) == 1)
    #expect(entries[0].ready == .hungUp)
  }

  @Test func `a full pipe takes no more for now`() throws {
    let pipe = try Pipe(nonBlocking: true)
    let chunk = [UInt8](repeating: 0, count: 65536)
    #expect(try pipe.write.write(chunk) == 65536)
    #expect(try pipe.write.write(chunk) == nil)
  }
}

@Suite struct ClockTests {
  @Test func `clocks go forward and agree`() {
    let first = Clocks.monotonicNanoseconds()
    #expect(Clocks.monotonicNanoseconds() >= first)
    #expect(Clocks.realtimeNanoseconds() / 1_000_000_000 - Clocks.realtimeSeconds() <= 1)
    // The coarse clock is at most a tick behind.
    #expect(Clocks.realtimeNanoseconds() - Clocks.fileNanoseconds() < 1_000_000_000)
  }

  @Test func `the local day is that of the local clock`() {
    // 2026-02-28 23:59:59 UTC, in whatever zone the test runs.
    let seconds: Int64 = 1_772_323_199
    let local = Clocks.localTime(at: seconds)
    let day = (seconds + Int64(local.offset)) / 86_400
    #expect(day == 20_512 || day == 20_513)
    let date = Clocks.localDate(at: seconds)
    #expect((date.year, date.month, date.day) == (day == 20_512 ? (2026, 2, 28) : (2026, 3, 1)))
    #expect(Int64(local.hour * 3600 + local.minute * 60 + local.second) == (seconds + Int64(local.offset)) % 86_400)
  }
}
