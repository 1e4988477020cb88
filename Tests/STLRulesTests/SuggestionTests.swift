import STLEngine
import STLModel
import Testing

@testable import STLRules

/// What was probably meant by a reference to nothing.
@Suite struct SuggestionTests {
  @Test func `suggestions have a budget`() throws {
    let people = (0..<10).map { "person: somebody-\($0)\n" }.joined(separator: "---\n")
    let world = World(files: [("people.yaml", people), ("plan.yaml", "initiative: a\nleader: somebod-3\n")])
    let suggestions = Suggestions(world.graph)
    let questions = Suggestions.comparisonsMax / 10
    #expect(suggestions.nearest(to: "somebod-3", .person, rank: questions - 1) == "somebody-3")
    #expect(suggestions.nearest(to: "somebod-3", .person, rank: questions) == nil)
  }
}
