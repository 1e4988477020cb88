import STLJSON
import STLSystem
import STLWire
import Testing

/// The program itself: options, signals, its socket.
@Suite struct ProgramTests {
  @Test func `a termination ends with 0 and takes the socket file away`() throws {
    let place = try Place()
    let stld = try Stld(root: place.root, socket: place.socket)
    #expect(try FileStamp(of: place.socket).mode & 0o777 == 0o660)
    let watching = try stld.client()
    try watching.begin("Changes")
    _ = try watching.next()
    try stld.send(.terminate)
    let last = try watching.next()
    #expect(last.verdict == "NotReady")
    #expect(last["state"] == "stopping")
    let (status, log) = try stld.end()
    #expect(status == .exited(0))
    #expect(log.hasSuffix("stld: info: stopping\n"))
    #expect((try? FileStamp(of: place.socket)) == nil)
  }

  @Test func `a hang-up reads everything again, with the new settings`() throws {
    let place = try Place()
    let file = place.path + "/stld.yaml"
    func configure(_ text: String) throws {
      try Descriptor.open(file, [.writeOnly, .create, .truncate]).writeAll(Array(text.utf8))
    }
    try configure("log_level: info\n")
    let stld = try Stld(root: place.root, socket: place.socket, ["--config", file])
    _ = try stld.ask("Sync")
    func scans() throws -> Int { try stld.ask("Status")["counters"]?["scans"]?.integerValue ?? 0 }
    let before = try scans()
    try configure("log_level: debug\nwatch: poll\n")
    try stld.send(.hangUp)
    try Stld.wait { try scans() > before }
    try place.write("plan.yaml", "initiative: plan\ntitle: x\n")
    #expect(try stld.ask("Findings")["revision"] == 2)
    try configure("log_levle: debug\n")
    try stld.send(.hangUp)
    try Stld.wait { try scans() > before + 1 }
    #expect(try stld.ask("Reload").verdict == "ok")
    try stld.send(.terminate)
    let log = try stld.end().log
    #expect(log.contains("stld: debug: revision 2: 1 files\n"))
    #expect(log.contains("stld: warning: ignoring the new way of watching until the next start\n"))
    #expect(
      log.contains(
        "stld: error: keeping the old configuration: \(file):1:1: unknown key \"log_levle\"; did you mean \"log_level\"?"
      ))
  }

  @Test func `a rescan logs the last raw events where every detail is wanted`() throws {
    let place = try Place()
    let stld = try Stld(root: place.root, socket: place.socket, ["--log-level", "debug"])
    _ = try stld.ask("Sync")
    try place.write("plan.yaml", "initiative: plan\ntitle: x\n")
    _ = try stld.ask("Sync")
    #expect(try stld.ask("Rescan").verdict == "ok")
    try stld.send(.terminate)
    #expect(try stld.end().log.contains("stld: debug: event: CLOSE_WRITE plan.yaml\n"))
  }

  @Test func `one socket, one daemon; a dead socket file is replaced`() throws {
    let place = try Place()
    let stld = try Stld(root: place.root, socket: place.socket)
    let second = try Stld.run(["--root", place.root, "--socket", place.socket])
    #expect(second.status == .exited(1))
    #expect(second.errors == "stld: another daemon answers at \(place.socket)\n")
    let process = try stld.client().process
    try place.run("kill", "-9", "\(process)")
    _ = try stld.end()
    #expect(try FileStamp(of: place.socket).kind == .socket)
    let third = try Stld(root: place.root, socket: place.socket)
    #expect(try third.ask("Status").verdict == "ok")

    try Descriptor.open(place.path + "/file", [.writeOnly, .create]).writeAll([])
    let blocked = try Stld.run(["--root", place.root, "--socket", place.path + "/file"])
    #expect(blocked.status == .exited(1))
    #expect(blocked.errors.contains("is no socket"))
    #expect(try FileStamp(of: place.path + "/file").kind == .regular)
  }

  @Test func `mistakes of usage are named, with what was probably meant`() throws {
    let place = try Place()
    for (arguments, status, words) in [
      (["--rot", "x"], 2, "unknown option \"--rot\"; did you mean --root?"),
      (["start"], 2, "unknown word \"start\""),
      (["--root"], 2, "--root takes a value"),
      (["--root", place.root, "--watch", "magic"], 2, "--watch: \"magic\" is none of auto, inotify, poll"),
      (["--root", place.root, "--today", "2026-02-30"], 2, "--today: \"2026-02-30\" is no day"),
      (["--root", place.path + "/none"], 3, "the root \(place.path)/none cannot be read: no such file or directory"),
      (["--root", place.full("plan.yaml")], 3, "is no directory"),
      (["--root", place.root, "--config", place.path + "/none.yaml"], 3, "cannot be read"),
      (["--help=1"], 2, "--help takes no value"),
    ] as [([String], Int32, String)] {
      let result = try Stld.run(arguments)
      #expect(result.status == .exited(status), "\(arguments)")
      #expect(result.errors.hasPrefix("stld: ") && result.errors.contains(words), "\(arguments): \(result.errors)")
      #expect(result.output.isEmpty)
    }
    let nowhere = try Subprocess(
      program: Stld.program(), arguments: [], directory: "/", outputBytesMax: 1024,
      timeNanosecondsMax: Stld.nanosecondsMax
    ).run()
    #expect(nowhere.end == .exited(3))
    #expect(String(decoding: nowhere.errorOutput, as: UTF8.self).contains("no organisation here"))
    #expect(try Stld.run(["--version"]).output.hasPrefix("stld 0."))
    #expect(try Stld.run(["--help"]).output.contains("--check-config"))
  }

  @Test func `settings come from flag, environment, file and default, in this order`() throws {
    let place = try Place()
    let file = place.path + "/stld.yaml"
    try Descriptor.open(file, [.writeOnly, .create]).writeAll(
      Array("# Settings\nroot: root\nsocket: s\nwatch: poll\nlog_level: warning\ntoday:\n".utf8))
    let listing = try Stld.run(
      ["--config", file, "--check-config", "--log-level", "debug"], environment: ["STL_WATCH=inotify", "STL_TODAY="])
    #expect(listing.status == .exited(0))
    let rows = listing.output.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
    func row(_ key: String) -> [String] { rows.first { $0[0] == key }?.dropFirst().map { String($0) } ?? [] }
    #expect(row("root") == [place.root, "\(file):2:7"])
    #expect(row("socket") == [place.socket, "\(file):3:9"])
    #expect(row("watch") == ["inotify", "STL_WATCH"])
    #expect(row("log_level") == ["debug", "--log-level"])
    #expect(row("today") == ["the", "local", "day", "default"])
    #expect(
      listing.output.hasSuffix(
        "stld would follow \(place.root), which holds no org.yaml, and answer on \(place.socket), "
          + "or on a socket that it is passed\n"))

    for (text, words) in [
      ("rot: x\n", ":1:1: unknown key \"rot\"; did you mean \"root\"?"),
      ("root: [a]\n", ":1:7: \"root\" takes one value"),
      ("root: a\nroot: b\n", ":2:1"), ("- a\n", "a configuration is keys with values"),
      ("root: /\nwatch: magic\n", "stld: \(file):2:8: \"magic\" is none of auto, inotify, poll\n"),
      (
        "root: /\nlog_level: inof\n",
        "\(file):2:12: \"inof\" is none of error, warning, info, debug; did you mean \"info\"?"
      ),
      ("root: /\ntoday: 2026-02-30\n", "\(file):2:8: \"2026-02-30\" is no day"),
      ("root: /\nsocket: \(String(repeating: "s", count: 108))\n", "\(file):2:9: the socket "),
    ] {
      try Descriptor.open(file, [.writeOnly, .truncate]).writeAll(Array(text.utf8))
      let result = try Stld.run(["--config", file, "--check-config"])
      #expect(result.status == .exited(2))
      #expect(result.errors.contains(words), "\(text): \(result.errors)")
    }
  }

  @Test func `the example configuration is read as it stands`() throws {
    let folder = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let result = try Stld.run(["--config", folder + "/config/stld.yaml", "--root", folder, "--check-config"])
    #expect(result.status == .exited(0))
    #expect(result.errors.isEmpty)
  }

  @Test func `many clients at a time, and a flood of connections`() throws {
    let place = try Place()
    let stld = try Stld(root: place.root, socket: place.socket)
    var clients: [Client] = []
    for _ in 0..<60 { clients.append(try stld.client()) }
    for client in clients { try client.begin("Findings", more: false) }
    for client in clients { #expect(try client.next().verdict == "ok") }
    // More than one user may have: the rest is closed without a word, and the others are served.
    var extra: [Client] = []
    for _ in 0..<20 { extra.append(try stld.client()) }
    try Stld.wait { try clients[0].call("Status")["counters"]?["refused"]?.integerValue ?? 0 >= 16 }
    extra = []
    for client in clients { #expect(try client.call("Status").verdict == "ok") }
  }
}
