import STLReports
import STLSystem
import STLText

/// What every command shares: where the answers come from, the day, the format, the terminal.
struct Client {
  private(set) var format: String?
  private(set) var today: CivilDate?
  private(set) var look = Look()
  /// The output is no terminal and nobody named a width, so a table need not fit any.
  private(set) var isWide = true
  private(set) var root: String?
  private(set) var socket: String?
  let surroundings: Surroundings

  init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  mutating func prepare(_ words: Words) {
    root = words.value("root")
    socket = words.value("socket")
  }

  /// Reads the options that every command takes.
  mutating func readCommonOptions(_ words: Words, _ descriptor: CommandDescriptor) throws(CommandError) {
    if root != nil, socket != nil { throw .usage("--root and --socket exclude each other") }
    if words.has("json") { format = "json" }
    if let value = words.value("format") {
      if words.has("json"), value != "json" { throw .usage("--json and -o \(value) exclude each other") }
      format = value
    }
    if let format, !descriptor.formats.contains(format) {
      throw .usage("unknown format \"\(format)\"; one of: \(descriptor.formats.joined(separator: ", "))")
    }
    if let text = words.value("today") ?? surroundings.variable("STL_TODAY") {
      guard let date = CivilDate(text) else { throw .usage("\"\(text)\" is no date: --today YYYY-MM-DD") }
      today = date
    }
    let when = words.value("color") ?? "auto"
    guard ["auto", "always", "never"].contains(when) else { throw .usage("--color takes auto, always or never") }
    // Only text that was laid out for a terminal has colours, so that none in other formats can be taken for ours.
    let hasColours = ["text", "table"].contains(self.format(descriptor)) && !descriptor.formats.isEmpty
    let wantsNone = surroundings.variable("NO_COLOR") != nil || surroundings.variable("TERM") == "dumb"
    look.isColoured = hasColours && (when == "always" || when == "auto" && isTerminal && !wantsNone)
  }

  /// Reads how wide the output is, and whether it holds only ASCII.
  mutating func readLook(_ words: Words) {
    look.isASCII = words.has("ascii") || surroundings.variable("TERM") == "dumb" || !localeHasUnicode
    let columns = surroundings.variable("COLUMNS").flatMap { Int($0) }.flatMap { $0 >= 40 ? $0 : nil }
    isWide = columns == nil && !isTerminal
    if let columns = columns ?? surroundings.terminalColumns, columns >= 40 { look.width = min(columns, 400) }
  }

  private var isTerminal: Bool { surroundings.terminalColumns != nil }

  /// Whether the locale's character set, where one is named, is UTF-8; without a locale terminals are taken to be.
  private var localeHasUnicode: Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { surroundings.variable($0) }
    guard let locale = names.first?.lowercased() else { return true }
    return locale.contains("utf-8") || locale.contains("utf8")
  }

  /// The format, or the command's default.
  func format(_ descriptor: CommandDescriptor) -> String { format ?? descriptor.formats.first ?? "text" }

  /// The day that is asked about: `--today`, `STL_TODAY`, or the local date.
  var day: CivilDate { today ?? Client.localDate }

  static var localDate: CivilDate {
    let (year, month, day) = Clocks.localDate()
    return CivilDate(year: year, month: month, day: day) ?? CivilDate(days: 0)
  }

  /// Prints to standard output; a reader that went away ends the program quietly.
  ///
  /// A terminal gets nothing that it would obey or hide, whatever the format; a pipe or file gets the data as it is.
  func print(_ bytes: [UInt8]) throws(CommandError) {
    do throws(SystemError) {
      try surroundings.write(isTerminal ? Escaping.forTerminal(bytes, areColoursOurs: look.isColoured) : bytes)
    } catch {
      if error.errno == .EPIPE { Process.exit(0) }
      throw .missing("cannot write the output: \(error.errno.words)")
    }
  }

  func print(_ text: String) throws(CommandError) { try print(Array(text.utf8)) }

  /// The answer of `tree`; an old one is said to be old.
  func ask(_ tree: Tree, _ question: Question) throws(CommandError) -> Answer {
    let answer = try tree.ask(question)
    if tree.isStale { complain("stlctl: the root cannot be read; this is its last state, see stlctl status") }
    return answer
  }

  /// Writes a line to standard error, what is invisible in it spelled out.
  func complain(_ text: String) { try? surroundings.writeError(Array((Escaping.visible(text) + "\n").utf8)) }
}
