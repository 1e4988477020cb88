import STLReports

/// `stlctl show`: one entity with everything around it.
enum ShowCommand: Command {
  static let descriptor = CommandDescriptor(
    "show", "REF", "One entity with everything around it.",
    details: """
      REF is kind/id, or an id where only one kind has it.
      """,
    words: 1...1, formats: ["text", "json"])

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    let tree = try Tree.choose(client)
    try client.print(try client.ask(tree, client.question("show", ref: words.words[0], descriptor)).content)
    return 0
  }
}
