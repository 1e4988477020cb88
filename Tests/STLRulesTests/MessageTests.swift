import STLEngine
import STLRules
import STLText
import Testing

/// What findings say where the words matter: `CODE message`, and the ways out.
@Suite struct MessageTests {
  private func findings(_ files: (String, String)...) -> [(message: String, notes: [String])] {
    World(files: files.map { ($0.0, $0.1) }).evaluation(today: Example.day).findings.map { finding in
      ("\(finding.code) \(finding.message)", finding.notes.map(\.message))
    }
  }

  @Test(arguments: [
    ("stl004", "`STL004:`"), ("Stl005", "`STL005:`"), ("stl", "`STL:`"), ("Shared", "`shared:`"),
    ("STL044", "`STL004:`"), ("leaderles", "`leaderless:`"),
  ])
  func `an unknown rule is shown with the one that was meant`(word: String, wayOut: String) {
    let found = findings(("org.yaml", "org: harbour\nrules: {\(word): info}\n"))
    #expect(found.map(\.message) == ["FILE007 no rule, rule name or family is called \"\(word)\""])
    #expect(found.first?.notes.first == wayOut)
  }

  @Test func `unknown rules have a limit`() {
    let rules = (0..<130).map { "R\($0): off" }.joined(separator: ", ")
    let found = findings(("org.yaml", "org: harbour\nrules: {\(rules)}\n"))
    #expect(found.count == 101)
    #expect(found.last?.message == "FILE007 and 30 more like this in the file")
  }

  @Test func `an address of an example domain is said to be a placeholder`() {
    let found = findings(("a.yaml", "initiative: cranes\nleader: x@example.org\n"))
    #expect(found.map(\.message) == ["STL001 cranes has no leader: \"x@example.org\" is a placeholder"])
    #expect(found.first?.notes.first?.hasPrefix("addresses at example.org") == true)
  }

  @Test(arguments: ["y", "x"]) func `a second org says that there is one, and where`(id: String) throws {
    let world = World(files: [("org.yaml", "org: x\n---\norg: \(id)\n")])
    let finding = try #require(world.evaluation(today: Example.day).findings.first)
    #expect(finding.message == "there is one org: this second one, \"\(id)\", does not count")
    #expect(finding.notes.first?.place?.line == 1)
  }
}
