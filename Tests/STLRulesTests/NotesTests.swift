import STLEngine
import STLRules
import STLText
import Testing

/// Notes and ways out that depend on more than the finding's own line.
@Suite struct NotesTests {
  /// The notes of the first finding of `code`.
  private func notes(_ code: String, _ files: (path: String, text: String)...) -> [String] {
    let findings = World(files: files).evaluation(today: Example.day).findings
    return findings.first { $0.code == code }?.notes.map { ($0.isWayOut ? "way out: " : "") + $0.message } ?? []
  }

  private func shared(_ handover: String) -> [String] {
    notes("STL004", ("plan.yaml", "initiative: a\nleader: bo\nhandover: \(handover)\n---\ninitiative: b\nleader: bo\n"))
  }

  @Test func `a hand-over that does not count says why`() {
    #expect(shared("{to: cem}")[1] == "`handover:` does not count: it has no day in `on:`")
    #expect(
      shared("{on: 2026-12-31}")[1]
        == "`handover:` does not count yet: its day is more than 90 days ahead (thresholds: handover_days)")
    #expect(!shared("{on: 2026-04-30}").contains { $0.contains("does not count") })
  }

  @Test(arguments: [
    ("leader: ana\nhandover: {on: 2026-02-01, to: bo}\n", "`leader: bo`, and remove `handover:`"),
    ("leader: ana\nhandover: {on: 2026-02-01, to: ana}\n", "remove `handover:`: ana leads it already"),
    (
      "leader: ana\nhandover: {on: 2026-02-01, to: gone}\n",
      "another person in `leader:`, and remove `handover:`: gone is not free"
    ),
    (
      "leader: ana\nhandover: {on: 2026-02-01, to: bo}\n---\ninitiative: b\nleader: bo\n",
      "another person in `leader:`, and remove `handover:`: bo is not free"
    ),
    ("leader: ana\nhandover: {on: 2026-02-01}\n", "`status: done`, and remove `handover:`"),
  ]) func `a hand-over that is due advises nobody who is not free`(text: String, wayOut: String) {
    let people = "person: ana\n---\nperson: bo\n---\nperson: gone\nleft: 2026-01-01\n"
    #expect(
      notes("GOV008", ("people.yaml", people), ("plan.yaml", "initiative: a\n" + text))[0] == "way out: " + wayOut)
  }

  @Test func `an unknown reference always has a way out`() {
    #expect(
      notes("REF001", ("plan.yaml", "initiative: a\nleader: bo\nmetrics: nope\n"))
        == ["way out: add `metric: nope`, or leave it out"])
    #expect(
      notes("REF001", ("plan.yaml", "initiative: a\nleader: bo\nmetrics: No pe\n")) == ["way out: leave it out"])
    #expect(
      notes("REF001", ("plan.yaml", "initiative: a\nleader: bo\nteam: quay\n"), ("teams.yaml", "team: quay\n- x\n"))
        == ["its document cannot be read", "way out: mend that document"])
  }

  @Test func `a leader whose document is broken is there`() {
    let notes = notes(
      "STL003", ("people.yaml", "person: bo\n- x\n---\nperson: cem\n"), ("plan.yaml", "initiative: a\nleader: bo\n"))
    #expect(notes.first == "its document cannot be read")
  }

  @Test func `the possessive of a name that ends in s`() {
    let plan =
      "initiative: returns\nleader: bo\ndedication: 50%\n---\ninitiative: fleet\nleader: cem\ndedication: 50%\n"
    let messages = World(files: [("plan.yaml", plan)]).evaluation(today: Example.day).findings.map(\.message)
    #expect(messages.contains("50 % of the time of returns' leader has another duty"))
    #expect(messages.contains("50 % of the time of fleet's leader has another duty"))
  }
}
