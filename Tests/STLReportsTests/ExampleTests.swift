import STLEngine
import STLGraph
import STLReports
import STLSystem
import STLText
import Testing

/// The example organisation on every page that there is, narrow and wide.
@Suite struct ExampleTests {
  private static let folder =
    #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/docs/examples/acme"
  private static let day = CivilDate(days: 20_780)

  private let world: World

  init() throws { world = World(files: try ExampleTests.files("")) }

  @Test func `says what its README promises`() throws {
    let text = try answer("leadership", nil, "text", width: 100)
    #expect(
      text.hasPrefix(
        "Acme Freight · leadership                                                    Monday 23 November 2026\n"))
    #expect(text.contains("6 of 16 active initiatives have one dedicated leader"))
    #expect(text.contains("NEEDS A DECISION (6)"))
    #expect(text.contains("IN HAND (4)"))
    #expect(text.contains("DEDICATED (6)"))
    #expect(text.contains("waived until 31 January 2027"))
  }

  @Test func `the project's README shows the report as it is`() throws {
    let readme = ExampleTests.folder.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/README.md"
    let text = String(decoding: try Files.read(readme, limit: 1 << 20), as: UTF8.self)
    #expect(text.contains("```text\n" + (try answer("leadership", nil, "text", width: 100)) + "```\n"))
  }

  @Test(arguments: [80, 100, 120]) func `fits the page`(width: Int) throws {
    var texts = [
      try answer("leadership", nil, "text", width: width), try answer("check", nil, "text", width: width),
      try answer("rules", nil, "text", width: width), try answer("explain", "STL005", "text", width: width),
    ]
    for kind in ["initiatives", "people", "teams", "metrics", "goals", "openings", "org"] {
      texts.append(try answer("list", kind, "table", width: width))
    }
    for node in world.graph.entities.indices {
      texts.append(try answer("show", world.graph.ref(of: node), "text", width: width))
    }
    for text in texts {
      for line in text.split(separator: "\n") { #expect(String(line).displayWidth <= width, "\(line)") }
    }
  }

  @Test func `two runs are equal byte for byte`() throws {
    let again = World(files: try ExampleTests.files("").reversed())
    for (name, ref, format) in [
      ("leadership", nil, "json"), ("check", nil, "json"), ("check", nil, "text"), ("check", nil, "sarif"),
      ("check", nil, "github"), ("check", nil, "gitlab"), ("check", nil, "junit"), ("list", "people", "csv"),
      ("show", "initiative/carrier-api", "json"),
    ] as [(String, String?, String)] {
      let question = Question(name: name, ref: ref, format: format, today: ExampleTests.day)
      #expect(
        try world.answer(question, origin: Origin()).content == again.answer(question, origin: Origin()).content)
    }
  }

  private func answer(_ name: String, _ ref: String?, _ format: String, width: Int) throws -> String {
    let question = Question(name: name, ref: ref, format: format, today: ExampleTests.day, look: Look(width: width))
    return String(decoding: try world.answer(question, origin: Origin()).content, as: UTF8.self)
  }

  // MARK: Files

  private static func files(_ path: String) throws -> [(path: String, text: String)] {
    var files: [(path: String, text: String)] = []
    for entry in try Descriptor.open(folder + path, [.readOnly, .directory]).entries() {
      let inner = path + "/" + String(decoding: entry.name, as: UTF8.self)
      if entry.kind == .directory {
        files += try self.files(inner)
      } else {
        files.append(
          (String(inner.dropFirst()), String(decoding: try Files.read(folder + inner, limit: 1 << 22), as: UTF8.self)))
      }
    }
    return files
  }
}
