import STLRules
import STLText

/// `stlctl help`: what there is, and how it is said.
enum HelpCommand: Command {
  static let descriptor = CommandDescriptor("help", "[COMMAND]", "This list, or help on a command.", words: 0...1)

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    guard let name = words.words.first else { return try overview(&client) }
    guard let command = CommandCatalogue.find(name) else {
      let near = nearest(to: name, among: CommandCatalogue.descriptors.map(\.name))
      throw .usage("unknown command \"\(name)\"" + (near.map { "; did you mean \($0)?" } ?? "; see stlctl help"))
    }
    return try help(command.descriptor, &client)
  }

  /// The list of commands.
  static func overview(_ client: inout Client) throws(CommandError) -> Int32 {
    var text = """
      stlctl \(Version.current): who leads what, and nothing else

      Usage: stlctl [--socket PATH | --root DIR] COMMAND …


      """
    let width = CommandCatalogue.descriptors.map(\.name.count).max() ?? 0
    for descriptor in CommandCatalogue.descriptors {
      text +=
        "  " + descriptor.name + String(repeating: " ", count: width - descriptor.name.count + 2) + descriptor.summary
        + "\n"
    }
    text += """

      Which tree answers: --root or --socket; STL_ROOT or STL_SOCKET; the nearest directory above that holds org.yaml,
      through its daemon where one serves it; else the daemon at the default socket.
      Exit status: 0 done, 1 findings or an error reply, 2 usage, 3 something is missing, 4 no daemon answered.
      Help on a command: stlctl help COMMAND

      """
    try client.print(text)
    return 0
  }

  /// The help of one command.
  static func help(_ descriptor: CommandDescriptor, _ client: inout Client) throws(CommandError) -> Int32 {
    try client.print(text(descriptor))
    return 0
  }

  static func text(_ descriptor: CommandDescriptor) -> String {
    var text = "Usage: stlctl \(descriptor.name)" + (descriptor.usage.isEmpty ? "" : " " + descriptor.usage) + "\n\n"
    text += descriptor.summary + "\n"
    if !descriptor.details.isEmpty { text += "\n" + descriptor.details + "\n" }
    if !descriptor.formats.isEmpty {
      text += "\nFormats: \(descriptor.formats.joined(separator: ", ")); \(descriptor.formats[0]) is the default.\n"
    }
    func list(_ title: String, _ options: [Option]) {
      guard !options.isEmpty else { return }
      text += "\n\(title):\n"
      let width = options.map(\.spelling.count).max() ?? 0
      for option in options {
        text +=
          "  " + option.spelling + String(repeating: " ", count: width - option.spelling.count + 2) + option.summary
          + "\n"
      }
    }
    list("Options", descriptor.options)
    list("Common options", descriptor.commonOptions)
    return text
  }
}
