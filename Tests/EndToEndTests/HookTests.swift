import STLSystem
import Testing

/// The hook and the examples of `config/` as their users run them.
@Suite struct HookTests {
  private static let config = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/config/"

  /// `PATH` with `stlctl` on it.
  private func path() throws -> String {
    let folder = try Stld.program().split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    return "PATH=\(folder):/usr/local/bin:/usr/bin:/bin"
  }

  /// A repository whose plan is in `plan`, with the hook.
  private func repository() throws -> Place {
    let place = try Place(["plan/org.yaml": "org: a\n", "other.yaml": "initiative: x\nnot-a-key: y\n"])
    try place.run("git", "init", "-q")
    try place.run("git", "config", "stl.root", "plan")
    let hook = try Files.read(HookTests.config + "pre-commit", limit: 1 << 16)
    let target = place.full(".git/hooks/pre-commit")
    try Descriptor.open(target, [.writeOnly, .create, .truncate], mode: 0o755).writeAll(hook)
    return place
  }

  private func commit(_ place: Place) throws -> Bool {
    try place.outcome([path(), "git", "commit", "-q", "-m", "a change"]).isSuccess
  }

  @Test func `an error in what is staged stops the commit, nothing else does`() throws {
    let place = try repository()
    // Outside the plan nobody looks.
    try place.run("git", "add", "-A")
    #expect(try commit(place))
    try place.write("plan/a.yaml", "initiative: a\nleader: bo\nnot-a-key: x\n")
    try place.run("git", "add", "-A")
    #expect(try !commit(place))
    // What counts is the index, in both directions.
    try place.write("plan/a.yaml", "initiative: a\nleader: bo\n")
    #expect(try !commit(place))
    try place.run("git", "add", "-A")
    try place.write("plan/a.yaml", "initiative: a\nnot-a-key: x\n")
    #expect(try commit(place))
    // A commit that leaves the plan alone passes, whatever the plan holds.
    try place.run(try path(), "git", "commit", "-q", "--no-verify", "-a", "-m", "broken")
    try place.write("readme.txt", "text")
    try place.run("git", "add", "-A")
    #expect(try commit(place))
  }

  @Test(arguments: ["github-actions.yaml", "gitlab-ci.yaml"])
  func `every call of stlctl in an example is understood`(name: String) throws {
    let text = String(decoding: try Files.read(HookTests.config + name, limit: 1 << 16), as: UTF8.self)
    let calls = text.split(separator: "\n").compactMap { line in
      line.firstRange(of: "stlctl check").map { String(line.suffix(from: $0.lowerBound).prefix { $0 != ">" }) }
    }
    #expect(calls.count >= 2)
    let place = try Place(["plan/org.yaml": "org: a\n"])
    for call in calls {
      let words = call.split(separator: " ").map { String($0) }
      try place.run([try path(), "STL_ROOT=plan"] + words)
    }
  }
}
