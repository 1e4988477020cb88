import Simulation
import Testing

/// Defects that are planted around the daemon: each is found, by a checker whose subject it is, and only where it is.
@Suite struct PlantTests {
  private struct Planted: Sendable, CustomTestStringConvertible {
    let plant: Plant
    let seed: UInt64
    /// What is not as it is on disk shows in answers and after quiet: whichever comes first.
    let checkers: Set<Simulator.Checker>

    var testDescription: String { "\(plant.rawValue), seed \(seed)" }
  }

  private static let stepsMax = 100_000

  private static let all = [
    Planted(plant: .skippedRescan, seed: 8, checkers: [.freshness, .world]),
    Planted(plant: .droppedMovedTo, seed: 14, checkers: [.freshness, .world]),
    Planted(plant: .reusedRevision, seed: 9, checkers: [.revisions]),
    Planted(plant: .forgottenLimit, seed: 29, checkers: [.limits]),
    Planted(plant: .tornRename, seed: 16, checkers: [.freshness]),
    Planted(plant: .lostDelete, seed: 6, checkers: [.freshness, .world]),
    Planted(plant: .staleParentWatch, seed: 6, checkers: [.descriptors, .world]),
    Planted(plant: .doubleReply, seed: 24, checkers: [.replies]),
    Planted(plant: .leakedDescriptor, seed: 9, checkers: [.descriptors]),
    Planted(plant: .missedLockRelease, seed: 16, checkers: [.freshness, .liveness]),
    Planted(plant: .staleEntity, seed: 57, checkers: [.freshness, .world]),
    Planted(plant: .missedChange, seed: 1, checkers: [.changes, .liveness]),
  ]

  @Test(arguments: all) private func `a planted defect is found`(planted: Planted) throws {
    var simulator = Simulator(seed: planted.seed, plant: planted.plant)
    let report = simulator.run(steps: PlantTests.stepsMax)
    let violation = try #require(report.violation, "nothing was found in \(report.steps) steps")
    #expect(planted.checkers.contains(violation.checker), "\(violation.message)")
    var sound = Simulator(seed: planted.seed)
    #expect(sound.run(steps: report.steps).violation == nil)
  }

  @Test func `every defect is planted in some test`() {
    #expect(Set(PlantTests.all.map(\.plant)) == Set(Plant.allCases))
  }
}
