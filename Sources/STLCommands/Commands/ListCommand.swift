import STLModel
import STLReports

/// `stlctl list`: the entities of one kind as rows.
enum ListCommand: Command {
  private static let kinds = Kind.allCases.filter { $0 != .org }.map(\.plural)

  static let descriptor = CommandDescriptor(
    "list", "KIND", "Entities of a kind as rows: initiatives, people, teams, metrics, goals, openings.",
    details: """
      A filter is terms that all hold, separated by commas: `=`, `!=`, `~` (contains), `<`, `<=`, `>`, `>=`, a key alone
      (set), or `!key`. Keys are those of the JSON row: --filter 'status=active,priority<=2,leadership!=dedicated'.
      """,
    options: [
      Option("columns", value: "KEYS", "Columns, separated by commas."),
      Option("sort", value: "KEYS", "Sort by these keys; -key for descending."),
      Option("filter", value: "TERMS", "Only rows for which every term holds."),
    ], words: 1...1, operand: .words(kinds), formats: ["table", "json", "jsonl", "csv", "name"])

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    var arguments: [String: [String]] = [:]
    for name in ["columns", "sort"] where words.has(name) { arguments[name] = words.list(name) }
    if words.has("filter") { arguments["filter"] = words.all("filter") }
    let tree = try Tree.choose(client)
    var question = client.question("list", ref: words.words[0], arguments: arguments, descriptor)
    // Programs get every row whole; only a window makes columns narrower.
    if client.isWide { question.look.width = Look.widthMax }
    let answer = try client.ask(tree, question)
    try client.print(answer.content)
    return 0
  }
}
