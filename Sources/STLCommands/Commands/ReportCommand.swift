import STLReports
import STLRules
import STLSystem

/// `stlctl report`: a report, on the terminal or into a file.
enum ReportCommand: Command {
  private static let names = ReportCatalogue.reports.map(\.name)

  static let descriptor = CommandDescriptor(
    "report", "[NAME [ID]]", "A report; without a name, leadership.",
    options: [
      Option(
        "of", value: "KIND", "initiatives or teams: whose leadership.",
        values: .words(LeadershipKind.allCases.map(\.rawValue))),
      Option("all", "Every line, however many."),
      Option("output", value: "FILE", "Write to the file, all at once or not at all.", values: .files),
    ], words: 0...2, operand: .words(names), formats: ["text", "markdown", "json"])

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    var arguments: [String: [String]] = [:]
    if let kind = words.value("of") { arguments["of"] = [kind] }
    if words.has("all") { arguments["all"] = ["yes"] }
    let name = words.words.first ?? names[0]
    guard names.contains(name) else { throw CommandError(.notFound(.report, name, among: names)) }
    let ref = words.words.count > 1 ? words.words[1] : nil
    let tree = try Tree.choose(client)
    let answer = try client.ask(tree, client.question(name, ref: ref, arguments: arguments, descriptor))
    guard let output = words.value("output") else {
      try client.print(answer.content)
      return 0
    }
    do throws(SystemError) {
      try Files.replace(client.surroundings.absolute(output), with: answer.content)
    } catch {
      throw .missing("cannot write \"\(output)\": \(error.errno.words)")
    }
    return 0
  }
}
