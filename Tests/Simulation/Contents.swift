/// Texts that people might save: small entities that refer to each other, whole and broken ones.
struct Contents: Sendable {
  /// Documents out of a thousand that cannot be read.
  var brokenPermille: Int
  /// A day near which the dates lie.
  var year: Int

  /// What a file of this name might hold.
  func file(_ name: String, _ random: inout SeededGenerator) -> [UInt8] {
    if name.hasSuffix(".md") {
      if random.chance(400) { return Array("# Text \(random.below(50))\n".utf8) }
      return Array("---\n\(document(&random))---\n# Text\n".utf8)
    }
    if name == "org.yaml" { return Array("org: acme\ntitle: T\(random.below(50))\n".utf8) }
    if random.chance(brokenPermille) { return broken(&random) }
    if random.chance(30) { return [] }
    if random.chance(150) { return Array("\(document(&random))---\n\(document(&random))".utf8) }
    return Array(document(&random).utf8)
  }

  private func document(_ random: inout SeededGenerator) -> String {
    let number = random.below(6)
    switch random.below(8) {
    case 0, 1:
      var text = "person: p\(number)\nname: N\(random.below(1000))\n"
      if random.chance(200) { text += "left: \(date(&random))\n" }
      if random.chance(200) { text += "joined: \(date(&random))\n" }
      if random.chance(100) { text += "away:\n  - from: \(date(&random))\n" }
      return text
    case 2: return "team: t\(number)\ntitle: T\(random.below(1000))\nleader: p\(random.below(7))\n"
    default:
      var text = "initiative: i\(number)\ntitle: T\(random.below(1000))\n"
      if random.chance(800) { text += "leader: p\(random.below(7))\n" }
      if random.chance(300) { text += "team: t\(random.below(7))\n" }
      if random.chance(200) { text += "parent: i\(random.below(7))\n" }
      if random.chance(100) { text += "prfaq: \(random.pick(["notes.txt", "/a/notes.txt", "m.md"]))\n" }
      if random.chance(100) { text += "depends_on: [i\(random.below(7))]\n" }
      if random.chance(50) { text += "colour: blue\n" }
      if random.chance(50) { text += "due: soon\n" }
      if random.chance(100) {
        text += "waive:\n  - rule: STL001\n    reason: known\n    until: \(date(&random))\n"
      }
      return text
    }
  }

  private func date(_ random: inout SeededGenerator) -> String {
    "\(year)-0\(random.within(1...9))-\(random.within(10...28))"
  }

  private func broken(_ random: inout SeededGenerator) -> [UInt8] {
    let number = random.below(6)
    switch random.below(8) {
    case 0: return Array("initiative: i\(number)\nleader: [p1\n".utf8)
    case 1: return Array("initiative: i\(number)\ntitle: A\ntitle: B\n".utf8)
    case 2: return Array("\tinitiative: i\(number)\n".utf8)
    case 3: return Array("<<<<<<< HEAD\ninitiative: i\(number)\n=======\ninitiative: i1\n>>>>>>> b\n".utf8)
    case 4: return [0x69, 0xFF, 0xFE, UInt8(number)]
    case 5: return Array("initative: i\(number)\n".utf8)
    case 6: return Array("\(document(&random))---\nteam: &t t\(number)\n".utf8)
    default: return Array("leader: 'p\(number)\n".utf8)
    }
  }
}
