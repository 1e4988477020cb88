import Testing

@testable import STLCommands

@Suite struct CompletionTests {
  /// The lines of the script of `shell` that speak of `command`, or of every command.
  private func part(_ shell: String, _ command: String) -> String {
    let lines = run(["completion", shell]).output.split(separator: "\n").map { String($0) }
    return lines.filter { line in
      switch shell {
      case "bash": line.contains(" \(command),")
      case "zsh": line.contains(" \(command)) ")
      default: line.contains("_in \(command)'") || line.contains("_at \(command)'") || !line.contains(" -n ")
      }
    }
    .joined(separator: "\n")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `a script knows every command and every option`(shell: String) {
    let script = run(["completion", shell]).output
    for descriptor in CommandCatalogue.descriptors {
      let part = part(shell, descriptor.name)
      #expect(!part.isEmpty, "\(shell): \(descriptor.name)")
      #expect(script.contains(shell == "zsh" ? "'\(descriptor.name):" : descriptor.name))
      for option in descriptor.options + descriptor.commonOptions {
        let spelling = shell == "fish" ? "-l \(option.name)" : "--\(option.name)"
        #expect(part.contains(spelling), "\(shell): \(descriptor.name) --\(option.name)")
      }
    }
  }

  @Test func `words that a command takes are among them`() {
    for shell in ["bash", "zsh", "fish"] {
      #expect(part(shell, "list").contains("initiatives"))
      #expect(part(shell, "explain").contains("STL001"))
      #expect(part(shell, "completion").contains("zsh"))
    }
  }

  @Test func `help tells every option and format of every command`() {
    let overview = run(["help"]).output
    for descriptor in CommandCatalogue.descriptors {
      #expect(overview.contains("  \(descriptor.name) "))
      let help = run(["help", descriptor.name]).output
      #expect(help == run([descriptor.name, "--help"]).output)
      for option in descriptor.options + descriptor.commonOptions { #expect(help.contains("  \(option.spelling) ")) }
      for format in descriptor.formats { #expect(help.contains(format)) }
    }
  }

  @Test func `every file of the folder is a command`() throws {
    let names = Set(CommandCatalogue.commands.map { "\($0)" })
    #expect(names.count == CommandCatalogue.commands.count)
    #expect(Set(CommandCatalogue.descriptors.map(\.name)).count == names.count)
  }
}
