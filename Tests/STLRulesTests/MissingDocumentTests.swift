import STLEngine
import STLRules
import STLText
import Testing

@Suite struct MissingDocumentTests {
  @Test(arguments: [
    ("docs/a.md", true), ("./docs/a.md", true), ("/docs/a.md", false), ("/plans/docs/a.md", true), ("../b.md", true),
    ("../../b.md", false), ("docs/../docs/a.md", true), ("docs", false), ("self", false), ("a.md", false),
  ])
  func `a path is relative to its file, or to the root`(path: String, exists: Bool) {
    let world = World(files: [
      ("plans/x.yaml", "initiative: x\nleader: ana\nprfaq: \(path)\n"), ("plans/docs/a.md", "text"), ("b.md", "text"),
    ])
    let findings = world.evaluation(today: Example.day).findings
    #expect(findings.map(\.code) == (exists ? [] : ["REF006"]))
  }
}
