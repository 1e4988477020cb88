import STLJSON
import STLReports
import STLSystem
import STLText
import STLWire

/// `stlctl watch`: a line for every snapshot.
enum WatchCommand: Command {
  static let descriptor = CommandDescriptor(
    "watch", "", "A line for every change: findings in and out, coverage, paths.",
    details: """
      Runs until it is interrupted. With --root it watches in this process. A daemon that restarts is joined again.
      """,
    options: [Option("settle", value: "MS", "Quiet time in milliseconds after which a change counts; 50 by default.")],
    formats: ["text", "json"])

  /// How long a daemon that went away is waited for, in milliseconds, and how often it is tried.
  private static let restartMillisecondsMax = 60_000
  private static let retryMilliseconds = 100
  /// Most findings that a line names.
  private static let itemsMax = 4

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    var settle: Int?
    if let text = words.value("settle") {
      guard let number = Int(text), number >= 0 else { throw .usage("--settle takes milliseconds, not \"\(text)\"") }
      settle = number
    }
    var (daemon, isEmbedded) = try Tree.watched(client)
    var known: (revision: Int, instance: String)?
    while true {
      var parameters = JSONObject()
      if let known {
        parameters.append("since", .integer(known.revision))
        parameters.append("instance", .string(known.instance))
      }
      if let settle { parameters.append("settle_ms", .integer(settle)) }
      if let today = client.today { parameters.append("today", .string(today.description)) }
      let isFirst = known == nil
      var count = 0
      do throws(CommandError) {
        try daemon.call("org.stlctl.Planner.Changes", parameters, more: true, waits: true) {
          reply throws(CommandError) in
          if let error = reply.error { throw Daemon.error(error, reply.parameters) }
          known = (reply.parameters["revision"]?.integerValue ?? 0, reply.parameters["instance"]?.stringValue ?? "")
          count += 1
          try show(reply.parameters, isFirst: isFirst && count == 1, client)
          return true
        }
      } catch {
        guard error.status == .noDaemon, !isEmbedded, known != nil else { throw error }
        client.complain("stlctl: the daemon at \(daemon.socket) is gone, waiting")
      }
      daemon = try rejoin(daemon.socket)
    }
  }

  private static func rejoin(_ socket: String) throws(CommandError) -> Daemon {
    var waited = 0
    while true {
      do throws(CommandError) {
        return try Daemon(socket)
      } catch {
        guard waited < restartMillisecondsMax else { throw error }
      }
      var none: [PollEntry] = []
      _ = try? poll(&none, timeoutNanoseconds: Int64(retryMilliseconds) * 1_000_000)
      waited += retryMilliseconds
    }
  }

  private static func show(_ snapshot: JSONObject, isFirst: Bool, _ client: Client) throws(CommandError) {
    if client.format == "json" {
      var document: JSONObject = ["version": 1]
      for member in snapshot.members { document.append(member.name, member.value) }
      try client.print(JSON.object(document).bytes() + [0x0A])
    } else {
      try client.print(Escaping.visible(line(snapshot, isFirst: isFirst)) + "\n")
    }
  }

  /// One line: the time, what came and went, coverage, where.
  static func line(_ snapshot: JSONObject, isFirst: Bool) -> String {
    let added = snapshot["added"]?.arrayValue ?? []
    let removed = snapshot["removed"]?.arrayValue ?? []
    let coverage = snapshot["coverage"]
    let active = coverage?["active"]?.integerValue ?? 0
    let percent = coverage?["ratio"]?.doubleValue.map { " (\(Int(($0 * 100).rounded())) %)" } ?? ""
    var parts = [clock, "\(coverage?["dedicated"]?.integerValue ?? 0) of \(active) dedicated\(percent)"]
    if snapshot["fresh"]?.boolValue ?? false {
      parts.append(isFirst ? "watching" : "fresh")
    } else {
      parts.append("+\(added.count) -\(removed.count)")
    }
    let items = added.map { "+" + name($0) } + removed.map { "-" + name($0) }
    if !items.isEmpty {
      let more = items.count > itemsMax ? " and \(items.count - itemsMax) more" : ""
      parts.append(items.prefix(itemsMax).joined(separator: ", ") + more)
    }
    let paths = (snapshot["paths"]?.arrayValue ?? []).compactMap(\.stringValue)
    if !paths.isEmpty, !isFirst {
      parts.append(
        paths.prefix(itemsMax).joined(separator: " ")
          + (paths.count > itemsMax ? " and \(paths.count - itemsMax) more" : ""))
    }
    return parts.joined(separator: "  ")
  }

  private static func name(_ finding: JSON) -> String {
    let place = finding["entity"]?.stringValue ?? finding["path"]?.stringValue ?? ""
    return "\(finding["code"]?.stringValue ?? "?") \(place)"
  }

  private static var clock: String {
    let time = Clocks.localTime()
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(time.hour)):\(two(time.minute)):\(two(time.second))"
  }
}
