package import STLFiles
import STLSystem
package import STLText

/// How `stld` is to run: each setting from a flag, the environment, a file or the default, in this order.
package struct Options: Sendable {
  /// One setting of the program: the key in the file, the flag and the variable have the same name.
  package enum Key: String, CaseIterable, Sendable {
    case root, socket, state, today, watch
    case logLevel = "log_level"

    var flag: String { "--" + String(rawValue.map { $0 == "_" ? "-" : $0 }) }
    var variable: String { "STL_" + rawValue.uppercased() }
    /// The value is a path.
    var isPath: Bool { self == .root || self == .socket || self == .state }
  }

  /// Where a value comes from.
  package enum Origin: Equatable, Sendable, CustomStringConvertible {
    case flag(String)
    case environment(String)
    case file(String, line: Int, column: Int)
    case standard(String)

    package var description: String {
      switch self {
      case .flag(let name): name
      case .environment(let name): name
      case .file(let path, let line, let column): "\(path):\(line):\(column)"
      case .standard(let why): why
      }
    }
  }

  /// Why the program cannot run as it was told to.
  package struct Failure: Error, Equatable, Sendable {
    /// 2 for a mistake of usage, 3 for something that is missing.
    package var status: Int32
    package var message: String

    static func usage(_ message: String) -> Failure { Failure(status: 2, message: message) }
    static func missing(_ message: String) -> Failure { Failure(status: 3, message: message) }
  }

  private(set) var texts: [Key: (text: String, origin: Origin)] = [:]
  /// Absolute path of the directory to follow.
  package private(set) var root = ""
  /// Path of the socket; a passed descriptor goes before it.
  package private(set) var socket = ""
  package private(set) var today: CivilDate?
  package private(set) var watch = WatchMode.auto
  package private(set) var logLevel = LogLevel.info
  /// Settings of the file that `--config` names, or `STL_CONFIG`.
  private var configuration: String?

  /// Reads all settings; `environment` gives a variable or nil.
  package init(
    flags: [(name: String, value: String)], environment: (String) -> String? = Process.environment,
    directory: String? = nil
  ) throws(Failure) {
    func variable(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    let working = directory ?? (try? Files.workingDirectory()) ?? "/"
    let path = flags.last { $0.name == "--config" }?.value ?? variable("STL_CONFIG")
    if let path {
      let file = try ConfigurationFile(path)
      configuration = path
      let base = Options.parent(of: Options.absolute(path, working))
      for entry in file.entries {
        let text = entry.key.isPath ? Options.absolute(entry.text, base) : entry.text
        texts[entry.key] = (text, .file(path, line: entry.line, column: entry.column))
      }
    }
    for key in Key.allCases {
      if let flag = flags.last(where: { $0.name == key.flag }) {
        texts[key] = (flag.value, .flag(key.flag))
      } else if let text = variable(key.variable) {
        texts[key] = (text, .environment(key.variable))
      }
    }
    root = try root(working, variable)
    socket = socket(working, variable)
    texts[.root] = (root, texts[.root]?.origin ?? .standard("the nearest org.yaml"))
    texts[.socket] = (socket, texts[.socket]?.origin ?? .standard("default"))
    if texts[.state] == nil { texts[.state] = (state(variable), .standard("default")) }
    try readWords()
  }

  private mutating func readWords() throws(Failure) {
    if let (text, origin) = texts[.today] {
      guard let day = CivilDate(text) else { throw .usage("\(origin): \"\(text)\" is no day; write YYYY-MM-DD") }
      today = day
    }
    watch = try word(.watch) ?? watch
    logLevel = try word(.logLevel) ?? logLevel
  }

  /// The value of a setting that takes one of some words.
  private func word<Word: RawRepresentable & CaseIterable>(
    _ key: Key
  ) throws(Failure) -> Word? where Word.RawValue == String {
    guard let (text, origin) = texts[key] else { return nil }
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    let hint = nearest(to: text, among: words).map { "; did you mean \"\($0)\"?" } ?? ""
    throw .usage("\(origin): \"\(text)\" is none of \(words.joined(separator: ", "))\(hint)")
  }

  // MARK: Defaults

  /// A directory to follow is never guessed: it is named, or an org file stands in it.
  private func root(_ working: String, _ variable: (String) -> String?) throws(Failure) -> String {
    if let (text, origin) = texts[.root] {
      let path = Options.absolute(text, working)
      let stamp: FileStamp
      do {
        stamp = try FileStamp(of: path)
      } catch {
        throw .missing("\(origin): the root \(path) cannot be read: \(error.errno.words)")
      }
      guard stamp.kind == .directory else { throw .missing("\(origin): the root \(path) is no directory") }
      return path
    }
    if let directory = OrganisationRoot.nearest(to: working) { return directory }
    throw .missing("no organisation here: no org.yaml in \(working) or above; give --root DIR")
  }

  private func socket(_ working: String, _ variable: (String) -> String?) -> String {
    if let text = texts[.socket]?.text { return text.hasPrefix("@") ? text : Options.absolute(text, working) }
    return StandardSocket.own(variable)
  }

  private func state(_ variable: (String) -> String?) -> String {
    if let directory = variable("STATE_DIRECTORY") { return directory }
    if let home = variable("XDG_STATE_HOME") { return home + "/stl" }
    return (variable("HOME") ?? "/var/lib") + (variable("HOME") == nil ? "/stl" : "/.local/state/stl")
  }

  // MARK: Paths

  /// `path` from `base`, without `.` and superfluous slashes; symbolic links and `..` are the kernel's to follow.
  static func absolute(_ path: String, _ base: String) -> String {
    let full = path.hasPrefix("/") ? path : base + "/" + path
    return "/" + full.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  private static func parent(of path: String) -> String {
    let parts = path.split(separator: "/").dropLast()
    return "/" + parts.joined(separator: "/")
  }

  /// The settings in effect with their origins and what they come to, for `--check-config`.
  package func listing() throws(Failure) -> String {
    if socket.utf8.count > SocketAddress.bytesMax, let origin = texts[.socket]?.origin {
      throw .usage("\(origin): the socket \(socket) is longer than \(SocketAddress.bytesMax) bytes")
    }
    var rows: [(String, String, String)] = []
    for key in Key.allCases {
      let standard = key == .watch ? watch.rawValue : key == .logLevel ? logLevel.rawValue : "the local day"
      let (text, origin) = texts[key] ?? (standard, .standard("default"))
      rows.append((key.rawValue, text, origin.description))
    }
    let first = (rows.map(\.0.count).max() ?? 0) + 2
    let second = (rows.map(\.1.count).max() ?? 0) + 2
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let organisation = (try? FileStamp(of: root + "/org.yaml")) == nil ? ", which holds no org.yaml," : ""
    return rows.map { padded($0.0, first) + padded($0.1, second) + $0.2 + "\n" }.joined()
      + "stld would follow \(root)\(organisation) and answer on \(socket), or on a socket that it is passed\n"
  }
}
