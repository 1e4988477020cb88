internal import Glibc
internal import Synchronization

/// Kernel threads that are waited for when the value ends.
package struct Threads: ~Copyable {
  private var running: [pthread_t] = []

  package init() {}

  deinit {
    for thread in running { _ = pthread_join(thread, nil) }
  }

  /// Runs `body` on a new thread; EAGAIN where no more can be had.
  package mutating func start(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
    let box = unsafe Unmanaged.passRetained(Box(body: body))
    var thread = pthread_t()
    let failure = unsafe pthread_create(
      &thread, nil,
      { raw in
        guard let raw = unsafe raw else { return nil }
        unsafe Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
    if failure != 0 {
      unsafe box.release()
      throw SystemError(call: "pthread_create", errno: Errno(rawValue: failure))
    }
    running.append(thread)
  }

  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

/// `body(0)`, `body(1)` … `body(count - 1)` in this order, made by up to `threads` threads, this one among them.
package func parallelMap<Value: Sendable>(
  count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Value
) -> [Value] {
  if threads <= 1 || count <= 1 { return (0..<count).map(body) }
  let queue = IndexQueue(count: count)
  let hands = (0..<min(threads, count)).map { _ in Hand<Value>() }
  do {
    var group = Threads()
    for hand in hands.dropFirst() {
      // Without a further thread this one does the work.
      do { try group.start { hand.work(queue, body) } } catch { break }
    }
    hands[0].work(queue, body)
    _ = consume group
  }
  return hands.flatMap { $0.parts.withLock { $0 } }.sorted { $0.start < $1.start }.flatMap(\.values)
}

/// Gives out the indices below `count`, a few at a time.
private final class IndexQueue: Sendable {
  private let count: Int
  private let step: Int
  private let next = Atomic<Int>(0)

  init(count: Int) {
    self.count = count
    // Large enough that taking does not matter, small enough that one slow part does not hold up the end.
    step = max(1, min(64, count / 64))
  }

  func take() -> Range<Int>? {
    let start = next.add(step, ordering: .relaxed).oldValue
    return start < count ? start..<min(start + step, count) : nil
  }
}

/// What one thread has made; nobody else looks before the thread has ended.
private final class Hand<Value: Sendable>: Sendable {
  let parts = Mutex<[(start: Int, values: [Value])]>([])

  func work(_ queue: IndexQueue, _ body: (Int) -> Value) {
    while let range = queue.take() {
      let values = range.map(body)
      parts.withLock { $0.append((range.lowerBound, values)) }
    }
  }
}
