import STLJSON
import STLReports
import STLRules
import STLSystem
import STLText

/// `stlctl status`: how the daemon is.
enum StatusCommand: Command {
  static let descriptor = CommandDescriptor(
    "status", "", "How the daemon is: versions, revision, commit, counts, coverage, how it watches.",
    options: [Option("exit-code", "Exit status 1 when the daemon is not ready or degraded.")],
    formats: ["text", "json"])

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    let daemon = try Tree.daemon(client)
    var parameters = JSONObject()
    if let today = client.today { parameters.append("today", .string(today.description)) }
    let status = try daemon.single("org.stlctl.Planner.Status", parameters)
    let state = status["state"]?.stringValue ?? "unknown"
    if client.format(descriptor) == "json" {
      var document: JSONObject = [
        "client_version": .string(Version.current.description), "socket": .string(daemon.socket),
      ]
      for member in status.members where document[member.name] == nil { document.append(member.name, member.value) }
      try client.print(JSON.object(document).bytes(.pretty) + [0x0A])
    } else {
      try client.print(text(status, daemon.socket, width: client.look.width))
    }
    return words.has("exit-code") && state != "ready" ? 1 : 0
  }

  private static func text(_ status: JSONObject, _ socket: String, width columns: Int) -> String {
    var lines: [(String, String)] = []
    func add(_ name: String, _ value: String?) { if let value { lines.append((name, Escaping.visible(value))) } }
    let reason = status["reason"]?.stringValue.map { ": \($0)" } ?? ""
    add("State", (status["state"]?.stringValue ?? "unknown") + reason)
    if let progress = status["progress"] {
      let total = progress["total"]?.integerValue.map { " of \($0)" } ?? ""
      add("Progress", "\(progress["done"]?.integerValue ?? 0)\(total) files")
    }
    add("Root", status["root"]?.stringValue)
    add("Socket", socket)
    add("Version", "stld \(status["version"]?.stringValue ?? "?"), stlctl \(Version.current)")
    add("Revision", status["revision"]?.integerValue.map { "\($0)" })
    add("Commit", status["commit"]?.stringValue)
    add("Today", status["today"]?.stringValue)
    if let watch = status["watch"] {
      let why = watch["reason"]?.stringValue.map { ": \($0)" } ?? ""
      let directories = watch["directories"]?.integerValue.map { ", \($0) director\($0 == 1 ? "y" : "ies")" } ?? ""
      add("Watch", (watch["mode"]?.stringValue ?? "?") + directories + why)
    }
    if let coverage = status["coverage"] {
      let ratio = coverage["ratio"]?.doubleValue.map { ", \(Int(($0 * 100).rounded())) %" } ?? ""
      add(
        "Coverage",
        "\(coverage["dedicated"]?.integerValue ?? 0) of \(coverage["active"]?.integerValue ?? 0) active \(coverage["of"]?.stringValue ?? "initiatives") dedicated\(ratio)"
      )
    }
    for name in ["counts", "counters"] {
      guard let members = status[name]?.objectValue?.members else { continue }
      add(
        name == "counts" ? "Counts" : "Counters",
        members.compactMap { member in
          // A name and its count stay on one line.
          member.value.integerValue.map { "\(member.name)_\($0)".replacing("_", with: "\u{A0}") }
        }.joined(separator: ", "))
    }
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { name, value in
      HelpCommand.entry(name, value, width, columns).replacing("\u{A0}", with: " ")
    }
    .joined()
  }
}
