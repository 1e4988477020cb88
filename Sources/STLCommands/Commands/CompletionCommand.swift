import STLModel
import STLRules

/// `stlctl completion`: completions for a shell.
enum CompletionCommand: Command {
  static let descriptor = CommandDescriptor(
    "completion", "SHELL", "Completions for bash, zsh or fish.",
    details: """
      bash: source <(stlctl completion bash). zsh: stlctl completion zsh > a folder of $fpath, as _stlctl.
      fish: stlctl completion fish > ~/.config/fish/completions/stlctl.fish
      """,
    words: 1...1)

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    switch words.words[0] {
    case "bash": try client.print(bash)
    case "zsh": try client.print(zsh)
    case "fish": try client.print(fish)
    default: throw .usage("no completions for \"\(words.words[0])\"; one of: bash, zsh, fish")
    }
    return 0
  }

  /// What may follow a command as its first word.
  private static func choices(_ name: String) -> [String] {
    switch name {
    case "list": Kind.allCases.filter { $0 != .org }.map(\.plural)
    case "explain": Catalogue.rules.map { $0.descriptor.code }
    case "report": ["leadership"]
    case "completion": ["bash", "zsh", "fish"]
    case "help": CommandCatalogue.descriptors.map(\.name)
    default: []
    }
  }

  private static func options(_ descriptor: CommandDescriptor) -> [Option] {
    descriptor.options + descriptor.commonOptions
  }

  private static var bash: String {
    var text = """
      _stlctl() {
        local word=${COMP_WORDS[COMP_CWORD]} command= i
        for ((i = 1; i < COMP_CWORD; i++)); do
          case ${COMP_WORDS[i]} in
            --socket|--root|--today|--format|-o|--color) ((i++)) ;;
            -*) ;;
            *) command=${COMP_WORDS[i]}; break ;;
          esac
        done
        case $command in

      """
    for descriptor in CommandCatalogue.descriptors {
      let words = choices(descriptor.name) + options(descriptor).map { "--" + $0.name }
      text += "    \(descriptor.name)) COMPREPLY=($(compgen -W '\(words.joined(separator: " "))' -- \"$word\")) ;;\n"
    }
    let top = CommandCatalogue.descriptors.map(\.name) + Option.common.map { "--" + $0.name } + ["--version"]
    text += """
          *) COMPREPLY=($(compgen -W '\(top.joined(separator: " "))' -- "$word")) ;;
        esac
        [[ ${#COMPREPLY[@]} -gt 0 || $word == -* ]] || COMPREPLY=($(compgen -f -- "$word"))
      }
      complete -o filenames -F _stlctl stlctl

      """
    return text
  }

  private static var zsh: String {
    var text = """
      #compdef stlctl
      _stlctl() {
        local -a commands
        commands=(

      """
    for descriptor in CommandCatalogue.descriptors {
      text += "    '\(descriptor.name):\(quoted(descriptor.summary))'\n"
    }
    text += """
        )
        local command=${words[(r)(\(CommandCatalogue.descriptors.map(\.name).joined(separator: "|")))]}
        case $command in

      """
    for descriptor in CommandCatalogue.descriptors {
      let options = options(descriptor).map { option in
        "'--\(option.name)\(option.value == nil ? "" : "=")[\(quoted(option.summary))]\(option.value.map { ":\($0):" + ($0 == "DIR" || $0 == "FILE" || $0 == "PATH" ? "_files" : "") } ?? "")'"
      }
      let choices = choices(descriptor.name)
      let word = choices.isEmpty ? "'*:file:_files'" : "'*:word:(\(choices.joined(separator: " ")))'"
      text += "    \(descriptor.name)) _arguments \(options.joined(separator: " ")) \(word) ;;\n"
    }
    text += """
          *) _describe command commands ;;
        esac
      }
      _stlctl "$@"

      """
    return text
  }

  private static var fish: String {
    var text = "complete -c stlctl -f\n"
    let names = CommandCatalogue.descriptors.map(\.name).joined(separator: " ")
    for descriptor in CommandCatalogue.descriptors {
      text +=
        "complete -c stlctl -n 'not __fish_seen_subcommand_from \(names)' -a \(descriptor.name) -d '\(quoted(descriptor.summary))'\n"
    }
    for descriptor in CommandCatalogue.descriptors {
      let condition = "-n '__fish_seen_subcommand_from \(descriptor.name)'"
      for choice in choices(descriptor.name) { text += "complete -c stlctl \(condition) -a \(choice)\n" }
      for option in options(descriptor) {
        let short = option.short.map { " -s \($0)" } ?? ""
        let value = option.value == nil ? "" : " -r"
        text += "complete -c stlctl \(condition) -l \(option.name)\(short)\(value) -d '\(quoted(option.summary))'\n"
      }
    }
    return text
  }

  /// Without what a shell would take for something else inside single quotes and brackets.
  private static func quoted(_ text: String) -> String {
    String(text.map { "'[]:`".contains($0) ? " " : $0 })
  }
}
