/// The commands room: what `stlctl` does with its words.
///
/// One command is one file. A command parses its own words, asks one question of a tree (a daemon, or files read in
/// process) and prints the bytes that come back. It knows no rule and renders no report.

import STLText

/// One command of `stlctl`.
///
/// The catalogue lists it; help, completion and the generated page come from its descriptor.
protocol Command: SendableMetatype {
  static var descriptor: CommandDescriptor { get }
  /// Does the work; the result is the exit status.
  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32
}

/// What a command is, as data.
package struct CommandDescriptor: Sendable {
  package var name: String
  /// What follows the name: `[PATH …]`.
  package var usage: String
  /// One sentence for lists.
  package var summary: String
  /// Further sentences for the command's own help; may be empty.
  package var details: String
  package var options: [Option]
  /// Least and most words that are no options.
  package var words: ClosedRange<Int>
  /// What the words can be, for completion and for those who leave them out.
  package var operand: Values
  /// Formats of `-o`, the default first; empty where the command has none.
  package var formats: [String]

  init(
    _ name: String, _ usage: String, _ summary: String, details: String = "", options: [Option] = [],
    words: ClosedRange<Int> = 0...0, operand: Values = .any, formats: [String] = []
  ) {
    self.name = name
    self.usage = usage
    self.summary = summary
    self.details = details
    self.options = options
    self.words = words
    self.operand = operand
    self.formats = formats
  }

  /// The common options that the command takes: one without formats has none to choose from.
  var commonOptions: [Option] { Option.common.filter { !formats.isEmpty || !["format", "json"].contains($0.name) } }
}

/// What the value of an option, or a word of a command, can be.
package enum Values: Sendable {
  case any
  /// One of these.
  case words([String])
  /// Some of these, separated by commas.
  case list([String])
  case files, directories
}

/// One option: a flag, or one that takes a value.
package struct Option: Sendable {
  /// Long name without dashes.
  package var name: String
  package var short: String?
  /// What the value is called in help; nil for a flag.
  package var value: String?
  package var summary: String
  /// What the value can be.
  package var values: Values

  init(_ name: String, short: String? = nil, value: String? = nil, _ summary: String, values: Values = .any) {
    self.name = name
    self.short = short
    self.value = value
    self.summary = summary
    self.values = values
  }

  /// `-o, --format FORMAT`.
  package var spelling: String { (short.map { "-\($0), " } ?? "") + "--" + name + (value.map { " " + $0 } ?? "") }

  /// Options that commands have in common.
  package static let common: [Option] = [
    Option("socket", value: "PATH", "Ask the daemon at this socket.", values: .files),
    Option("root", value: "DIR", "Read this directory in process, without a daemon.", values: .directories),
    Option("today", value: "DATE", "Judge as of this day (YYYY-MM-DD); it may lie in the future."),
    Option("format", short: "o", value: "FORMAT", "Format of the output."),
    Option("json", "The same as -o json."),
    Option(
      "color", value: "WHEN", "auto, always or never; NO_COLOR is honoured.",
      values: .words(["auto", "always", "never"])),
    Option("ascii", "Only ASCII characters in bars and marks."),
    Option("help", short: "h", "Help on the command."),
  ]

  /// The option that stands for a command.
  static let version = Option("version", "The version of the program.")
}

/// Why a command stops; the text goes to standard error behind `stlctl: `, the status to the caller.
package struct CommandError: Error, Sendable {
  /// What the exit status says.
  package enum Status: Int32, Sendable {
    case failing = 1
    case usage = 2
    case missing = 3
    case noDaemon = 4
  }

  package var status: Status
  package var message: String

  static func usage(_ message: String) -> CommandError { CommandError(status: .usage, message: message) }
  static func missing(_ message: String) -> CommandError { CommandError(status: .missing, message: message) }
  static func noDaemon(_ message: String) -> CommandError { CommandError(status: .noDaemon, message: message) }
  static func failing(_ message: String) -> CommandError { CommandError(status: .failing, message: message) }
}

/// The words behind a command's name, sorted into options and the rest.
package struct Words: Sendable {
  package private(set) var words: [String] = []
  private var values: [String: [String]] = [:]

  /// Reads `arguments` against the options of `descriptor` and the common ones.
  package init(_ arguments: [String], _ descriptor: CommandDescriptor) throws(CommandError) {
    let options = descriptor.options + descriptor.commonOptions
    var rest = arguments[...]
    var areOptionsOver = false
    while let argument = rest.popFirst() {
      if areOptionsOver || argument == "-" || !argument.hasPrefix("-") {
        words.append(argument)
      } else if argument == "--" {
        areOptionsOver = true
      } else {
        let option = try Words.option(argument, options, hint: "see stlctl help \(descriptor.name)")
        var value: String?
        if option.value != nil {
          value = Words.attachedValue(argument)
          // The name of another option is no value; one that looks like it can be attached: --output=--json.
          let isOption = rest.first.map { next in options.contains { "--" + $0.name == next.prefix { $0 != "=" } } }
          if value == nil, !(isOption ?? true) { value = rest.popFirst() }
          guard value != nil else { throw .usage("--\(option.name) needs a value: \(option.spelling)") }
        } else if argument.hasPrefix("--"), argument.contains("=") {
          throw .usage("--\(option.name) takes no value")
        }
        values[option.name, default: []].append(value ?? "")
      }
    }
    guard words.count >= descriptor.words.lowerBound || has("help") else {
      var message = "\(descriptor.name) needs more words: stlctl \(descriptor.name) \(descriptor.usage)"
      if case .words(let choices) = descriptor.operand { message += "; one of: " + choices.joined(separator: ", ") }
      throw .usage(message)
    }
    guard words.count <= descriptor.words.upperBound else {
      throw .usage(
        "\(descriptor.name) does not take \"\(words[descriptor.words.upperBound])\": stlctl \(descriptor.name) \(descriptor.usage)"
      )
    }
  }

  /// Whether the option was given.
  package func has(_ name: String) -> Bool { values[name] != nil }
  /// The last value of the option.
  package func value(_ name: String) -> String? { values[name]?.last }
  /// Every value of the option.
  package func all(_ name: String) -> [String] { values[name] ?? [] }
  /// Every value of the option, those with commas split.
  package func list(_ name: String) -> [String] {
    (values[name] ?? []).flatMap { $0.split(separator: ",").map { String($0.trimmed) } }
  }

  /// `--name=value`, or `-ovalue`.
  static func attachedValue(_ argument: String) -> String? {
    if argument.hasPrefix("--") {
      return argument.firstIndex(of: "=").map { String(argument[argument.index(after: $0)...]) }
    }
    return argument.count > 2 ? String(argument.dropFirst(2)) : nil
  }

  /// The option that `argument` names; `hint` says where the known ones stand.
  static func option(_ argument: String, _ options: [Option], hint: String) throws(CommandError) -> Option {
    if argument.hasPrefix("--") {
      let name = String(argument.dropFirst(2).prefix { $0 != "=" })
      if let option = options.first(where: { $0.name == name }) { return option }
      let near = nearest(to: name, among: options.map(\.name))
      throw .usage("unknown option --\(name); " + (near.map { "did you mean --\($0)?" } ?? hint))
    }
    let letter = String(argument.dropFirst().prefix(1))
    if let option = options.first(where: { $0.short == letter }), option.value != nil || argument.count == 2 {
      return option
    }
    let near = letter.isEmpty ? nil : options.first { $0.name.hasPrefix(letter.lowercased()) }
    throw .usage("unknown option \(argument); " + (near.map { "did you mean --\($0.name)?" } ?? hint))
  }
}
