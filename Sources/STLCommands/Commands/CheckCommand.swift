import STLReports
import STLRules

/// `stlctl check`: what is wrong, and what clears it.
enum CheckCommand: Command {
  private static let levels = ["info", "warning", "error", "never"]
  private static let codes = Values.list(Catalogue.families + Catalogue.rules.map { $0.descriptor.code })

  static let descriptor = CommandDescriptor(
    "check", "[PATH …]", "Findings: what is wrong, where, and what clears it.",
    details: """
      Paths narrow what is shown, not what is read. Exit status 1 when a finding is at or above --fail-on.
      For continuous integration: sarif (code scanning), github (annotations), gitlab (Code Quality)
      and junit. Paths in the first three are those of the git work tree.
      """,
    options: [
      Option("select", value: "CODES", "Show only these codes, names or families, separated by commas.", values: codes),
      Option("ignore", value: "CODES", "Do not show these codes, names or families.", values: codes),
      Option(
        "fail-on", value: "SEVERITY", "info, warning, error (default) or never.", values: .words(levels)),
      Option("all", "Show every finding, not only the first of each code."),
    ], words: 0...1000, operand: .files, formats: ReportCatalogue.formats(of: "check"))

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    let failOn = words.value("fail-on") ?? "error"
    guard levels.contains(failOn) else {
      throw .usage("--fail-on takes info, warning, error or never")
    }
    var arguments: [String: [String]] = ["fail-on": [failOn]]
    let tree = try Tree.choose(client)
    if !words.words.isEmpty {
      var paths: [String] = []
      for word in words.words { paths.append(try tree.pathFromRoot(word, client.surroundings)) }
      arguments["paths"] = paths
    }
    for name in ["select", "ignore"] where words.has(name) { arguments[name] = words.list(name) }
    if words.has("all") { arguments["all"] = ["yes"] }
    let answer = try client.ask(tree, client.question("check", arguments: arguments, descriptor))
    try client.print(answer.content)
    return answer.isFailing ? 1 : 0
  }
}

extension Client {
  /// A question with the common options.
  func question(
    _ name: String, ref: String? = nil, arguments: [String: [String]] = [:], _ descriptor: CommandDescriptor
  ) -> Question {
    Question(name: name, ref: ref, format: format(descriptor), arguments: arguments, today: day, look: look)
  }
}
