import STLSystem

/// The log: lines on standard error, for the journal where that is where they go.
package struct Log: Sendable {
  package var level: LogLevel
  private let hasPriorities: Bool
  /// The program that speaks, where the journal does not say so.
  private let program: String

  package init(level: LogLevel = .info, hasPriorities: Bool = Log.isJournal, program: String = "stld") {
    self.level = level
    self.hasPriorities = hasPriorities
    self.program = program
  }

  /// systemd names the device and inode of the journal's socket where standard error is one.
  package static var isJournal: Bool {
    guard let name = Process.environment("JOURNAL_STREAM") else { return false }
    let parts = name.split(separator: ":").map { UInt64($0) }
    let error = Descriptor(adopting: StandardStream.error.rawValue)
    let stamp = try? error.stamp()
    _ = error.release()
    return parts.count == 2 && stamp.map { parts[0] == $0.device && parts[1] == $0.inode } ?? false
  }

  /// Writes a line where its level is wanted; a log that cannot be written is no reason to stop.
  package func write(_ level: LogLevel, _ text: String) {
    guard level <= self.level else { return }
    try? StandardStream.error.write(line(level, text))
  }

  /// One line, whatever is in `text`.
  func line(_ level: LogLevel, _ text: String) -> String {
    let text = Log.escaped(text)
    return hasPriorities ? "<\(level.priority)>\(text)\n" : "\(program): \(level.rawValue): \(text)\n"
  }

  /// Control characters, and those that reorder or hide text, as `\u{…}`.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
