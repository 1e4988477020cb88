package import STLSystem
import STLText

/// The log: entries of the journal where standard error leads there, else lines on standard error.
package struct Log: Sendable {
  package var level: LogLevel
  /// What every entry of the journal carries besides its text, by name.
  package var fields: [(name: String, value: String)]
  /// Where the journal takes entries; nil where standard error is not the journal's.
  private let journal: SocketAddress?
  private let program: String

  /// The socket of systemd-journald(8).
  package static let journalSocket = SocketAddress("/run/systemd/journal/socket")

  package init(
    level: LogLevel = .info, journal: SocketAddress? = Log.isJournal ? Log.journalSocket : nil,
    program: String = "stld", fields: [(name: String, value: String)] = []
  ) {
    self.level = level
    self.journal = journal
    self.program = program
    self.fields = fields
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

  /// Writes an entry where its level is wanted; a log that cannot be written is no reason to stop, or to wait.
  package func write(_ level: LogLevel, _ text: String) {
    guard level <= self.level else { return }
    if let journal, (try? Descriptor.datagramSocket().send(entry(level, text), to: journal, waits: false)) != nil {
      return
    }
    try? StandardStream.error.write(line(level, text))
  }

  /// One line, whatever is in `text`.
  func line(_ level: LogLevel, _ text: String) -> String {
    let text = Escaping.visible(text)
    return journal == nil ? "\(program): \(level.rawValue): \(text)\n" : "<\(level.priority)>\(text)\n"
  }

  /// The same in the journal's own protocol: `NAME=value` in a line, or the name, the count of bytes as eight, the lowest
  /// first, and the value where that has lines of its own.
  func entry(_ level: LogLevel, _ text: String) -> [UInt8] {
    let standard = [
      ("MESSAGE", Escaping.visible(text)), ("PRIORITY", "\(level.priority)"), ("SYSLOG_IDENTIFIER", program),
    ]
    var bytes: [UInt8] = []
    for (name, value) in standard + fields {
      bytes += name.utf8
      if value.utf8.contains(0x0A) {
        bytes.append(0x0A)
        let count = UInt64(value.utf8.count)
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
      } else {
        bytes.append(UInt8(ascii: "="))
      }
      bytes += value.utf8
      bytes.append(0x0A)
    }
    return bytes
  }
}
