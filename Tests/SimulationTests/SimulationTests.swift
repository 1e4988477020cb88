import Simulation
import Testing

@Suite struct SimulationTests {
  @Test(arguments: 0..<50) func `a seed passes`(seed: Int) {
    var simulator = Simulator(seed: UInt64(seed))
    let report = simulator.run(steps: 600)
    #expect(report.violation == nil)
  }
}
