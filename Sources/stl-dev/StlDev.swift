import STLSystem

/// `stl-dev`: what contributors run.
///
/// It makes the generated files and says whether they are current.
@main
enum StlDev {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "generate" where arguments.count <= 2: Process.exit(generate(isCheck: arguments.last == "--check"))
    case "demo" where arguments.count == 1 || arguments == ["demo", "--once"]:
      Process.exit(Demo.run(isOnce: arguments.count == 2))
    case "simulate":
      guard let status = Simulate.run(Array(arguments.dropFirst())) else { fallthrough }
      Process.exit(status)
    default:
      try? StandardStream.error.write(
        """
        Usage: stl-dev demo [--once] | generate [--check] | \(Simulate.usage)
          demo        run the daemon on the example organisation, print its report, then watch; --once stops there
          generate    write docs/format.md, docs/rules, docs/commands.md, docs/limits.md and the interface
          --check     write nothing; exit status 1 when a file is not current
          simulate    run the daemon against an invented kernel, editors and clients, all chosen by each seed from N
                      to M, for so many steps each; exit status 1 when a checker finds something
          --plant     with a defect planted around the daemon, to see it found
          --last      tell what happened in so many steps before a failure

        """)
      Process.exit(2)
    }
  }

  /// Writes every generated file that is not current; with `isCheck` only names them.
  private static func generate(isCheck: Bool) -> Int32 {
    var stale: [String] = []
    for page in Pages.all {
      let current = try? Files.read(page.path, limit: 1 << 24)
      guard current != Array(page.text.utf8) else { continue }
      stale.append(page.path)
      if isCheck { continue }
      do {
        if let slash = page.path.lastIndex(of: "/") { try makeDirectories(String(page.path[..<slash])) }
        try Files.replace(page.path, with: Array(page.text.utf8))
      } catch {
        try? StandardStream.error.write("stl-dev: \(error)\n")
        return 1
      }
    }
    for path in stale { try? StandardStream.output.write((isCheck ? "not current: " : "wrote ") + path + "\n") }
    if isCheck, !stale.isEmpty { try? StandardStream.error.write("stl-dev: run `swift run stl-dev generate`\n") }
    return isCheck && !stale.isEmpty ? 1 : 0
  }

  private static func makeDirectories(_ path: String) throws(SystemError) {
    var made = ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty ? "" : "/") + part
      if (try? FileStamp(of: made)) == nil { try Files.makeDirectory(made) }
    }
  }
}
