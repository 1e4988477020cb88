import STLReports
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
      text += entry(descriptor.name, descriptor.summary, width, client.look.width)
    }
    text += "\n"
    for paragraph in [
      """
      Which tree answers: --root or --socket; STL_ROOT or STL_SOCKET; the nearest directory above that holds org.yaml, \
      through its daemon where one serves it; else the daemon at the default socket.
      """, "Exit status: 0 done, 1 findings or an error reply, 2 usage, 3 something is missing, 4 no daemon answered.",
      "Help on a command: stlctl help COMMAND",
    ] {
      text += paragraph.wrapped(to: client.look.width).map { $0 + "\n" }.joined()
    }
    try client.print(text)
    return 0
  }

  /// The help of one command.
  static func help(_ descriptor: CommandDescriptor, _ client: inout Client) throws(CommandError) -> Int32 {
    try client.print(text(descriptor, width: client.look.width))
    return 0
  }

  /// The help of one command in lines of at most `width` columns.
  static func text(_ descriptor: CommandDescriptor, width columns: Int) -> String {
    var text = ""
    func add(_ lines: String) {
      for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
        text += String(line).wrapped(to: columns).map { $0 + "\n" }.joined()
      }
    }
    add("Usage: stlctl \(descriptor.name)" + (descriptor.usage.isEmpty ? "" : " " + descriptor.usage) + "\n")
    add(descriptor.summary)
    if !descriptor.details.isEmpty { add("\n" + descriptor.details) }
    if !descriptor.formats.isEmpty {
      add("\nFormats: \(descriptor.formats.joined(separator: ", ")); \(descriptor.formats[0]) is the default.")
    }
    func list(_ title: String, _ options: [Option]) {
      guard !options.isEmpty else { return }
      text += "\n\(title):\n"
      let width = options.map(\.spelling.count).max() ?? 0
      for option in options { text += entry(option.spelling, option.summary, width, columns) }
    }
    list("Options", descriptor.options)
    list("Common options", descriptor.commonOptions)
    return text
  }

  /// `name` in a column of `width`, and beside it `summary`, wrapped to lines of `columns`.
  static func entry(_ name: String, _ summary: String, _ width: Int, _ columns: Int) -> String {
    let isBeside = columns - width - 4 >= HelpCommand.summaryMin
    let indent = isBeside ? width + 4 : 6
    let lines = summary.wrapped(to: columns - indent)
    let space = String(repeating: " ", count: indent)
    let head = isBeside ? "  " + name.padded(to: width) + "  " : "  " + name + "\n" + space
    return head + lines.joined(separator: "\n" + space) + "\n"
  }

  /// Least columns of a summary beside its name; with fewer it stands below.
  private static let summaryMin = 20
}
