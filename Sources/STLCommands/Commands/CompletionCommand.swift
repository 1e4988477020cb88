/// `stlctl completion`: completions for a shell.
enum CompletionCommand: Command {
  private static let shells = ["bash", "zsh", "fish"]

  static let descriptor = CommandDescriptor(
    "completion", "SHELL", "Completions for bash, zsh or fish.",
    details: """
      bash: source <(stlctl completion bash). zsh: stlctl completion zsh > a folder of $fpath, as _stlctl.
      fish: stlctl completion fish > ~/.config/fish/completions/stlctl.fish
      """,
    words: 1...1, operand: .words(shells))

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    switch words.words[0] {
    case "bash": try client.print(bash)
    case "zsh": try client.print(zsh)
    case "fish": try client.print(fish)
    default:
      throw .usage("no completions for \"\(words.words[0])\"; one of: \(shells.joined(separator: ", "))")
    }
    return 0
  }

  // MARK: What there is to complete

  static var commands: [CommandDescriptor] { CommandCatalogue.descriptors }
  static var names: [String] { commands.map(\.name) }

  /// Options before the command: those of every command, and the one that stands for a command.
  static var leading: [Option] { Option.common + [Option.version] }

  /// The options of a command, with the formats that it has.
  static func options(of command: CommandDescriptor) -> [Option] {
    command.options
      + command.commonOptions.map { option in
        var option = option
        if option.name == "format" { option.values = .words(command.formats) }
        return option
      }
  }

  /// What the words of a command can be; the help knows every command.
  static func operand(of command: CommandDescriptor) -> Values {
    command.name == HelpCommand.descriptor.name ? .words(names) : command.operand
  }

  /// The spellings of every option that takes a value: `--root`, `-o`.
  static var spellingsWithValue: [String] {
    var found: [String] = []
    for option in Option.common + commands.flatMap(\.options) where option.value != nil {
      for spelling in spellings(option) where !found.contains(spelling) { found.append(spelling) }
    }
    return found
  }

  /// `--format` and `-o`.
  static func spellings(_ option: Option) -> [String] {
    ["--" + option.name] + (option.short.map { ["-" + $0] } ?? [])
  }

  /// Without what a shell would take for something else inside single quotes and brackets.
  static func quoted(_ text: String) -> String { String(text.map { "'[]:`".contains($0) ? " " : $0 }) }
}
