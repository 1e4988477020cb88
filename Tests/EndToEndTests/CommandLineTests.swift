import STLSystem
import Testing

/// `stlctl` itself: what it takes, what it refuses and with which status, what it says beside its output.
@Suite struct CommandLineTests {
  /// Runs `line` with a shell in the place, where `stlctl` is the program; its status, output and errors.
  private func run(
    _ line: String, in place: Place, shell: String = "sh"
  ) throws -> (status: Subprocess.End, output: String, errors: String) {
    let folder = try Stld.program("stlctl").split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    let outcome = try Subprocess(
      program: "/usr/bin/env", arguments: [shell, "-c", line],
      environment: ["PATH=\(folder):/usr/local/bin:/usr/bin:/bin", "HOME=\(place.path)", "STL_TODAY=2026-03-02"],
      directory: place.root, outputBytesMax: 1 << 20, timeNanosecondsMax: Stld.nanosecondsMax
    ).run()
    return (
      outcome.end, String(decoding: outcome.output, as: UTF8.self), String(decoding: outcome.errorOutput, as: UTF8.self)
    )
  }

  private func organisation() throws -> Place {
    try Place(["org.yaml": "org: harbour\n", "plan.yaml": "initiative: plan\nleader: bo\n"])
  }

  @Test(
    arguments: [
      ("--verison", 2, "unknown option --verison; did you mean --version?"),
      ("-V", 2, "unknown option -V; did you mean --version?"),
      ("report leadership x", 2, "leadership is about everything here: leave \"x\" out"),
      ("report show", 2, "no report is called \"show\"; one of: leadership"),
      ("report --of people", 2, "no kind is called \"people\"; one of: initiatives, teams"),
      (
        "list", 2,
        "list needs more words: stlctl list KIND; one of: openings, initiatives, goals, people, metrics, teams"
      ),
      ("list teams x", 2, "list does not take \"x\": stlctl list KIND"),
      ("list teams --sort --columns id", 2, "--sort needs a value: --sort KEYS"),
      ("list teams --sort x", 2, "no column is called \"x\"; one of: id, title, status, "),
      ("list teams --filter status=activ", 2, "did you mean \"active\"?"),
      ("explain XYZ", 2, "no rule is called \"XYZ\"; all: stlctl explain --rules"),
      ("syntax README.md", 1, "\"README.md\" has no front matter"),
      ("init sub", 2, "lies in the organisation of"),
    ] as [(String, Int32, String)]) func `is refused with a way out`(words: String, status: Int32, message: String)
    throws
  {
    let place = try organisation()
    try place.write("README.md", "# Harbour\n")
    let result = try run("stlctl \(words)", in: place)
    #expect(result.status == .exited(status))
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("stlctl: ") && result.errors.contains(message), "\(result.errors)")
  }

  @Test func `what belongs to a command may stand before it`() throws {
    let place = try organisation()
    let result = try run("stlctl --root . --columns id -ojsonl list initiatives", in: place)
    #expect(result.output == "{\"id\":\"plan\"}\n", "\(result.errors)")
  }

  @Test(arguments: [
    "check", "report", "list initiatives", "show plan", "explain STL001", "schema", "syntax plan.yaml",
    "completion bash", "help", "help check", "--version", "init --root other", "watch --root .",
  ]) func `a full device is an error, and no finding`(words: String) throws {
    let place = try organisation()
    let result = try run("stlctl \(words) > /dev/full", in: place)
    #expect(result.status == .exited(3))
    #expect(result.errors == "stlctl: cannot write the output: no space left on device\n")
  }

  @Test func `an organisation inside another is made on request only`() throws {
    let place = try organisation()
    #expect(try run("mkdir sub && cd sub && stlctl init", in: place).status == .exited(2))
    #expect(try run("cd sub && stlctl init --root . && cat org.yaml", in: place).output.contains("org: sub\n"))
  }

  @Test func `syntax reads the front matter of Markdown`() throws {
    let place = try Place(["a.md": "---\ninitiative: a\n---\n# Text\n"])
    #expect(try run("stlctl syntax a.md", in: place).output.contains("=VAL :initiative\n"))
  }

  @Test func `a table into a pipe is whole, and in a window fits it`() throws {
    let id = String(repeating: "quay-", count: 24) + "crane"
    let place = try Place(["org.yaml": "org: o\n", "plan.yaml": "initiative: \(id)\nleader: bo\n"])
    #expect(try run("stlctl list initiatives", in: place).output.contains(id))
    let narrow = try run("COLUMNS=80 stlctl list initiatives", in: place).output
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `a locale without UTF-8, and a dumb terminal, get ASCII`() throws {
    let place = try Place(["org.yaml": "org: o\n", "plan.yaml": "initiative: plan\n"])
    #expect(try run("stlctl check", in: place).output.contains("│"))
    for setting in ["LC_ALL=C", "LANG=POSIX", "TERM=dumb"] {
      let text = try run("\(setting) stlctl report; \(setting) stlctl check", in: place).output
      #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(setting)")
    }
    #expect(try run("LC_ALL=C.UTF-8 stlctl check", in: place).output.contains("│"))
  }

  @Test(arguments: [60, 80]) func `help fits the window`(width: Int) throws {
    let place = try Place()
    for words in ["help", "help check", "help list", "help completion"] {
      let text = try run("COLUMNS=\(width) stlctl \(words)", in: place).output
      #expect(!text.isEmpty)
      for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    }
  }

  @Test func `watch says that its daemon is gone`() throws {
    let place = try organisation()
    let stld = try Stld(root: place.root, socket: place.socket)
    let process = try stld.client().process
    let result = try run(
      """
      mkfifo out err
      exec 3<>out 4<>err
      stlctl --socket \(place.socket) watch >&3 2>&4 &
      read -r line <&3
      kill \(process)
      read -r line <&4
      kill $!
      echo "$line"
      """, in: place)
    #expect(result.output.hasPrefix("stlctl: the daemon at \(place.socket) is gone, waiting\n"), "\(result.errors)")
  }

  /// What bash would offer behind `line`, which is split at spaces.
  private func completions(_ line: String, in place: Place) throws -> [String] {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }.joined(separator: " ")
    let script = """
      compopt() { :; }
      . <(stlctl completion bash)
      COMP_WORDS=(\(words)) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _stlctl && printf '%s\\n' "${COMPREPLY[@]}"
      """
    let result = try run(script, in: place, shell: "bash")
    #expect(result.errors == "")
    return result.output.split(separator: "\n").map { String($0) }
  }

  @Test(
    arguments: [
      ("stlctl list initi", ["initiatives"]), ("stlctl report ", ["leadership"]), ("stlctl list initiatives ", []),
      ("stlctl check --fail-on w", ["warning"]), ("stlctl check --fail-on = w", ["warning"]),
      ("stlctl list -o js", ["json", "jsonl"]), ("stlctl report --of ", ["initiatives", "teams"]),
      ("stlctl --color ne", ["never"]), ("stlctl --root pla", ["plans"]), ("stlctl --root plans lis", ["list"]),
      ("stlctl --root plans list te", ["teams"]), ("stlctl explain STL01", ["STL010"]),
      ("stlctl check --select STL001,STL01", ["STL001,STL010"]), ("stlctl check pl", ["plan.yaml", "plans"]),
      ("stlctl syntax plan.", ["plan.yaml"]), ("stlctl --vers", ["--version"]), ("stlctl check --fa", ["--fail-on"]),
      ("stlctl help ini", ["init"]), ("stlctl completion ", ["bash", "zsh", "fish"]),
    ] as [(String, [String])]) func `bash completes`(line: String, expected: [String]) throws
  {
    let place = try organisation()
    try place.write("plans/a.yaml", "")
    try place.write("initiatives/a.yaml", "")
    guard (try? place.run("bash", "--version")) != nil else {
      Attachment.record("bash is not here: not tried", named: "bash.txt")
      return
    }
    #expect(try completions(line, in: place).sorted() == expected.sorted())
  }
}
