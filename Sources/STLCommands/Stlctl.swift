import STLRules
import STLText

/// The program `stlctl`.
package enum Stlctl {
  /// Runs the words behind the program's name; the result is the exit status.
  package static func run(_ arguments: [String], in surroundings: Surroundings = .process) -> Int32 {
    var client = Client(surroundings)
    do throws(CommandError) {
      return try dispatch(arguments, &client)
    } catch {
      client.complain("stlctl: " + Stlctl.oneLine(error.message))
      return error.status.rawValue
    }
  }

  private static func dispatch(_ arguments: [String], _ client: inout Client) throws(CommandError) -> Int32 {
    // Options may stand before the command's name.
    var before: [String] = []
    var rest = arguments[...]
    while let first = rest.first, first.hasPrefix("-") {
      rest.removeFirst()
      if first == "--version" {
        try client.print("stlctl \(Version.current)\n")
        return 0
      }
      if first == "-h" || first == "--help" { return try HelpCommand.overview(&client) }
      let known = Option.common + [Option.version] + CommandCatalogue.descriptors.flatMap(\.options)
      let option = try Words.option(first, known, hint: "see stlctl help")
      before.append(first)
      if option.value != nil, Words.attachedValue(first) == nil, let value = rest.popFirst() { before.append(value) }
    }
    guard let name = rest.popFirst() else {
      guard before.isEmpty else { throw .usage("a command is missing; see stlctl help") }
      _ = try HelpCommand.overview(&client)
      return CommandError.Status.usage.rawValue
    }
    guard let command = CommandCatalogue.find(name) else {
      let near = nearest(to: name, among: CommandCatalogue.descriptors.map(\.name))
      throw .usage("unknown command \"\(name)\"" + (near.map { "; did you mean \($0)?" } ?? "; see stlctl help"))
    }
    let words = try Words(before + rest, command.descriptor)
    client.readLook(words)
    if words.has("help") { return try HelpCommand.help(command.descriptor, &client) }
    client.prepare(words)
    try client.readCommonOptions(words, command.descriptor)
    return try command.run(words, &client)
  }

  /// One line, whatever a path or a word in it holds.
  private static func oneLine(_ text: String) -> String { text.split(separator: "\n").joined(separator: " ") }
}
