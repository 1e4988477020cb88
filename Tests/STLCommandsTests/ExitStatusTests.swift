import STLSystem
import Testing

/// The exit status of a run, and one line of what to do where it is not 0.
@Suite struct ExitStatusTests {
  @Test(
    arguments: [
      ("check", 1), ("check --fail-on never", 0), ("check other.yaml", 0), ("check plans", 1),
      ("check --ignore STL", 0), ("check --select GOV", 0), ("report", 0), ("report leadership --json", 0),
      ("list initiatives", 0), ("list people -o csv", 0), ("show robots", 0), ("show initiative/robots", 0),
      ("explain STL001", 0), ("explain --rules", 0), ("schema", 0), ("schema --json", 0), ("help", 0), ("--version", 0),
      ("--help", 0), ("check --help", 0), ("completion bash", 0), ("syntax other.yaml", 0),
    ] as [(String, Int32)])
  func `done, or findings`(words: String, status: Int32) throws {
    let folder = try Folder(sample)
    let result = run(words.split(separator: " ").map { String($0) }, in: folder.path)
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors == "")
    #expect(!result.output.isEmpty)
  }

  @Test(arguments: [
    "", "chek", "check --fail-on fatal", "check --select NOPE", "check --today tomorrow", "check -o pdf",
    "check --json -o text", "check --root a --socket b", "check --color sometimes", "report nope", "report --of people",
    "list", "list things", "list initiatives --columns nope", "list initiatives --filter nope=1",
    "list initiatives --sort nope", "show", "show a b", "show thing/robots", "explain", "explain NOPE",
    "explain STL001 --rules", "completion tcsh", "status --root .", "init --json", "call", "call Status [1]",
    "call Status --today 2026-01-01",
    "help nope", "watch --settle soon", "--nope check",
  ])
  func `usage is 2`(words: String) throws {
    let folder = try Folder(sample)
    let result = run(words.split(separator: " ").map { String($0) }, in: folder.path)
    #expect(result.status == 2)
    if words.isEmpty { return }
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("stlctl: ") && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  @Test(arguments: [
    "show nope", "show initiative/nope", "show person/nope", "check nope.yaml", "check /etc", "check --root nope",
    "report --root other.yaml", "report --output nope/report.txt", "syntax nope.yaml", "init .",
  ])
  func `what is missing is 3`(words: String) throws {
    let folder = try Folder(sample)
    let result = run(words.split(separator: " ").map { String($0) }, in: folder.path)
    #expect(result.status == 3, "\(result.errors)")
    #expect(result.errors.hasPrefix("stlctl: ") && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  @Test(arguments: ["check", "status", "call Status", "watch"])
  func `no daemon is 4`(words: String) throws {
    let folder = try Folder(sample)
    let socket = ["--socket", folder.path + "/none.sock"]
    #expect(run(words.split(separator: " ").map { String($0) } + socket, in: folder.path).status == 4)
  }

  @Test func `a file that cannot be read as YAML is 1, with its problems`() throws {
    let folder = try Folder([("broken.yaml", "a: [1\n")])
    let result = run(["syntax", "broken.yaml"], in: folder.path)
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("broken.yaml:"))
  }

  @Test func `a report goes into a file, and nothing else happens`() throws {
    let folder = try Folder(sample)
    let printed = run(["report"], in: folder.path).output
    let result = run(["report", "--output", "report.txt"], in: folder.path)
    #expect(result.status == 0 && result.output == "")
    #expect(try Files.read(folder.path + "/report.txt", limit: 1 << 20) == Array(printed.utf8))
  }

  @Test func `the day comes from the option, then from the environment`() throws {
    let folder = try Folder(sample)
    func day(_ words: [String], _ environment: [String: String]) -> String {
      let output = run(["check", "--json"] + words, in: folder.path, environment).output
      return output.split(separator: "\"").first { $0.hasPrefix("20") }.map { String($0) } ?? output
    }
    #expect(day(["--today", "2031-01-02"], ["STL_TODAY": "2030-01-01"]) == "2031-01-02")
    #expect(day([], ["STL_TODAY": "2030-01-01"]) == "2030-01-01")
  }

  @Test func `colour and width follow the terminal, unless somebody says otherwise`() throws {
    let folder = try Folder(sample)
    func isColoured(_ words: [String], _ environment: [String: String] = [:], columns: Int? = 80) -> Bool {
      run(["check"] + words, in: folder.path, environment, terminalColumns: columns).output.contains("\u{1B}[")
    }
    #expect(isColoured([]))
    #expect(!isColoured([], columns: nil))
    #expect(!isColoured([], ["NO_COLOR": "1"]))
    #expect(isColoured([], ["NO_COLOR": ""]))
    #expect(!isColoured([], ["TERM": "dumb"]))
    #expect(!isColoured(["--color", "never"]))
    #expect(isColoured(["--color", "always"], ["NO_COLOR": "1"], columns: nil))
    func width(_ columns: Int?, _ environment: [String: String] = [:]) -> Int {
      let output = run(
        ["explain", "STL001", "--color", "never"], in: folder.path, environment, terminalColumns: columns
      ).output
      return output.split(separator: "\n").map(\.count).max() ?? 0
    }
    #expect(width(60) <= 60)
    #expect(width(60, ["COLUMNS": "90"]) > 60)
    #expect(width(0) == width(nil))
  }
}
