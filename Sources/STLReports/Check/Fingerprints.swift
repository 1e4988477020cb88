import STLText

/// Names of findings by which code hosts know them again: lines and messages may change, the name stays.
///
/// A name is of the rule, the entity (the path for a finding about a file as such), and a count among equal ones, as a
/// baseline counts them; the place of the root in its work tree keeps several roots apart.
struct Fingerprints {
  private let prefix: String
  private var counts: [String: Int] = [:]

  init(_ origin: Origin) { prefix = origin.prefix }

  /// The name of the next finding, in 16 hexadecimal digits; findings come in their order.
  mutating func next(_ finding: Finding) -> String {
    let subject = "\(prefix)\0\(finding.code)\0\(finding.entity ?? finding.place.path)\0"
    let count = counts[subject, default: 0]
    counts[subject] = count + 1
    let digits = String(Fingerprints.hash(subject + String(count)), radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// FNV-1a: the same in every run, unlike the hashes of the standard library.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
