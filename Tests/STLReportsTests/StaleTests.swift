import STLEngine
import STLJSON
import STLModel
import STLReports
import STLText
import Testing

/// What a broken file said before is marked wherever it is shown.
@Suite struct StaleTests {
  private func ask(_ name: String, _ ref: String?, _ format: String) throws -> String {
    var engine = Engine()
    for text in ["initiative: cranes\nleader: tbd\n", "initiative: cranes\nleader: [tbd\n"] {
      engine.apply(
        ChangeBatch(changes: [
          ("a.yaml", SourceFile(path: "a.yaml", bytes: Array(text.utf8))),
          ("b.yaml", SourceFile(path: "b.yaml", bytes: Array("initiative: tugs\nleader: bo\n".utf8))),
        ]))
    }
    let question = Question(name: name, ref: ref, format: format, today: testDay)
    return String(decoding: try engine.world.answer(question, origin: Origin()).content, as: UTF8.self)
  }

  @Test func `in JSON, only where it is so`() throws {
    let rows = try JSONReader.read(try ask("list", "initiatives", "json"))["rows"]
    #expect(rows?[0]?["id"] == "cranes")
    #expect(rows?[0]?["stale"] == true)
    #expect(rows?[1]?["stale"] == nil)
    #expect(try JSONReader.read(try ask("show", "cranes", "json"))["entity"]?["stale"] == true)
    #expect(try JSONReader.read(try ask("leadership", nil, "json"))["flagged"]?[0]?["stale"] == true)
  }

  @Test func `in text`() throws {
    #expect(
      try ask("list", "initiatives", "table") == """
        id      stale  status  leadership  leaders  team  priority  title
        cranes  yes    active  leaderless
        tugs           active  dedicated   bo

        """)
    #expect(try ask("show", "cranes", "text").contains("as last read: its file is broken now."))
    #expect(try ask("leadership", nil, "text").contains("\"tbd\" names nobody; as last read"))
    #expect(try ask("leadership", nil, "markdown").contains("| leaderless, as last read |"))
  }
}
