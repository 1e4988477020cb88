import STLSystem
import Testing

/// `stlctl` as a process of its own, asking a daemon.
@Suite struct ClientTests {
  private func stlctl(
    _ words: [String], in place: Place
  ) throws -> (status: Subprocess.End, output: String, errors: String) {
    let outcome = try Subprocess(
      program: Stld.program("stlctl"), arguments: words, environment: ["STL_TODAY=2026-03-02"], directory: place.root,
      outputBytesMax: 1 << 22, timeNanosecondsMax: Stld.nanosecondsMax
    ).run()
    return (
      outcome.end, String(decoding: outcome.output, as: UTF8.self), String(decoding: outcome.errorOutput, as: UTF8.self)
    )
  }

  @Test func `a daemon whose root is named through a link takes paths`() throws {
    let place = try Place(["plan.yaml": "initiative: plan\n", "more/other.yaml": "initiative: other\n"])
    let link = place.path + "/link"
    try Files.symbolicLink(link, to: place.root)
    let stld = try Stld(root: link, socket: place.socket)
    for words in [["plan.yaml"], ["more"], [place.root + "/plan.yaml"], [link + "/plan.yaml"], ["."]] {
      let (status, output, errors) = try stlctl(["--socket", stld.socket, "check"] + words, in: place)
      #expect(status == .exited(0), "\(words): \(errors)")
      #expect(output.contains("STL001"))
      #expect(output == (try stlctl(["--root", link, "check"] + words, in: place).output))
    }
  }

  @Test(
    arguments: [
      ("show initiative/plan", 0), ("show initiative/nope", 3), ("show nope", 3), ("check nope.yaml", 3),
      ("show thing/plan", 2), ("list things", 2), ("list initiatives --sort nope", 2), ("explain NOPE", 2),
    ] as [(String, Int32)])
  func `what is missing is told from what is no word of the program`(words: String, status: Int32) throws {
    let place = try Place()
    let stld = try Stld(root: place.root, socket: place.socket)
    let words = words.split(separator: " ").map { String($0) }
    let answer = try stlctl(["--socket", stld.socket] + words, in: place)
    #expect(answer.status == .exited(status))
    let local = try stlctl(["--root", place.root] + words, in: place)
    #expect(answer.errors == local.errors && answer.output == local.output && local.status == .exited(status))
  }

  @Test func `as many long paths as a command line takes are checked over the socket too`() throws {
    let folder = (0..<8).map { _ in String(repeating: "x", count: 250) }.joined(separator: "/")
    let place = try Place(["plan.yaml": "initiative: plan\n", folder + "/deep.yaml": "initiative: deep\n"])
    let stld = try Stld(root: place.root, socket: place.socket)
    let words = ["check", "--json"] + [String](repeating: folder, count: 600)
    let answer = try stlctl(["--socket", stld.socket] + words, in: place)
    #expect(answer.status == .exited(0), "\(answer.errors)")
    #expect(answer.output == (try stlctl(["--root", place.root] + words, in: place).output))
  }

  @Test func `the status of a daemon is that of the day that is asked for, and tells the socket`() throws {
    let place = try Place(["plan.yaml": "initiative: plan\nstarts: 2030-01-01\n"])
    let stld = try Stld(root: place.root, socket: place.socket)
    let now = try stlctl(["--socket", stld.socket, "status"], in: place).output
    #expect(now.contains("Today     2026-03-02\n") && now.contains("0 of 0 active"))
    let later = try stlctl(["--socket", stld.socket, "status", "--today", "2031-01-02"], in: place).output
    #expect(later.contains("Today     2031-01-02\n") && later.contains("0 of 1 active"))
    let json = try stlctl(["--socket", stld.socket, "status", "--json"], in: place).output
    #expect(json.contains("\"socket\": \"\(stld.socket)\""))
  }
}
