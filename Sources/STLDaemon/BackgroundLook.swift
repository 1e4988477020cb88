import STLFiles
import STLSystem
import Synchronization

/// A long look at the files on a thread of its own, which owns the observer meanwhile.
///
/// The loop polls `descriptor` and takes what there is with `take`.
final class BackgroundLook<Files: FileSystem>: Sendable {
  enum Message: Sendable {
    case progress(LookProgress)
    case done(Observer<Files>, Look)
  }

  private let messages = Mutex<[Message]>([])
  private let readEnd: Descriptor
  private let writeEnd: Descriptor

  init() throws(SystemError) {
    let pipe = try Pipe(nonBlocking: true)
    writeEnd = try pipe.write.duplicate()
    readEnd = pipe.readEnd()
  }

  /// Readable when there are messages.
  var descriptor: Int32 { readEnd.number }

  /// Runs the look; on this thread where no other one can be had.
  func start(_ observer: Observer<Files>, _ options: LookOptions, on threads: inout Threads) {
    let work: @Sendable () -> Void = { [self] in
      var observer = observer
      let look = observer.look(options) { post(.progress($0)) }
      post(.done(observer, look))
    }
    do {
      try threads.start(work)
    } catch {
      work()
    }
  }

  private func post(_ message: Message) {
    messages.withLock { messages in
      // Only the last word on the progress matters.
      if case .progress = messages.last { messages.removeLast() }
      messages.append(message)
    }
    // A full pipe wakes the loop as well.
    _ = try? writeEnd.write([0])
  }

  /// What has come since the last time.
  func take() -> [Message] {
    var bytes = [UInt8](repeating: 0, count: 256)
    while let count = try? readEnd.read(into: &bytes), count == bytes.count {}
    return messages.withLock { messages in
      let taken = messages
      messages = []
      return taken
    }
  }
}
