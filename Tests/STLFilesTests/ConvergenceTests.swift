import Simulation
import STLEngine
import STLFiles
import STLModel
import STLSystem
import Testing

/// Random histories on a file system in memory: after quiet, what the batches told equals what is there.
@Suite struct ConvergenceTests {
  /// xorshift64*, so that a seed is a history.
  private struct Random {
    var state: UInt64

    init(seed: UInt64) { state = (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func below(_ count: Int) -> Int {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % count
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
  }

  @Test(arguments: [WatchMode.auto, .poll])
  func `any history converges`(mode: WatchMode) {
    for seed in 0..<150 {
      if let difference = difference(seed: UInt64(seed), mode: mode) {
        Issue.record("seed \(seed): \(difference)")
        return
      }
    }
  }

  /// Plays one history; nil where told and real tree are the same after each check.
  private func difference(seed: UInt64, mode: WatchMode) -> String? {
    var random = Random(seed: seed)
    let files = MemoryFileSystem(queueMax: random.pick([8, 40, 1000]), watchesMax: random.pick([4, 1000, 1000]))
    var observer = Observer(files: files, mode: mode, threads: 1)
    var told: [String: String] = [:]
    var history: [String] = []

    func look(_ options: LookOptions) {
      let batch = observer.look(options).batch
      if batch.isComplete { told = [:] }
      for (path, file) in batch.changes {
        told[path] = file.map { String(decoding: $0.bytes, as: UTF8.self) }
      }
    }

    for _ in 0..<60 {
      history.append(change(files, &random))
      switch random.below(8) {
      case 0: observer.drain()
      case 1:
        look([])
        history.append("look")
      case 2:
        observer.drain()
        look([])
        history.append("drain, look")
        // A look may itself make events (ended watches), never hints; one more round reads what was in between.
        if observer.condition.isDegraded { continue }
        if told != files.texts {
          return "\(history.joined(separator: "; ")): told \(told), is \(files.texts), \(observer.recentEvents)"
        }
      case 3: files.advance()
      default: break
      }
    }
    observer.drain()
    look([])
    observer.drain()
    look([])
    if told != files.texts { return "\(history.joined(separator: "; ")): told \(told), is \(files.texts)" }
    if !observer.condition.isPolling, files.watchCount != files.directories.count + 1 {
      return "\(history.joined(separator: "; ")): \(files.watchCount) watches, directories \(files.directories)"
    }
    return nil
  }

  /// Does something to the tree; what it was.
  private func change(_ files: MemoryFileSystem, _ random: inout Random) -> String {
    let directories = [""] + files.directories.map { $0 + "/" }
    let names = ["a", "b", "c"]
    let fileNames = ["x.yaml", "y.yml"]
    switch random.below(10) {
    case 0, 1:
      let path = random.pick(directories) + random.pick(names)
      files.makeDirectory(path)
      return "mkdir \(path)"
    case 2, 3, 4:
      let path = random.pick(directories) + random.pick(fileNames)
      let text = random.pick(["1", "2", "three"])
      files.write(path, text)
      return "write \(path) \(text)"
    case 5:
      let path = random.pick(directories) + random.pick(fileNames)
      files.remove(path)
      return "rm \(path)"
    case 6:
      let path = random.pick(directories) + random.pick(names)
      files.remove(path)
      return "rm -r \(path)"
    case 7, 8:
      let path = random.pick(directories) + random.pick(names)
      let target = random.pick(directories) + random.pick(names)
      return files.rename(path, target) ? "mv \(path) \(target)" : "nothing"
    default:
      let path = random.pick(directories) + random.pick(fileNames)
      let target = random.pick(directories) + random.pick(fileNames)
      return files.rename(path, target) ? "mv \(path) \(target)" : "nothing"
    }
  }
}
