import STLEngine
import STLRules
import STLText
import Testing

/// Every rule's own examples, run: the bad one yields that rule and no other, the good one yields nothing.
private let codes = Catalogue.rules.map { $0.descriptor.code }

@Suite struct RuleExamplesTests {
  /// Rules about files that no text in a page can show: the files room tests them.
  static let withoutExample: Set<String> = ["FILE001", "FILE002", "FILE012"]

  private func found(_ example: Example) -> [String] {
    let world = World(files: example.files)
    return world.evaluation(today: example.today).findings.filter { !$0.isWaived }.map(\.code)
  }

  @Test(arguments: codes) func `the bad example yields the rule and no other`(code: String) throws {
    let descriptor = try #require(Catalogue.find(code))
    if Self.withoutExample.contains(code) {
      #expect(descriptor.bad.files.isEmpty)
      return
    }
    let found = found(descriptor.bad)
    #expect(!found.isEmpty)
    #expect(Set(found).isSubset(of: [code]), "\(found)")
  }

  @Test(arguments: codes) func `the good example yields nothing`(code: String) throws {
    let descriptor = try #require(Catalogue.find(code))
    #expect(found(descriptor.good) == [])
    #expect(descriptor.good.files.isEmpty == Self.withoutExample.contains(code))
  }
}
