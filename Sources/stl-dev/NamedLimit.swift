/// One row of `docs/limits.md`: a constant, what it bounds, what happens beyond it, and the test that shows it.
struct NamedLimit {
  /// What a value counts.
  enum Unit {
    case bytes, milliseconds, nanoseconds, pieces
  }

  /// The constant's name with its type, as in the sources.
  let name: String
  let value: Int
  let unit: Unit
  let subject: String
  let beyond: String
  /// Path below `Tests`, a colon, and the test's name.
  let test: String

  init(_ name: String, _ value: Int, _ unit: Unit, _ subject: String, beyond: String, test: String) {
    self.name = name
    self.value = value
    self.unit = unit
    self.subject = subject
    self.beyond = beyond
    self.test = test
  }

  /// `4 MiB`, `10 s`, `100,000`.
  var valueText: String {
    switch unit {
    case .bytes: NamedLimit.whole(value, [(1 << 20, "MiB"), (1 << 10, "KiB"), (1, "bytes")])
    case .milliseconds: NamedLimit.whole(value, [(3_600_000, "h"), (60_000, "min"), (1000, "s"), (1, "ms")])
    case .nanoseconds: NamedLimit.whole(value, [(1_000_000, "ms"), (1, "ns")])
    case .pieces: NamedLimit.grouped(value)
    }
  }

  /// The value in the largest unit that it is a multiple of.
  private static func whole(_ value: Int, _ units: [(size: Int, name: String)]) -> String {
    for unit in units where value % unit.size == 0 { return grouped(value / unit.size) + " " + unit.name }
    return grouped(value)
  }

  private static func grouped(_ value: Int) -> String {
    let digits = String(value)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
