import STLSystem
import Testing

/// Clients that others wrote.
@Suite struct StrangersTests {
  private var folder: String { "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/clients" }

  /// Runs a script with Python; nil where there is none.
  private func python(_ arguments: [String], in place: Place) throws -> (end: Subprocess.End, output: String)? {
    let path = Process.environment("PATH") ?? "/usr/bin:/bin"
    let outcome = try Subprocess(
      program: "/usr/bin/env", arguments: ["python3"] + arguments,
      environment: ["PATH=\(path)", "HOME=\(Process.environment("HOME") ?? place.path)"], outputBytesMax: 1 << 20,
      timeNanosecondsMax: 2 * Stld.nanosecondsMax
    ).run()
    // env says 127 where there is no such program.
    if outcome.end == .exited(127) { return nil }
    return (outcome.end, String(decoding: outcome.output + outcome.errorOutput, as: UTF8.self))
  }

  @Test func `Python's varlink and asyncvarlink and socat are content`() throws {
    let place = try Place()
    guard let modules = try python(["-c", "import varlink, asyncvarlink"], in: place), modules.end == .exited(0) else {
      Attachment.record("Python or its packages varlink and asyncvarlink are not here: not tried", named: "clients.txt")
      return
    }
    let stld = try Stld(root: place.root, socket: place.socket)
    let result = try #require(try python([folder + "/clients.py", stld.socket], in: place))
    #expect(result.end == .exited(0), "\(result.output)")
    #expect(result.output.contains(" passed, 0 failed"))
  }

  @Test func `a passed socket is served, listening or connected`() throws {
    let place = try Place()
    guard let result = try python([folder + "/activation.py", Stld.program(), place.root, place.socket], in: place)
    else {
      Attachment.record("Python is not here: not tried", named: "activation.txt")
      return
    }
    #expect(result.end == .exited(0), "\(result.output)")
    #expect(result.output == "ok listening\nok connected\nok notified\n")
  }
}
