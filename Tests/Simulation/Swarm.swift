import STLFiles
import STLSystem

/// What one seed makes of the machine: which of all things can happen, how often, and how much room there is.
struct Swarm {
  /// One thing that the simulator does.
  enum Act: Sendable {
    case turn, edit, wait, waitForDeadline, waitLong
    case connect, ask, push, pull, talk, hangUp, finish, sendJunk, flood, hangUpAll
    case hangUpSignal, terminate, kill
    case turnWeather, limit, newDay, jumpClock

    static let all = Weights<Act>([
      (.turn, 30), (.edit, 18), (.wait, 10), (.waitForDeadline, 6), (.waitLong, 1), (.connect, 4), (.ask, 8),
      (.push, 6), (.pull, 6), (.talk, 12), (.hangUp, 2), (.finish, 1), (.sendJunk, 1), (.flood, 1), (.hangUpAll, 1),
      (.hangUpSignal, 1), (.terminate, 1), (.kill, 1), (.turnWeather, 2), (.limit, 1), (.newDay, 1), (.jumpClock, 1),
    ])
  }

  let acts: Weights<Act>
  let edits: Weights<Edit>
  let questions: Weights<Client.Question>
  let mode: WatchMode
  let type: UInt32
  let queueMax: Int
  let watchesMax: Int
  let tickNanoseconds: Int64
  let filesMax: Int
  let hasGit: Bool
  /// Bytes that the kernel keeps on the way to a client.
  let socketBytes: Int
  /// Sends out of a thousand that take less than there is room for.
  let partialPermille: Int
  /// Short looks out of a thousand that take their time.
  let latePermille: Int
  let eagerPermille: Int
  let faultPermille: Int
  let editPermille: Int
  let brokenPermille: Int
  let chaosSteps: Int
  let watchdogMilliseconds: Int?

  init(_ random: inout SeededGenerator) {
    acts = Act.all.swarm(&random)
    edits = Edit.all.swarm(&random)
    questions = Client.Question.all.swarm(&random)
    mode = random.pick([.auto, .auto, .auto, .auto, .inotify, .poll])
    type = random.pick([0xEF53, 0xEF53, 0xEF53, 0xEF53, 0x794C_7630])
    queueMax = random.pick([6, 40, 400, 16_384])
    watchesMax = random.pick([3, 6, 1000, 1000, 1000])
    tickNanoseconds = random.pick([1, 1_000_000, 4_000_000, 10_000_000])
    filesMax = random.within(5...25)
    hasGit = random.chance(600)
    socketBytes = random.pick([100, 1000, 20_000, 212_992])
    partialPermille = random.pick([0, 0, 200, 700])
    latePermille = random.pick([0, 0, 100, 600])
    eagerPermille = random.pick([0, 500, 900, 1000])
    faultPermille = random.pick([0, 0, 10, 50, 200])
    editPermille = random.pick([0, 0, 5, 30])
    brokenPermille = random.pick([0, 50, 300])
    chaosSteps = random.pick([50, 200, 1000, 3000])
    watchdogMilliseconds = random.chance(200) ? random.within(500...20_000) : nil
  }
}
