import STLSystem
import Testing

@Suite struct InitTests {
  @Test func `the first org file can be read, and its comments too`() throws {
    let folder = try Folder()
    let result = run(["init", "plans"], in: folder.path)
    #expect(result.status == 0 && result.output.hasPrefix("wrote plans/org.yaml\n"))
    let text = String(decoding: try Files.read(folder.path + "/plans/org.yaml", limit: 1 << 16), as: UTF8.self)
    #expect(text.contains("\norg: plans\n"))
    #expect(run(["check", "--root", "plans"], in: folder.path).output.hasPrefix("no findings in 1 file"))
    // A setting in a comment is one that the program takes.
    let settings = text.split(separator: "\n").map { line in
      line.hasPrefix("# ") && line.contains(": ") && !line.hasSuffix(".") && !line.contains("All rules")
        ? String(line.dropFirst(2))
        : line.hasPrefix("# rules:") || line.hasPrefix("# thresholds:") ? String(line.dropFirst(2)) : String(line)
    }
    try Files.replace(folder.path + "/plans/org.yaml", with: Array(settings.joined(separator: "\n").utf8))
    let check = run(["check", "--root", "plans"], in: folder.path).output
    #expect(check.hasPrefix("no findings in 1 file"), "\(check)")
  }

  @Test func `the README shows what the first check prints`() throws {
    let folder = try Folder([
      ("first.yaml", "initiative: robots\nleader: ana\n---\ninitiative: drones\nleader: ana\n")
    ])
    #expect(run(["init"], in: folder.path).status == 0)
    let path = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/README.md"
    let text = String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self)
    let check = run(["check", "--today", "2026-11-23"], in: folder.path).output
    #expect(text.contains("```text\n" + check + "```\n"), "\(check)")
  }

  @Test func `a file that is there is never written`() throws {
    let folder = try Folder([("org.yaml", "org: mine\n")])
    let result = run(["init"], in: folder.path)
    #expect(result.status == 3)
    #expect(result.errors == "stlctl: \"org.yaml\" is there already; nothing was changed\n")
    #expect(try Files.read(folder.path + "/org.yaml", limit: 100) == Array("org: mine\n".utf8))
  }

  @Test func `nor is what a link leads to`() throws {
    let folder = try Folder()
    try Files.symbolicLink(folder.path + "/org.yaml", to: folder.path + "/elsewhere.yaml")
    #expect(run(["init"], in: folder.path).status == 3)
    #expect((try? FileStamp(of: folder.path + "/elsewhere.yaml")) == nil)
  }
}
