import STLSystem
import Simulation

/// `stl-dev simulate`: seeds of the simulator, one after the other.
enum Simulate {
  static let usage = "simulate [--seed N[-M]] [--steps N] [--plant NAME] [--last N]"

  private struct Options {
    var seeds = 0...0
    var steps = 100_000
    var plant: Plant?
    /// The last steps before a failure that are told.
    var last = 120
  }

  static func run(_ arguments: [String]) -> Int32? {
    guard let options = read(arguments) else { return nil }
    let start = Clocks.monotonicNanoseconds()
    var steps = 0
    for seed in options.seeds {
      var simulator = Simulator(seed: UInt64(seed), plant: options.plant)
      let report = simulator.run(steps: options.steps)
      steps += report.steps
      let counts = report.counts
      print(
        "seed \(seed): \(report.steps) steps, \(counts.runs) runs of the daemon, \(counts.revisions) revisions, "
          + "\(counts.calls) calls, \(counts.replies) replies, \(counts.changes) changes told, \(counts.calms) calms, "
          + "\(counts.simulatedMilliseconds / 1000) s simulated, hash \(String(report.hash, radix: 16))")
      if let violation = report.violation {
        explain(report, violation, options)
        return 1
      }
    }
    let seconds = Double(Clocks.monotonicNanoseconds() - start) / 1e9
    print("\(options.seeds.count) seeds, \(steps) steps in \(seconds) s, \(Int(Double(steps) * 60 / seconds)) a minute")
    return 0
  }

  /// Runs once more to tell what happened just before.
  private static func explain(_ report: Simulator.Report, _ violation: Simulator.Violation, _ options: Options) {
    var simulator = Simulator(
      seed: report.seed, plant: options.plant, tracedFrom: violation.step - options.last)
    let again = simulator.run(steps: options.steps)
    for event in again.events { print("  \(event)") }
    print("seed \(report.seed), step \(violation.step): \(violation.checker.rawValue): \(violation.message)")
    if again.hash != report.hash { print("the second run had the hash \(String(again.hash, radix: 16))") }
    let plant = options.plant.map { " --plant \($0.rawValue)" } ?? ""
    print("replay: swift run -c release stl-dev simulate --seed \(report.seed) --steps \(options.steps)\(plant)")
  }

  private static func read(_ arguments: [String]) -> Options? {
    var options = Options()
    var rest = arguments[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch name {
      case "--seed":
        let ends = value.split(separator: "-").compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last, ends.count <= 2, first >= 0, first <= last else {
          return nil
        }
        options.seeds = first...last
      case "--steps":
        guard let steps = Int(value), steps > 0 else { return nil }
        options.steps = steps
      case "--plant":
        guard let plant = Plant(rawValue: value) else { return nil }
        options.plant = plant
      case "--last":
        guard let last = Int(value) else { return nil }
        options.last = last
      default: return nil
      }
    }
    return options
  }

  private static func print(_ line: String) { try? StandardStream.output.write(line + "\n") }
}
