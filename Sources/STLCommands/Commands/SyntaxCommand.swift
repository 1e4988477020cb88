import STLModel
import STLReports
import STLSyntax
import STLSystem
import STLText

/// `stlctl syntax`: a file as YAML events, for anyone who compares the reading with another parser.
enum SyntaxCommand: Command {
  static let descriptor = CommandDescriptor(
    "syntax", "FILE", "A file as YAML events in yaml-test-suite notation; `-` for standard input.",
    details: """
      Of a Markdown file (*.md) it reads the front matter. Exit status 1 and the problems on standard error when the file
      cannot be read.
      """,
    words: 1...1, operand: .files)

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    let path = words.words[0]
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes =
        path == "-"
        ? try StandardStream.input.readAll(limit: SourceFile.bytesMax + 1)
        : try Files.read(client.surroundings.absolute(path), limit: SourceFile.bytesMax + 1)
    } catch {
      throw .missing("cannot read \"\(path)\": \(error.errno.words)")
    }
    guard bytes.count <= SourceFile.bytesMax else {
      throw .failing("\"\(path)\" is larger than \(SourceFile.bytesMax) bytes")
    }
    guard let tree = path.hasSuffix(".md") ? SyntaxTree.frontMatter(of: bytes)?.tree : SyntaxTree(bytes) else {
      throw .failing("\"\(path)\" has no front matter: of Markdown, syntax reads what stands between `---` at its top")
    }
    guard tree.problems.isEmpty else {
      for problem in tree.problems {
        let place = tree.lines.place(problem.place.lowerBound, problem.place.upperBound, in: bytes, path: path)
        let hints = problem.hints.map { "  = \($0.isWayOut ? "way out: " : "")\($0.message)" }
        let lines = ["\(path):\(place.line):\(place.column): error: \(problem.message)"] + hints
        for line in lines { client.complain(line) }
      }
      return 1
    }
    try client.print(tree.events)
    return 0
  }
}
