import Testing

/// The page of limits names every limit of the sources, and a test that exists for each.
@Suite struct LimitTests {
  /// What is not on the page.
  ///
  /// Sizes on which no answer depends: of caches, buffers and steps; how much of something a text shows where JSON has
  /// all. The last group would need a test that waits, or a kernel that fails on demand.
  private let others: Set<String> = [
    "FileLimits.readersMax", "FileLimits.filesPerThreadMin", "FileLimits.filesPerStep",
    "Limits.idleBufferBytesMax", "DaemonLimits.receiveBytesMax", "DaemonLimits.acceptsMax", "Reply.envelopeBytesMax",
    "World.evaluationsMax", "JSONReader.membersComparedOneByOneMax",

    "Limits.descriptionColumnsMax", "Page.widthMax", "ShowText.itemsMax", "CheckText.othersMax",
    "LeadershipText.flagsMax", "LeadershipText.idWidthMax", "SeatStories.namesMax", "Contested.namesMax",
    "Shared.notesMax", "RuleContext.freeExaminedMax", "RuleContext.freeNamedMax", "Cycles.linksMax",
    "WatchCommand.itemsMax", "Look.widthMax", "QuestionError.choicesMax",

    "Daemon.silenceMax", "Daemon.patienceMax", "WatchCommand.restartMillisecondsMax", "Endpoint.lockTriesMax",
    "Descriptor.resolveAttemptsMax", "DaemonLimits.descriptorsReserved",
  ]

  private struct Row {
    var name: String
    var path: String
    var test: String
  }

  private func rows() throws -> [Row] {
    try Repository.read("docs/limits.md").split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      let cells = line.split(separator: "|")
      let test = try #require(cells.last).split(separator: ":", maxSplits: 1)
      try #require(test.count == 2, "\(line)")
      return Row(
        name: String(cells[0].dropFirst(2).prefix { $0 != "`" }), path: String(test[0].dropFirst()),
        test: String(test[1].dropFirst().dropLast()))
    }
  }

  @Test func `each limit names a test that exists`() throws {
    let rows = try rows()
    #expect(rows.count > 40)
    #expect(Set(rows.map(\.name)).count == rows.count)
    for row in rows {
      let source = try Repository.read("Tests/" + row.path)
      #expect(source.contains("func `\(row.test)`("), "\(row.name): no test \(row.path): \(row.test)")
    }
  }

  @Test func `each limit of the sources is on the page`() throws {
    let named = Set(try rows().map(\.name))
    var found: Set<String> = []
    for source in try Repository.files(in: "Sources", suffix: ".swift") {
      let isList = source.path.hasSuffix("Limits.swift") || source.path.hasSuffix("/Limit.swift")
      var type = ""
      for line in source.lines {
        let words = line.split { $0 == " " || $0 == ":" || $0 == "{" || $0 == "<" }
        if let at = words.firstIndex(where: { ["enum", "struct", "class", "extension", "protocol"].contains($0) }),
          !line.hasPrefix(" "), !line.contains("//"), words.count > at + 1
        {
          type = String(words[at + 1])
        }
        guard let at = words.firstIndex(of: "static"), words.count > at + 2, words[at + 1] == "let"
        else { continue }
        if isList || words[at + 2].hasSuffix("Max") { found.insert("\(type).\(words[at + 2])") }
      }
    }
    #expect(found.subtracting(named).subtracting(others) == [], "neither on the page nor among the others")
    #expect(named.subtracting(found) == [], "on the page, and not in the sources")
    #expect(others.subtracting(found) == [], "among the others, and not in the sources")
  }
}
