/// Completions for zsh.
extension CompletionCommand {
  static var zsh: String {
    var text = """
      #compdef stlctl
      _stlctl() {
        local curcontext=$curcontext state line ret=1
        typeset -A opt_args
        local -a commands
        commands=(

      """
    for command in commands { text += "    '\(command.name):\(quoted(command.summary))'\n" }
    text += """
        )
        _arguments -C -A '-*' \(leading.map(argument).joined(separator: " ")) '1:command:->command' '*::word:->words' && ret=0
        case $state in
          command) _describe -t commands command commands && ret=0 ;;
          words)
            case $words[1] in

      """
    for command in commands {
      let words = action(operand(of: command)).map { " '\(command.words.upperBound > 2 ? "*" : "1"):word:\($0)'" } ?? ""
      let options = options(of: command).map(argument).joined(separator: " ")
      text += "        \(command.name)) _arguments \(options)\(words) && ret=0 ;;\n"
    }
    text += """
            esac ;;
        esac
        return ret
      }
      # As a file of $fpath this is the function itself; sourced, it has to be named.
      if [[ $funcstack[1] == _stlctl ]]; then _stlctl "$@"; else compdef _stlctl stlctl; fi

      """
    return text
  }

  private static func argument(_ option: Option) -> String {
    let help = "[\(quoted(option.summary))]"
    let value = option.value.map { ":\($0):\(action(option.values) ?? "")" } ?? ""
    let long = "--\(option.name)" + (option.value == nil ? "" : "=")
    guard let short = option.short else { return "'\(long)\(help)\(value)'" }
    let name = "-\(short)" + (option.value == nil ? "" : "+")
    return "'(-\(short) --\(option.name))'{\(name),\(long)}'\(help)\(value)'"
  }

  private static func action(_ values: Values) -> String? {
    switch values {
    case .any: nil
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .list(let words): "_sequence compadd - \(words.joined(separator: " "))"
    case .files: "_files"
    case .directories: "_files -/"
    }
  }
}
