/// Completions for fish.
extension CompletionCommand {
  static var fish: String {
    var text = """
      # The command in front of the cursor, and how many words stand behind it.
      function __stlctl_command
          set -l tokens (commandline -opc)
          set -e tokens[1]
          set -l isValue no
          set -l name
          set -l count 0
          for token in $tokens
              if test $isValue = yes
                  set isValue no
                  continue
              end
              switch $token
                  case \(spellingsWithValue.joined(separator: " "))
                      set isValue yes
                  case '-*'
                  case '*'
                      if test -z "$name"
                          set name $token
                      else
                          set count (math $count + 1)
                      end
              end
          end
          echo "$name $count"
      end
      function __stlctl_in
          string match -q -- "$argv[1] *" (__stlctl_command)
      end
      function __stlctl_at
          string match -q -- "$argv[1] 0" (__stlctl_command)
      end
      complete -c stlctl -f

      """
    for option in leading where option.name != "format" { text += line("", option) }
    for command in commands {
      text += "complete -c stlctl -n '__stlctl_at \"\"' -a \(command.name) -d '\(quoted(command.summary))'\n"
    }
    for command in commands {
      let common = Option.common.map(\.name).filter { $0 != "format" }
      for option in options(of: command) where !common.contains(option.name) {
        text += line(" -n '__stlctl_in \(command.name)'", option)
      }
      let place = command.words.upperBound > 2 ? "in" : "at"
      if let action = action(operand(of: command)) {
        text += "complete -c stlctl -n '__stlctl_\(place) \(command.name)' \(action)\n"
      }
    }
    return text
  }

  private static func line(_ condition: String, _ option: Option) -> String {
    let short = option.short.map { " -s \($0)" } ?? ""
    let value = option.value == nil ? "" : " -r \(action(option.values) ?? "-f")"
    return "complete -c stlctl\(condition) -l \(option.name)\(short)\(value) -d '\(quoted(option.summary))'\n"
  }

  private static func action(_ values: Values) -> String? {
    switch values {
    case .any: nil
    case .words(let words): "-f -a '\(words.joined(separator: " "))'"
    case .list(let words): "-f -a '(__fish_append , \(words.joined(separator: " ")))'"
    case .files: "-F"
    case .directories: "-f -a '(__fish_complete_directories)'"
    }
  }
}
