/// A choice among cases, some more likely than others; each seed leaves many of them out.
///
/// Leaving out ("swarm testing") brings about what a mix of everything hides: queues that only fill, clients that only
/// connect.
struct Weights<Choice: Sendable>: Sendable {
  private var choices: [(choice: Choice, until: Int)] = []
  private var total = 0

  init(_ weights: [(Choice, Int)]) {
    for (choice, weight) in weights where weight > 0 {
      total += weight
      choices.append((choice, total))
    }
  }

  /// Keeps each choice with a chance of 6 in 10, some of them more likely than before, and always the first two.
  func swarm(_ random: inout SeededGenerator) -> Weights {
    var before = 0
    var kept: [(Choice, Int)] = []
    for (index, (choice, until)) in choices.enumerated() {
      let weight = until - before
      before = until
      if index < 2 || random.chance(600) { kept.append((choice, weight << random.below(4))) }
    }
    return Weights(kept)
  }

  func pick(_ random: inout SeededGenerator) -> Choice {
    let number = random.below(total)
    for (choice, until) in choices where number < until { return choice }
    preconditionFailure("the first choices are always there")
  }
}
