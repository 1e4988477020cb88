/// The simulation room: kernel, disk, editors, git, clients and clock around the daemon's pure step, all from one seed.
///
/// A run alternates between chaos, in which anything may happen, and calm, in which faults are off and the daemon has
/// to settle; checkers hold what it says against what was on disk. It knows the daemon by its events and effects, and
/// the observer by its port; a planted defect goes into those, never into the product.

import STLDaemon
import STLEngine
import STLFiles
import STLModel
import STLService
import STLSystem
import STLText
import STLWire

/// One run of one seed.
package struct Simulator {
  /// What looks for defects; the name tells in a failure which one has found something.
  package enum Checker: String, Sendable {
    /// After quiet the files and findings equal those of a check from scratch.
    case world
    /// Every call gets its replies, of the right kind, in order, and one that is the last.
    case replies
    /// A revision never goes back, and stands for one content.
    case revisions
    /// A call sees what was finished before it began.
    case freshness
    /// What a subscriber was told adds up to what is.
    case changes
    /// A named limit holds.
    case limits
    /// What was opened is closed, and the watches are those of the directories.
    case descriptors
    /// The log does not repeat itself.
    case log
    /// With faults off the daemon comes to rest in time.
    case liveness
  }

  /// What a checker found.
  package struct Violation: Sendable {
    package let checker: Checker
    package let step: Int
    package let message: String
  }

  /// How a run ended.
  package struct Report: Sendable {
    package let seed: UInt64
    package let steps: Int
    /// Of everything that happened; equal for equal seeds, steps and code.
    package let hash: UInt64
    package let violation: Violation?
    /// The last things that happened, where they were asked for.
    package let events: [String]
    package let counts: Counts
  }

  /// What a run has tried.
  package struct Counts: Sendable {
    package var calls = 0
    package var replies = 0
    package var revisions = 0
    package var calms = 0
    package var runs = 0
    package var changes = 0
    package var simulatedMilliseconds = 0
  }

  let seed: UInt64
  let plant: Plant?
  let swarm: Swarm
  var random: SeededGenerator
  let ground: Ground
  var daemon: Daemon
  var observer: Observer<PlantedFileSystem>
  var looks: PlantedLooks
  var now = 1_000
  var today: CivilDate
  var step = 0
  var transcript = Transcript()
  var counts = Counts()

  // The loop.
  var queue: [Event] = []
  var isAlive = false
  var isStopping = false
  /// A look that takes its time.
  var pending: Look?
  var signals: [Event] = []
  var run = 0
  /// Counts the names that processes had.
  var incarnation = 0
  var instance = ""
  var nextID = 1

  // Clients.
  var clients: [Client] = []
  var isCalm = false
  /// Connections of the daemon that are open, by number.
  var open: Set<Int> = []
  var occasions = 0

  // What was seen.
  var recorded = Records()
  var worlds: [WeakWorld] = []
  var lastRevision = 0
  /// The findings that the one who compares was answered.
  var examined: [UInt64: Int]?
  var quietLines = 0
  var lastDayAt = 0
  var isReloading = false
  var watchdogAt: Int?

  private let tracedFrom: Int
  private let diary = Diary()

  /// What is written down for the reader of a failure; a class, so that whoever looks can write.
  private final class Diary {
    var violation: Violation?
    var events: [String] = []
  }

  /// What a checker found; the run ends with it.
  var violation: Violation? { diary.violation }

  /// A run of `seed`; from step `tracedFrom` on it keeps the last events.
  package init(seed: UInt64, plant: Plant? = nil, tracedFrom: Int = .max) {
    self.seed = seed
    self.plant = plant
    self.tracedFrom = tracedFrom
    var random = SeededGenerator(seed: seed)
    let swarm = Swarm(&random)
    let year = 2026
    today = CivilDate(days: 20_514)
    let files = MemoryFileSystem(queueMax: swarm.queueMax, watchesMax: swarm.watchesMax)
    files.setFileSystem(type: swarm.type)
    let editor = Editor(
      random.fork(), swarm.edits, Contents(brokenPermille: swarm.brokenPermille, year: year), filesMax: swarm.filesMax)
    var weather = Weather(
      random: random.fork(), faultPermille: swarm.faultPermille, editPermille: swarm.editPermille,
      faults: Weather.allFaults, calls: [])
    weather.faults = Weather.allFaults.filter { _ in random.chance(500) } + [.EIO]
    weather.calls = Set(Weather.allCalls.filter { _ in random.chance(600) })
    files.change { tree in
      tree.tick = swarm.tickNanoseconds
      if swarm.hasGit { Editor.makeGit(&tree) }
    }
    ground = Ground(files, editor, weather)
    looks = PlantedLooks(plant)
    daemon = Daemon(Daemon.Setup(instance: "", version: "", root: "", user: Simulator.owner))
    observer = Observer(files: PlantedFileSystem(files, plant), mode: swarm.mode, threads: 1)
    self.swarm = swarm
    self.random = random
  }

  /// The user that the daemon runs as.
  static let owner: UInt32 = 1000
  static let stranger: UInt32 = 1001
  static let users: [UInt32] = [owner, owner, owner, stranger, 1002, 0]

  /// Runs `steps` actions and events, or until a checker finds something.
  package mutating func run(steps: Int) -> Report {
    for _ in 0..<random.below(6) { ground.edit(.save) }
    boot()
    while step < steps, violation == nil {
      let chaosEnd = min(steps, step + random.within(swarm.chaosSteps / 2...swarm.chaosSteps))
      while step < chaosEnd, violation == nil { act() }
      if violation == nil { calmDown() }
    }
    counts.simulatedMilliseconds = now - 1_000
    return Report(
      seed: seed, steps: step, hash: transcript.hash, violation: violation, events: diary.events, counts: counts)
  }

  // MARK: Chaos

  private mutating func act() {
    step += 1
    let act = swarm.acts.pick(&random)
    switch act {
    case .turn: for _ in 0..<random.within(1...4) where !turn() { break }
    case .edit:
      for _ in 0..<random.within(1...3) { edit() }
    case .wait: pass(random.pick([1, 3, 10, 25, 60, 300]))
    case .waitForDeadline: passToDeadline()
    case .waitLong: pass(random.within(1000...20_000))
    case .connect: connect()
    case .ask: withClient { $0.ask($1) }
    case .push: withClient { $0.push($1) }
    case .pull: withClient { $0.pull($1) }
    case .talk: talk()
    case .hangUp: withClient { $0.hangUp($1) }
    case .finish: withClient { $0.finish($1) }
    case .sendJunk: withClient { $0.sendJunk($1) }
    case .flood: if random.chance(50) { flood() }
    case .hangUpAll:
      if random.chance(100) || clients.count > 40 { for index in clients.indices { hangUp(index) } }
    case .hangUpSignal: if random.chance(200) { signals.append(.reloadRequested) }
    case .terminate: if random.chance(60) { signals.append(.terminationRequested) }
    case .kill: if random.chance(40) { kill() }
    case .turnWeather:
      ground.withWeather { weather in weather.isBad.toggle() }
      trace("the weather turns")
    case .limit: limit()
    case .newDay:
      if random.chance(200) {
        today = today.adding(days: random.pick([1, 1, 1, 30, -1]))
        lastDayAt = now
        trace("it is \(today)")
      }
    case .jumpClock:
      if random.chance(100) {
        // The clock of the files only: ours never goes back.
        let jump = Int64(random.within(-100_000...100_000)) * 1_000_000_007
        ground.files.change { $0.advance(max(jump, -$0.clockNanoseconds / 2)) }
        trace("the clock jumps")
      }
    }
    finishClients()
  }

  mutating func edit(_ kind: Edit? = nil) {
    ground.edit(kind)
    traceDeeds()
  }

  private mutating func limit() {
    let watches = random.chance(500) ? swarm.watchesMax : random.within(1...8)
    let events = random.chance(500) ? swarm.queueMax : random.within(2...20)
    ground.files.change { tree in
      tree.watchesMax = watches
      tree.queueMax = events
    }
    trace("\(watches) watches and \(events) events at most")
  }

  // MARK: What is said

  func fail(_ checker: Checker, _ message: @autoclosure () -> String) {
    if diary.violation == nil { diary.violation = Violation(checker: checker, step: step, message: message()) }
  }

  func trace(_ text: @autoclosure () -> String) {
    guard step >= tracedFrom else { return }
    diary.events.append("\(step) @\(now): \(text())")
  }

  func traceDeeds() {
    guard step >= tracedFrom else { return }
    ground.listen()
    for deed in ground.takeDeeds() where !deed.isEmpty { trace(deed) }
  }
}

/// A world that only whoever needs it keeps alive.
struct WeakWorld {
  weak var world: World?
}
