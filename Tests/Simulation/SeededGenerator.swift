/// Numbers of xoshiro256**, filled from one seed by SplitMix64: a seed is a history, on any machine.
package struct SeededGenerator: Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  package init(seed: UInt64) {
    var mixed = seed
    func next() -> UInt64 {
      mixed &+= 0x9E37_79B9_7F4A_7C15
      var word = mixed
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }
    state = (next(), next(), next(), next())
  }

  package mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// A number from 0 to `count - 1`.
  package mutating func below(_ count: Int) -> Int { Int((next() >> 33) % UInt64(count)) }

  package mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  package mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// True so many times of a thousand.
  package mutating func chance(_ permille: Int) -> Bool { permille > 0 && below(1000) < permille }

  /// Another stream of numbers that depends on this one.
  package mutating func fork() -> SeededGenerator { SeededGenerator(seed: next()) }
}

/// A hash of all that happened, the same on any machine: FNV-1a, a word at a time.
package struct Transcript: Sendable {
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ word: UInt64) {
    hash = (hash ^ word) &* 0x100_0000_01B3
    hash ^= hash >> 29
  }

  mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

  mutating func add(_ bytes: some Sequence<UInt8>) {
    var word: UInt64 = 0
    var count: UInt64 = 0
    for byte in bytes {
      word = word << 8 | UInt64(byte)
      count += 1
      if count % 8 == 0 { add(word) }
    }
    add(word ^ count << 56)
  }

  mutating func add(_ text: String) { add(text.utf8) }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var transcript = Transcript()
    transcript.add(bytes)
    return transcript.hash
  }
}
