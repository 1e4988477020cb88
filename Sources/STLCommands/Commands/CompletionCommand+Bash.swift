/// Completions for bash.
extension CompletionCommand {
  static var bash: String {
    var text = """
      _stlctl_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2"); }
      _stlctl_list() {
        local before=
        [[ $2 != *,* ]] || before=${2%,*},
        mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${2##*,}")
      }
      _stlctl_files() { compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$1"); }
      _stlctl_directories() { compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$1"); }
      _stlctl() {
        local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= operands=0 i
        COMPREPLY=()
        # The `=` of --name=value is a word of its own.
        if [[ $word == = ]]; then
          word=
        elif [[ $previous == = ]]; then
          previous=${COMP_WORDS[COMP_CWORD-2]}
        fi
        for ((i = 1; i < COMP_CWORD; i++)); do
          case ${COMP_WORDS[i]} in
            \(spellingsWithValue.joined(separator: "|")))
              i=$((i + 1))
              [[ ${COMP_WORDS[i]} != = ]] || i=$((i + 1)) ;;
            -*|=) ;;
            *) if [[ -z $command ]]; then command=${COMP_WORDS[i]}; else operands=$((operands + 1)); fi ;;
          esac
        done
        case $command,$previous in

      """
    for option in Option.common where option.value != nil && option.name != "format" { text += value(option, of: "*") }
    for command in commands {
      for option in options(of: command) where option.value != nil {
        let isCommon = Option.common.contains { $0.name == option.name } && option.name != "format"
        if !isCommon { text += value(option, of: command.name) }
      }
    }
    text += """
        esac
        case $command,$word in
          ,-*) _stlctl_words '\(leading.map { "--" + $0.name }.joined(separator: " "))' "$word" ;;
          ,*) _stlctl_words '\(names.joined(separator: " "))' "$word" ;;

      """
    for command in commands {
      let names = options(of: command).map { "--" + $0.name }.joined(separator: " ")
      text += "    \(command.name),-*) _stlctl_words '\(names)' \"$word\" ;;\n"
    }
    for command in commands {
      guard let action = action(operand(of: command)) else { continue }
      let guarded = command.words.upperBound > 2 ? "" : "[[ $operands -gt 0 ]] || "
      text += "    \(command.name),*) \(guarded)\(action) ;;\n"
    }
    text += """
        esac
      }
      complete -F _stlctl stlctl

      """
    return text
  }

  /// What follows `option`; a value that anything can be has no completions, not even those of the command.
  private static func value(_ option: Option, of command: String) -> String {
    let patterns = spellings(option).map { "\(command),\($0)" }.joined(separator: "|")
    return "    \(patterns)) \(action(option.values).map { $0 + "; " } ?? "")return ;;\n"
  }

  private static func action(_ values: Values) -> String? {
    switch values {
    case .any: nil
    case .words(let words): "_stlctl_words '\(words.joined(separator: " "))' \"$word\""
    case .list(let words): "_stlctl_list '\(words.joined(separator: " "))' \"$word\""
    case .files: "_stlctl_files \"$word\""
    case .directories: "_stlctl_directories \"$word\""
    }
  }
}
