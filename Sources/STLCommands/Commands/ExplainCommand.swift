import STLReports
import STLRules

/// `stlctl explain`: a rule's page, or all rules with their severity here.
enum ExplainCommand: Command {
  static let descriptor = CommandDescriptor(
    "explain", "CODE | --rules", "A rule's page: its condition, why it matters, what clears it.",
    options: [Option("rules", "All rules with their severity here.")], words: 0...1,
    operand: .words(Catalogue.rules.map { $0.descriptor.code }), formats: ["text", "markdown", "json"])

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    // The catalogue is the program's own: without an organisation it answers with the standard settings.
    let tree = try Tree.chooseOrEmpty(client)
    if words.has("rules") {
      guard words.words.isEmpty else { throw .usage("explain takes a code or --rules, not both") }
      try client.print(try client.ask(tree, client.question("rules", descriptor)).content)
      return 0
    }
    guard let code = words.words.first else { throw .usage("explain needs a code, such as STL001, or --rules") }
    try client.print(try client.ask(tree, client.question("explain", ref: code, descriptor)).content)
    return 0
  }
}
