import STLText
import Testing

@testable import STLCommands

/// What reaches a terminal, and what a pipe.
@Suite struct TerminalTests {
  private let hostile: [(path: String, text: String)] = [
    ("org.yaml", "org: o\n"),
    ("plan.yaml", "initiative: a\nleader: bo\ntitle: \"a\\u202Eb\\e]0;pwned\\a\\e[2J\\e[31m\"\n"),
  ]

  @Test(arguments: [
    "list initiatives -o csv", "list initiatives -o csv --color always", "list initiatives -o name",
    "list initiatives -o jsonl", "list initiatives -o json", "list initiatives --color never", "syntax plan.yaml",
    "show a --color never", "check --color never", "report -o markdown",
  ]) func `a terminal gets nothing that it would obey or hide`(words: String) throws {
    let folder = try Folder(hostile)
    let words = words.split(separator: " ").map { $0 == "plan.yaml" ? "\(folder.path)/plan.yaml" : String($0) }
    let output = run(words, in: folder.path, terminalColumns: 80).output.replacing("\r\n", with: "\n")
    #expect(!output.isEmpty)
    for line in output.split(separator: "\n") { #expect(Escaping.visible(String(line)) == String(line)) }
  }

  @Test func `a pipe gets what was written`() throws {
    let folder = try Folder(hostile)
    #expect(
      run(["list", "initiatives", "-o", "csv", "--columns", "title"], in: folder.path).output
        == "title\r\na\u{202E}b\u{1B}]0;pwned\u{7}\u{1B}[2J\u{1B}[31m\r\n")
  }
}
