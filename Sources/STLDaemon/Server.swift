package import STLFiles
import STLRules
package import STLSystem
package import STLText
import STLWire

/// The loop, the only place that waits: it feeds events to the daemon and does to the kernel what the daemon says.
package final class Server {
  /// What a server is started with.
  package struct Settings: Sendable {
    /// Absolute path.
    package var root: String
    /// What the options name, for a reload to compare: the server has its endpoint.
    package var socket: String
    package var watch: WatchMode
    /// A fixed day; nil for the local one.
    package var today: CivilDate?
    package var log: Log
    /// Reads the settings again for a reload: the new ones, or what is wrong.
    package var reread: @Sendable () -> Result<Settings, EndpointError>

    package init(
      root: String, socket: String = "", watch: WatchMode = .auto, today: CivilDate? = nil, log: Log = Log(),
      reread: (@Sendable () -> Result<Settings, EndpointError>)? = nil
    ) {
      self.root = root
      self.socket = socket
      self.watch = watch
      self.today = today
      self.log = log
      self.reread = reread ?? { .failure(EndpointError(message: "there is no configuration")) }
    }
  }

  private final class Socket {
    let descriptor: Descriptor
    init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }
  }

  private var daemon: Daemon
  private var settings: Settings
  /// Nil while a background look has it.
  private var observer: Observer<KernelFileSystem>?
  private let background: BackgroundLook<KernelFileSystem>
  private var threads = Threads()
  private var listener: Socket?
  private var socketFile: SocketFile?
  private var sockets: [(id: Int, socket: Socket)] = []
  private var nextID = 1
  private let signals: Signals?
  /// Given up for a moment to take and close a connection when there is no other descriptor.
  private var reserve: Socket?
  private var events: [Event] = []
  private var isWorking = false
  private var exitCode: Int32?
  private var isLooking = false
  private var buffer = [UInt8](repeating: 0, count: Server.receiveBytesMax)
  private var localDay: (second: Int64, day: CivilDate)?

  private static let receiveBytesMax = 1 << 16
  /// Connections taken before anything else gets its turn.
  private static let acceptsMax = 16

  /// Signals that end the server or make it reload.
  package final class Signals {
    fileprivate let queue: SignalQueue

    /// Blocks the signals for this thread and every one that it starts.
    package init() throws(SystemError) { queue = try SignalQueue(blocking: [.terminate, .interrupt, .hangUp]) }
  }

  /// A server of `endpoint`; without `signals` it ends with its last connection or never.
  package init(
    _ settings: Settings, endpoint: consuming Endpoint, signals: Signals? = nil, watchdogMilliseconds: Int? = nil
  ) throws(SystemError) {
    self.settings = settings
    self.signals = signals
    background = try BackgroundLook()
    observer = Observer(files: KernelFileSystem(root: settings.root), mode: settings.watch)
    let instance = String(try randomNumber(), radix: 16)
    self.settings.log.fields.append(("STL_INSTANCE", instance))
    var setup = Daemon.Setup(
      instance: instance, version: Version.current.description, root: settings.root,
      user: Process.effectiveUserID, watchdogMilliseconds: watchdogMilliseconds)
    setup.indistinctUser = Process.unmappedUserID
    setup.connectionsMax = min(
      Limits.connectionsMax, max(1, Process.descriptorsMax - DaemonLimits.descriptorsReserved))
    switch consume endpoint {
    case .listening(let socket, let file):
      daemon = Daemon(setup)
      listener = Socket(socket)
      socketFile = file
      reserve = try Socket(Descriptor.open("/dev/null"))
    case .connected(let socket):
      setup.endsWhenAlone = true
      daemon = Daemon(setup)
      add(Socket(socket))
    }
  }

  /// Serves the other end of `socket` in this process until it closes; for a client without a daemon.
  package static func serve(_ settings: Settings, connected socket: consuming Descriptor) throws(SystemError) {
    try socket.setNonBlocking()
    _ = try Server(settings, endpoint: .connected(socket)).run()
  }

  /// Runs until it is over; the exit status.
  package func run() -> Int32 {
    events.insert(.started, at: 0)
    work()
    while exitCode == nil { turn() }
    // A look that nobody waits for any more must not hold up the end of the process.
    if isLooking, signals != nil { Process.exit(exitCode ?? 0) }
    return exitCode ?? 0
  }

  // MARK: Events in

  private var now: Int { Int(Clocks.monotonicNanoseconds() / 1_000_000) }

  private var today: CivilDate {
    if let fixed = settings.today { return fixed }
    let second = Clocks.realtimeSeconds()
    if let localDay, localDay.second == second { return localDay.day }
    let (year, month, day) = Clocks.localDate(at: second)
    let date = CivilDate(year: year, month: month, day: day) ?? CivilDate(days: 0)
    localDay = (second, date)
    return date
  }

  /// Takes an event through the daemon, and what its effects bring as well.
  private func send(_ event: Event) {
    events.append(event)
    work()
  }

  /// Takes the events that wait through the daemon; called by an effect, it leaves them to the one at work.
  private func work() {
    guard !isWorking else { return }
    isWorking = true
    while !events.isEmpty, exitCode == nil {
      for effect in daemon.step(events.removeFirst(), now: now, today: today) { perform(effect) }
    }
    isWorking = false
  }

  /// Waits for something to happen and tells it.
  private func turn() {
    var entries = [
      PollEntry(signals?.queue.descriptor.number ?? -1, .readable), PollEntry(background.descriptor, .readable),
      PollEntry(observer?.watchDescriptor ?? -1, .readable),
      PollEntry(daemon.isAccepting ? listener?.descriptor.number ?? -1 : -1, .readable),
    ]
    for (id, socket) in sockets {
      var interest: Readiness = []
      if daemon.readCapacity(of: id) > 0 { interest.formUnion(.readable) }
      if daemon.waitsForWritable(id) { interest.formUnion(.writable) }
      entries.append(PollEntry(socket.descriptor.number, interest))
    }
    let connections = sockets
    do {
      try poll(&entries, timeoutNanoseconds: daemon.deadline.map { Int64(max(0, $0 - now)) * 1_000_000 })
    } catch {
      settings.log.write(.error, "cannot wait: \(error)")
      exitCode = 1
      return
    }
    var isQuiet = true
    for (index, entry) in entries.enumerated() where !entry.ready.isEmpty && exitCode == nil {
      isQuiet = false
      switch index {
      case 0: takeSignals()
      case 1: takeBackground()
      case 2: send(.hinted)
      case 3: accept()
      default: serve(connections[index - 4].id, connections[index - 4].socket, entry.ready)
      }
    }
    if isQuiet { send(.tick) }
  }

  private func takeSignals() {
    while let signal = try? signals?.queue.next() {
      switch signal {
      case .hangUp: send(.reloadRequested)
      case .terminate, .interrupt: send(.terminationRequested)
      case .pipe, .windowChanged: break
      }
    }
  }

  private func takeBackground() {
    for message in background.take() {
      switch message {
      case .progress(let progress): send(.progress(progress))
      case .done(let observer, let look):
        self.observer = observer
        isLooking = false
        send(.looked(look, observation(observer)))
      }
    }
  }

  private func accept() {
    for _ in 0..<Server.acceptsMax where daemon.isAccepting {
      guard let listener else { return }
      do {
        guard let accepted = try listener.descriptor.accept() else { return }
        add(Socket(accepted))
        work()
      } catch {
        if error.errno == .EMFILE || error.errno == .ENFILE { refuse() }
        send(.acceptFailed("\(error)"))
      }
    }
  }

  /// Without a descriptor a connection stays in the queue and wakes the loop for ever: one is kept to end it with.
  private func refuse() {
    reserve = nil
    if let listener { _ = try? listener.descriptor.accept() }
    reserve = try? Socket(Descriptor.open("/dev/null"))
  }

  private func add(_ socket: Socket) {
    // Whoever cannot be named has no rights.
    let user = (try? socket.descriptor.peerCredentials().user) ?? UInt32.max
    let id = nextID
    nextID += 1
    sockets.append((id, socket))
    events.append(.accepted(connection: id, user: user))
  }

  private func serve(_ id: Int, _ socket: Socket, _ ready: Readiness) {
    let capacity = daemon.readCapacity(of: id)
    if capacity > 0, !ready.isDisjoint(with: [.readable, .hungUp, .failed]) {
      receive(id, socket, capacity)
    } else if !ready.isDisjoint(with: [.hungUp, .failed, .invalid]) {
      send(.lost(connection: id))
      return
    }
    if ready.contains(.writable) { send(.writable(connection: id)) }
  }

  private func receive(_ id: Int, _ socket: Socket, _ capacity: Int) {
    do {
      if capacity < buffer.count {
        var small = [UInt8](repeating: 0, count: capacity)
        take(try socket.descriptor.receive(into: &small), small, of: id)
      } else {
        take(try socket.descriptor.receive(into: &buffer), buffer, of: id)
      }
    } catch {
      send(.lost(connection: id))
    }
  }

  private func take(_ received: Received, _ bytes: [UInt8], of id: Int) {
    switch received {
    case .bytes(let count): send(.received(connection: id, bytes: bytes[..<count]))
    case .end: send(.ended(connection: id))
    case .nothing: break
    }
  }

  // MARK: Effects out

  private func perform(_ effect: Effect) {
    switch effect {
    case .drain: drain()
    case .look(let options, let isLong): look(options, isLong)
    case .send(let id): transmit(id)
    case .close(let id): sockets.removeAll { $0.id == id }
    case .stopListening:
      listener = nil
      socketFile?.remove()
      socketFile = nil
    case .reload: reread()
    case .notify(let notification): notify(notification)
    case .log(let level, let text): settings.log.write(level, text)
    case .exit(let code): exitCode = code
    }
  }

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
      for event in observer.takeRecentEvents() { settings.log.write(.debug, "event: \(event)") }
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

  private func observation(_ observer: Observer<KernelFileSystem>) -> Observation {
    Observation(observer, now: Clocks.realtimeNanoseconds())
  }

  private func transmit(_ id: Int) {
    guard let socket = sockets.first(where: { $0.id == id })?.socket else { return }
    do {
      let count = try socket.descriptor.send(Array(daemon.unsent(of: id)))
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
        settings.log.write(.warning, "ignoring the new \(name) until the next start")
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
      case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(Clocks.monotonicNanoseconds() / 1000)"
      case .stopping: "STOPPING=1"
      case .watchdog: "WATCHDOG=1"
      case .status(let status): "STATUS=\(Escaping.visible(status))"
      case .extendTimeout: "EXTEND_TIMEOUT_USEC=\(Server.extendedTimeoutMicroseconds)"
      }
    do {
      try ServiceManager.notify(text)
    } catch {
      settings.log.write(.debug, "the service manager cannot be told: \(error)")
    }
  }

  private static let extendedTimeoutMicroseconds = 30_000_000
}
