import Simulation
import Testing

/// Some seeds of the simulator; many more run with `stl-dev simulate`.
@Suite struct SimulationTests {
  @Test(arguments: 0..<50) func `a seed finds nothing`(seed: UInt64) {
    var simulator = Simulator(seed: seed)
    let report = simulator.run(steps: 600)
    #expect(report.violation == nil, "replay: swift run -c release stl-dev simulate --seed \(seed) --steps 600")
    #expect(report.counts.calms > 0)
  }

  @Test func `a seed is a history`() {
    func hash(_ seed: UInt64) -> UInt64 {
      var simulator = Simulator(seed: seed)
      return simulator.run(steps: 400).hash
    }
    #expect(hash(7) == hash(7))
    #expect(hash(7) != hash(8))
  }
}
