/// Random numbers that are the same for a seed on every machine and with every compiler (SplitMix64).
struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// Starts a stream that depends on a seed and a word, so that two keys of one document are written independently.
  init(seed: UInt64, word: String) {
    state = seed
    for byte in word.utf8 {
      state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `limit - 1`.
  mutating func below(_ limit: Int) -> Int {
    Int(next() % UInt64(limit))
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  mutating func chance(_ percent: Int) -> Bool {
    below(100) < percent
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// One of the words, each as often as its weight says.
  mutating func pick(weighted choices: KeyValuePairs<String, Int>) -> String {
    var rest = below(choices.reduce(0) { $0 + $1.value })
    for choice in choices {
      if rest < choice.value { return choice.key }
      rest -= choice.value
    }
    return choices[0].key
  }

  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var rest = elements
    var result: [Element] = []
    while !rest.isEmpty {
      result.append(rest.remove(at: below(rest.count)))
    }
    return result
  }
}
