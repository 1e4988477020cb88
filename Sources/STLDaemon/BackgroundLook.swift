import STLFiles
import STLSystem
import Synchronization

/// A long look at the files on a thread of its own, which owns the observer meanwhile.
///
/// The loop waits for `descriptor` and takes what there is with `take`.
final class BackgroundLook<Files: FileSystem>: Sendable {
  enum Message: Sendable {
    case progress(LookProgress)
    case done(Observer<Files>, Look)
  }

  private let messages = Mutex<[Message]>([])
  private let kernel: any Kernel
  private let bell: Bell

  init(_ kernel: any Kernel) throws(SystemError) {
    self.kernel = kernel
    bell = try kernel.makeBell()
  }

  /// Readable when there are messages.
  var descriptor: Int32 { bell.descriptor }

  /// Runs the look; on this thread where no other one can be had.
  func start(_ observer: Observer<Files>, _ options: LookOptions, on threads: inout Threads) {
    let work: @Sendable () -> Void = { [self] in
      var observer = observer
      let look = observer.look(options) { post(.progress($0)) }
      post(.done(observer, look))
    }
    do {
      try kernel.start(work, on: &threads)
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
    try? kernel.ring(bell)
  }

  /// What has come since the last time.
  func take() -> [Message] {
    bell.silence()
    return messages.withLock { messages in
      let taken = messages
      messages = []
      return taken
    }
  }
}
