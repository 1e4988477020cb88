import STLFiles
import STLSystem
import STLText

/// What the manager is asked for each time that it hears of a long first scan.
private let extendedTimeoutMicroseconds = 30_000_000

/// What the daemon wants done to the world outside.
extension Server {
  func perform(_ effect: Effect) {
    switch effect {
    case .drain: drain()
    case .look(let options, let isLong): look(options, isLong)
    case .send(let id): transmit(id)
    case .close(let id): sockets.removeAll { $0.id == id }
    case .stopListening:
      listener = nil
      if let socketFile { kernel.remove(socketFile) }
      socketFile = nil
    case .reload: reread()
    case .notify(let notification): notify(notification)
    case .log(let level, let text): log(level, text)
    case .exit(let code): exitCode = code
    }
  }

  func log(_ level: LogLevel, _ text: String) { kernel.write(level, text, to: settings.log) }

  private func drain() {
    guard var observer else { preconditionFailure("no drain while a look is under way") }
    self.observer = nil
    let count = observer.drain()
    events.append(.drained(count: count, observation(observer)))
    self.observer = observer
  }

  private func look(_ options: LookOptions, _ isLong: Bool) {
    guard var observer else { preconditionFailure("one look at a time") }
    self.observer = nil
    if options.contains(.everything), settings.log.level >= .debug {
      for event in observer.takeRecentEvents() { log(.debug, "event: \(event)") }
    }
    if isLong {
      isLooking = true
      threads = Threads()
      background.start(observer, options, on: &threads)
      return
    }
    let look = observer.look(options)
    events.append(.looked(look, observation(observer)))
    self.observer = observer
  }

  func observation(_ observer: Observer<Files>) -> Observation {
    Observation(observer, now: kernel.realtimeNanoseconds)
  }

  private func transmit(_ id: Int) {
    guard let socket = sockets.first(where: { $0.id == id })?.socket else { return }
    do {
      let count = try kernel.send(Array(daemon.unsent(of: id)), to: socket)
      events.append(.sent(connection: id, count: count ?? 0))
    } catch {
      events.append(.lost(connection: id))
    }
  }

  private func reread() {
    switch settings.reread() {
    case .success(let new):
      for (name, isNew) in [
        ("root", FilePath(new.root) != FilePath(settings.root)), ("socket", new.socket != settings.socket),
        ("way of watching", new.watch != settings.watch),
      ] where isNew {
        log(.warning, "ignoring the new \(name) until the next start")
      }
      settings.today = new.today
      settings.log.level = new.log.level
      events.append(.reloaded(problem: nil))
    case .failure(let error): events.append(.reloaded(problem: error.message))
    }
  }

  private func notify(_ notification: Effect.Notification) {
    let text =
      switch notification {
      case .ready: "READY=1"
      case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(kernel.monotonicNanoseconds / 1000)"
      case .stopping: "STOPPING=1"
      case .watchdog: "WATCHDOG=1"
      case .status(let status): "STATUS=\(Escaping.visible(status))"
      case .extendTimeout: "EXTEND_TIMEOUT_USEC=\(extendedTimeoutMicroseconds)"
      }
    do {
      try kernel.notify(text)
    } catch {
      log(.debug, "the service manager cannot be told: \(error)")
    }
  }
}
