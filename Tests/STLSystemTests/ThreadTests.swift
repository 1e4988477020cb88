import STLSystem
import Synchronization
import Testing

@Suite struct ThreadTests {
  @Test(arguments: [0, 1, 2, 63, 64, 1000], [1, 2, 8])
  func `a parallel map keeps the order`(count: Int, threads: Int) {
    #expect(parallelMap(count: count, threads: threads) { $0 * $0 } == (0..<count).map { $0 * $0 })
  }

  @Test func `threads are waited for`() throws {
    final class Counter: Sendable { let value = Atomic<Int>(0) }
    let counter = Counter()
    do {
      var threads = Threads()
      for _ in 0..<4 {
        try threads.start { for _ in 0..<1000 { counter.value.add(1, ordering: .relaxed) } }
      }
    }
    #expect(counter.value.load(ordering: .relaxed) == 4000)
  }
}
