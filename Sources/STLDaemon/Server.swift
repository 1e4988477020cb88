package import STLFiles
import STLRules
package import STLSystem
import STLText
import STLWire

/// The loop, the only place that waits: it feeds events to the daemon and does to the kernel what the daemon says.
///
/// `turn` waits and turns what happened into events; `Server+Effects.swift` has what is done then.
package final class Server<Files: FileSystem> {
  var daemon: Daemon
  var settings: ServerSettings
  let kernel: any Kernel
  /// Nil while a background look has it.
  var observer: Observer<Files>?
  let background: BackgroundLook<Files>
  var threads = Threads()
  var listener: SharedDescriptor?
  var socketFile: SocketFile?
  var sockets: [(id: Int, socket: SharedDescriptor)] = []
  private var nextID = 1
  /// Given up for a moment to take and close a connection when there is no other descriptor.
  private var reserve: SharedDescriptor?
  var events: [Event] = []
  private var isWorking = false
  var exitCode: Int32?
  var isLooking = false
  private var buffer = [UInt8](repeating: 0, count: DaemonLimits.receiveBytesMax)
  private var localDay: (second: Int64, day: CivilDate)?

  /// A server of `endpoint` over two ports, the second at `settings.root`.
  package init(
    _ settings: ServerSettings, kernel: any Kernel, files: Files, endpoint: consuming Endpoint,
    watchdogMilliseconds: Int? = nil
  ) throws(SystemError) {
    self.settings = settings
    self.kernel = kernel
    background = try BackgroundLook(kernel)
    observer = Observer(files: files, mode: settings.watch)
    let instance = String(try kernel.randomNumber(), radix: 16)
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
      listener = SharedDescriptor(socket)
      socketFile = file
      reserve = try kernel.openReserve()
    case .connected(let socket):
      setup.endsWhenAlone = true
      daemon = Daemon(setup)
      add(SharedDescriptor(socket))
    }
  }

  /// Runs until it is over; the exit status.
  package func run() -> Int32 {
    start()
    while true {
      guard let code = turn() else { continue }
      // A look that nobody waits for any more must not hold up the end of the process.
      if isLooking, kernel.signalDescriptor != nil { Process.exit(code) }
      return code
    }
  }

  /// Begins, before the first turn.
  package func start() {
    events.insert(.started, at: 0)
    work()
  }

  /// Waits once for something to happen and does what follows from it; the exit status where it is over.
  package func turn() -> Int32? {
    if exitCode == nil { waitForEvents() }
    return exitCode
  }

  // MARK: Events in

  private var now: Int { Int(kernel.monotonicNanoseconds / 1_000_000) }

  private var today: CivilDate {
    if let fixed = settings.today { return fixed }
    let second = kernel.realtimeNanoseconds / 1_000_000_000
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

  private func waitForEvents() {
    var entries = [
      PollEntry(kernel.signalDescriptor ?? -1, .readable), PollEntry(background.descriptor, .readable),
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
      let timeout = daemon.deadline.map { Int64(max(0, $0 - now)) * 1_000_000 }
      try kernel.wait(for: &entries, timeoutNanoseconds: timeout)
    } catch {
      log(.error, "cannot wait: \(error)")
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
    while let signal = try? kernel.nextSignal() {
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
    for _ in 0..<DaemonLimits.acceptsMax where daemon.isAccepting {
      guard let listener else { return }
      do {
        guard let accepted = try kernel.accept(from: listener) else { return }
        add(accepted)
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
    if let listener { _ = try? kernel.accept(from: listener) }
    reserve = try? kernel.openReserve()
  }

  private func add(_ socket: SharedDescriptor) {
    // Whoever cannot be named has no rights.
    let user = (try? kernel.user(of: socket)) ?? UInt32.max
    let id = nextID
    nextID += 1
    sockets.append((id, socket))
    events.append(.accepted(connection: id, user: user))
  }

  private func serve(_ id: Int, _ socket: SharedDescriptor, _ ready: Readiness) {
    let capacity = daemon.readCapacity(of: id)
    if capacity > 0, !ready.isDisjoint(with: [.readable, .hungUp, .failed]) {
      receive(id, socket, capacity)
    } else if !ready.isDisjoint(with: [.hungUp, .failed, .invalid]) {
      send(.lost(connection: id))
      return
    }
    if ready.contains(.writable) { send(.writable(connection: id)) }
  }

  private func receive(_ id: Int, _ socket: SharedDescriptor, _ capacity: Int) {
    do {
      if capacity < buffer.count {
        var small = [UInt8](repeating: 0, count: capacity)
        take(try kernel.receive(from: socket, into: &small), small, of: id)
      } else {
        take(try kernel.receive(from: socket, into: &buffer), buffer, of: id)
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
}

extension Server where Files == KernelFileSystem {
  /// Serves the other end of `socket` in this process until it closes; for a client without a daemon.
  package static func serve(_ settings: ServerSettings, connected socket: consuming Descriptor) throws(SystemError) {
    try socket.setNonBlocking()
    let kernel = try LinuxKernel(takesSignals: false)
    let files = KernelFileSystem(root: settings.root)
    _ = try Server(settings, kernel: kernel, files: files, endpoint: .connected(socket)).run()
  }
}
