import STLRules
import STLSystem
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
      let helpers: Set = ["FileRule", "Cycles", "Seats", "Waivers"]
      #expect(Set(files).subtracting(helpers) == Set(rules), "family \(family)")
    }
  }

  @Test func `texts are whole sentences and messages have no placeholder left`() {
    for descriptor in descriptors {
      #expect(descriptor.summary.hasSuffix("."), "\(descriptor.code)")
      #expect(descriptor.explanation.hasSuffix("."), "\(descriptor.code)")
    }
  }
}
