import STLEngine
import STLRules
import STLSystem
import STLText
import Testing

@Suite struct CatalogueTests {
  private let descriptors = Catalogue.rules.map { $0.descriptor }

  @Test func `codes are sorted and used once`() {
    let codes = descriptors.map(\.code)
    #expect(codes == codes.sorted())
    #expect(Set(codes).count == codes.count)
    #expect(Set(descriptors.map(\.name)).count == descriptors.count)
  }

  @Test func `every code and name is one of the product's table`() {
    for descriptor in descriptors { #expect(RuleNames.code(of: descriptor.name) == descriptor.code) }
  }

  @Test func `every file of a family's folder is a rule of the catalogue`() throws {
    let sources = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Sources/STLRules/"
    for family in Catalogue.families {
      let rules = Catalogue.rules.filter { $0.descriptor.family == family }.map { "\($0)" }
      let folder = try Descriptor.open(sources + family, [.readOnly, .directory])
      let names = try folder.entries().map { String(decoding: $0.name, as: UTF8.self) }.filter {
        $0.hasSuffix(".swift")
      }
      let files = names.map { String($0.dropLast(6)) }
      let helpers: Set = ["FileRule", "Cycles", "Seats", "UnreadDocuments", "Waivers"]
      #expect(Set(files).subtracting(helpers) == Set(rules), "family \(family)")
    }
  }

  @Test func `texts are whole sentences`() {
    for descriptor in descriptors {
      #expect(descriptor.summary.hasSuffix("."), "\(descriptor.code)")
      #expect(descriptor.explanation.hasSuffix("."), "\(descriptor.code)")
    }
  }

  /// What is wrong with the style of a message: it starts like the middle of a sentence, has no full stop, says one
  /// thing, and no value of the program shows through.
  private func flaws(of message: String) -> [String] {
    var flaws: [String] = []
    if message.isEmpty || message != message.trimmed || message.contains("  ") { flaws.append("spaces") }
    if message.hasSuffix(".") || message.contains(where: \.isNewline) { flaws.append("more than a line") }
    if message.first?.isUppercase ?? false, !startsWithCode(message) { flaws.append("a capital letter") }
    for trace in ["Optional(", "\\(", "nil", "%@", "TODO", "STL" + "Rules"] where message.contains(trace) {
      flaws.append(trace)
    }
    if message.count(where: { $0 == "\"" }) % 2 != 0 || message.count(where: { $0 == "`" }) % 2 != 0 {
      flaws.append("an open quote")
    }
    return flaws
  }

  private func startsWithCode(_ message: String) -> Bool {
    RuleNames.code(of: String(message.prefix { $0 != " " })) != nil
  }

  @Test func `messages are facts in the house's style, without a placeholder left`() {
    for rule in Catalogue.rules {
      let example = rule.descriptor.bad
      for finding in World(files: example.files).evaluation(today: example.today).findings {
        for message in [finding.message] + finding.notes.map(\.message) {
          #expect(flaws(of: message) == [], "\(finding.code): \(message)")
        }
      }
    }
  }

  @Test(arguments: [
    "robots has no leader.", "Robots has no leader", "robots has Optional(1)", "\\(id) has no leader", "",
    "robots  has none", "no person is called \"ana", "the name is nil",
  ])
  func `a message that is none is seen`(message: String) { #expect(flaws(of: message) != []) }
}
