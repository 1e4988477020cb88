import Testing

/// The house rules that no compiler checks.
@Suite struct HouseRulesTests {
  /// Targets with the targets that `Package.swift` lets them import.
  private func allowed() throws -> [String: Set<String>] {
    var table: [String: Set<String>] = [:]
    let manifest = try Repository.read("Package.swift")
    for call in manifest.components(of: ["room(", "executable(", "tests(", "testTarget("]) {
      let quoted = call.split(separator: "\"", omittingEmptySubsequences: false)
      let names = quoted.indices.filter { $0 % 2 == 1 }.map { String(quoted[$0]) }
      guard let name = names.first else { continue }
      table[name] = Set(names.dropFirst())
    }
    return table
  }

  private func imports(of source: Repository.Source) -> [String] {
    source.lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let at = words.firstIndex(of: "import"), at <= 2, words.count > at + 1 else { return nil }
      let leading = ["package", "internal", "public", "private", "fileprivate", "@testable"]
      guard words[..<at].allSatisfy({ leading.contains(String($0)) }) else { return nil }
      return String(words[at + 1].split(separator: ".")[0])
    }
  }

  @Test func `a target imports only what its manifest entry names`() throws {
    let allowed = try allowed()
    #expect(allowed.count > 20)
    let system: Set = ["Testing", "Synchronization"]
    for source in try Repository.files(in: "Sources", suffix: ".swift")
      + Repository.files(in: "Tests", suffix: ".swift")
    {
      let own = try #require(allowed[source.target], "no target is called \(source.target)")
      for name in imports(of: source) where !system.contains(name) {
        if source.target == "STLSystem", name == "Glibc" { continue }
        #expect(own.contains(name), "\(source.path) imports \(name)")
      }
    }
  }

  @Test func `no room below reports knows the wire, no room but system the kernel`() throws {
    let allowed = try allowed()
    for room in ["STLText", "STLSyntax", "STLModel", "STLGraph", "STLRules", "STLEngine", "STLReports"] {
      let names = try #require(allowed[room])
      #expect(names.isDisjoint(with: ["STLWire", "STLSystem", "STLService", "STLFiles", "STLDaemon"]), "\(room)")
    }
    #expect(try #require(allowed["STLWire"]) == ["STLJSON"])
  }

  @Test func `nothing ends the program on input`() throws {
    for source in try Repository.files(in: "Sources", suffix: ".swift") {
      for (index, line) in source.lines.enumerated() {
        let code = line.prefix { $0 != "/" }
        for word in ["try!", "as!", "fatalError("] where code.contains(word) {
          Issue.record("\(source.path):\(index + 1) uses \(word)")
        }
      }
    }
  }

  @Test func `every decision record is numbered in order and short`() throws {
    let records = try Repository.files(in: "docs/decisions", suffix: ".md").filter { !$0.path.hasSuffix("README.md") }
    for (index, record) in records.enumerated() {
      let number = String(index + 1)
      let padded = String(repeating: "0", count: 4 - number.count) + number
      #expect(record.path.hasPrefix("docs/decisions/\(padded)-"), "\(record.path)")
      #expect(record.lines.count <= 16, "\(record.path)")
    }
  }

  @Test func `prose has one sentence a line`() throws {
    let own = try ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].map {
      Repository.Source(path: $0, text: try Repository.read($0))
    }
    // The documents of an example are its people's own.
    let docs = try Repository.files(in: "docs", suffix: ".md").filter {
      !$0.path.hasPrefix("docs/examples/") || $0.path.hasSuffix("/README.md")
    }
    for source in own + docs {
      for line in crowdedLines(source.text) { Issue.record("\(source.path):\(line) has a second sentence") }
    }
  }

  @Test func `a second sentence on a line is seen, in prose only`() {
    #expect(
      crowdedLines("One. Two.\nA `b.c` is one.\nAn end?  Another!\n- One. Two\n> **So.** It is\n") == [1, 3, 4, 5])
    #expect(crowdedLines("```sh\nA. B\n```\n| a. B | c |\n1. One\nUse `a. B` here.\n# 1. Rooms\n") == [])
  }

  /// Numbers of the lines of a Markdown text, from 1, on which a second sentence begins; code and tables apart.
  private func crowdedLines(_ text: String) -> [Int] {
    var isCode = false
    var found: [Int] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") { isCode.toggle() }
      if isCode || line.hasPrefix("|") || line.hasPrefix("#") || line.hasPrefix("<!--") { continue }
      // The number of a list's item ends no sentence.
      let isItem = line.first?.isNumber ?? false
      if hasSecondSentence(isItem ? line.drop { $0.isNumber || $0 == "." } : line) { found.append(index + 1) }
    }
    return found
  }

  private func hasSecondSentence(_ line: Substring) -> Bool {
    var isQuoted = false
    var hasEnded = false
    var hasSpace = false
    for character in line {
      if character == "`" { isQuoted.toggle() }
      if isQuoted { hasEnded = false }
      if character == " " {
        hasSpace = hasEnded
      } else if hasEnded, hasSpace, character.isUppercase || "`*[".contains(character) {
        return true
      } else if !(hasEnded && "*)\"”".contains(character)) {
        hasEnded = ".!?".contains(character)
        hasSpace = false
      }
    }
    return false
  }
}

extension String {
  /// The text of each call of one of `names`, up to its closing parenthesis.
  fileprivate func components(of names: [String]) -> [String] {
    var found: [String] = []
    for name in names {
      var rest = self[...]
      while let start = rest.range(ofText: name) {
        var depth = 1
        var end = start.upperBound
        while end < rest.endIndex, depth > 0 {
          if rest[end] == "(" { depth += 1 }
          if rest[end] == ")" { depth -= 1 }
          end = rest.index(after: end)
        }
        let isWord = start.lowerBound > rest.startIndex && rest[rest.index(before: start.lowerBound)].isLetter
        if !isWord { found.append(String(rest[start.upperBound..<end])) }
        rest = rest[end...]
      }
    }
    return found
  }
}

extension Substring {
  fileprivate func range(ofText text: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
