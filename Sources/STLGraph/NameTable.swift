/// Finds an integer by a name of bytes within a space: ids by kind, addresses, unknown names.
///
/// Open addressing over one flat pool of bytes; no string is built to look one up.
struct NameTable: Sendable {
  private var pool: [UInt8] = []
  private var starts: [UInt32] = []
  private var counts: [UInt32] = []
  private var spaces: [UInt8] = []
  private var values: [Int32] = []
  private var slots: [Int32]
  private let seed: UInt64

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    // Seeded per table, so that nobody can choose names that collide; no output depends on it.
    seed = UInt64.random(in: .min ... .max)
  }

  /// The value of `name` in `space`, or -1.
  func find(_ name: ArraySlice<UInt8>, in space: UInt8) -> Int32 {
    var slot = slot(of: name, in: space)
    while slots[slot] >= 0 {
      let entry = Int(slots[slot])
      if isEqual(entry, name, space) { return values[entry] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }

  /// Adds `name` in `space` unless it is there; returns the value that counts from now on.
  mutating func insert(_ name: ArraySlice<UInt8>, in space: UInt8, value: Int32) -> Int32 {
    if (values.count + 1) * 2 > slots.count { grow() }
    var slot = slot(of: name, in: space)
    while slots[slot] >= 0 {
      let entry = Int(slots[slot])
      if isEqual(entry, name, space) { return values[entry] }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(values.count)
    starts.append(UInt32(pool.count))
    counts.append(UInt32(name.count))
    spaces.append(space)
    values.append(value)
    pool.append(contentsOf: name)
    return value
  }

  private func isEqual(_ entry: Int, _ name: ArraySlice<UInt8>, _ space: UInt8) -> Bool {
    guard spaces[entry] == space, counts[entry] == UInt32(name.count) else { return false }
    var index = Int(starts[entry])
    for byte in name {
      if pool[index] != byte { return false }
      index += 1
    }
    return true
  }

  private func slot(of name: ArraySlice<UInt8>, in space: UInt8) -> Int {
    // FNV-1a with a seed and a final mix.
    var hash = (seed ^ UInt64(space)) &* 0x100_0000_01B3
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    hash = hash &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for entry in values.indices {
      let start = Int(starts[entry])
      var slot = slot(of: pool[start..<start + Int(counts[entry])], in: spaces[entry])
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(entry)
    }
  }
}
