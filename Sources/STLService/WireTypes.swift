import STLWire

/// The named types of the interface, and the fields that many methods share.
enum WireTypes {
  static let all: [Interface.TypeDefinition] = [
    Interface.TypeDefinition(
      "State", "What the daemon is doing.", .enumeration(StatusFacts.State.allCases.map(\.rawValue))),
    Interface.TypeDefinition("Severity", "How much a finding matters.", .enumeration(["info", "warning", "error"])),
    watch, progress, severities, counts, coverage, counters, note, edit, fix, finding, edge, node, rule, reportKind,
  ]

  private static let watch = Interface.TypeDefinition(
    "Watch", "How the root is followed.",
    [
      .field(
        "mode", .enumeration(StatusFacts.WatchMode.allCases.map(\.rawValue)),
        "Whether the kernel tells of changes or every file is looked at."),
      .optional("reason", .string, "Why the root is polled."),
      .field("directories", .int, "Directories that are known."),
    ])

  private static let progress = Interface.TypeDefinition(
    "Progress", "How far a scan has come.",
    [
      .field("done", .int, "Files that were looked at."),
      .optional("total", .int, "Files that were found, once all are."),
    ])

  private static let severities = Interface.TypeDefinition(
    "Severities", "Findings by severity.",
    [
      .field("error", .int, "Errors that are not waived."),
      .field("warning", .int, "Warnings that are not waived."),
      .field("info", .int, "Notices that are not waived."),
      .field("waived", .int, "Findings under a waiver, whatever their severity."),
    ])

  private static let counts = Interface.TypeDefinition(
    "Counts", "What the snapshot holds.",
    [
      .field("files", .int, "Files that were read."),
      .field("unreadable", .int, "Documents that could not be read."),
      .field("entities", .map(.int), "Entities by kind; kinds without one are left out."),
      .field("findings", .named("Severities"), "Findings by severity."),
    ])

  private static let coverage = Interface.TypeDefinition(
    "Coverage", "How many seats are held by one dedicated leader.",
    [
      .field("of", .enumeration(["initiatives", "teams"]), "What the headline counts."),
      .field("active", .int, "Those that have a state."),
      .field("dedicated", .int, "Those whose state is dedicated."),
      .optional("ratio", .float, "The share from 0 to 1, absent when none is active."),
    ])

  private static let counters = Interface.TypeDefinition(
    "Counters", "What was counted since the daemon started.",
    [
      .field("events", .int, "Events of the kernel."),
      .field("overflows", .int, "Times that the kernel's queue of events was full."),
      .field("looks", .int, "Looks at what may have changed."),
      .field("scans", .int, "Passes over the whole tree."),
      .field("opens", .int, "Times that the root was opened."),
      .field("files_read", .int, "Files that were read."),
      .field("bytes_read", .int, "Bytes of these."),
      .field("files_skipped", .int, "Files that an equal stamp saved from being read."),
      .field("files_postponed", .int, "Files that changed while they were read."),
      .field("connections", .int, "Connections that were taken."),
      .field("refused", .int, "Connections that were refused because there were too many."),
      .field("calls", .int, "Calls of this interface."),
    ])

  private static let note = Interface.TypeDefinition(
    "Note", "A sentence under a finding: what else matters, or a way out.",
    [
      .field("message", .string, "The sentence."),
      .optional("path", .string, "The file it speaks of, from the root."),
      .optional("line", .int, "Its line, from 1."),
      .optional("column", .int, "Its column in Unicode scalars, from 1."),
    ])

  private static let edit = Interface.TypeDefinition(
    "Edit", "A replacement of bytes of a file.",
    [
      .field("path", .string, "The file, from the root."),
      .field("start", .int, "The first byte that is replaced, from 0."),
      .field("end", .int, "The byte behind the last one."),
      .field("text", .string, "What takes their place."),
    ])

  private static let fix = Interface.TypeDefinition(
    "Fix", "Edits that clear a finding and keep comments and layout.",
    [
      .field("title", .string, "What the edits do."),
      .field("safe", .bool, "They only do what the files themselves say."),
      .field("edits", .array(.named("Edit")), "The edits."),
    ])

  private static let finding = Interface.TypeDefinition(
    "Finding", "One thing that a rule has to say about one place.",
    [
      .field("code", .string, "The rule, such as STL001."),
      .field("name", .string, "The rule's name, such as leaderless."),
      .field("severity", .named("Severity"), "How much it matters."),
      .optional("entity", .string, "What it is about, as kind/id; absent when it is about a file as such."),
      .field("path", .string, "The file, from the root."),
      .field("line", .int, "The first line, from 1."),
      .field("column", .int, "The first column in Unicode scalars, from 1."),
      .field("end_line", .int, "The last line."),
      .field("end_column", .int, "The column behind the last one."),
      .field("message", .string, "One fact."),
      .field(
        "notes", .array(.named("Note")), "What else matters; the last ones are ways out, the smallest edit first."),
      .optional("fix", .named("Fix"), "Edits that clear it."),
      .optional("since", .string, "The day since which it holds, where history knows it."),
      .optional("age_days", .int, "Days since then."),
      .optional("waived", .bool, "A waiver holds: shown, never counted."),
      .optional("baselined", .bool, "A baseline knows it: shown, never counted."),
    ])

  private static let edge = Interface.TypeDefinition(
    "Edge", "One reference.",
    [
      .field("from", .string, "The entity that names the other, as kind/id."),
      .field("to", .string, "The entity that is named, as kind/id."),
      .field("kind", .string, "The key that names it."),
      .field("path", .string, "The file in which it stands, from the root."),
      .field("line", .int, "Its line, from 1."),
    ])

  private static let node = Interface.TypeDefinition(
    "Node", "One entity of a neighbourhood.",
    [
      .field("id", .string, "As kind/id."),
      .field("kind", .string, "Its kind."),
      .field("title", .string, "Its title or name, else its id."),
      .optional("state", .string, "The state of its seat, where it has one."),
    ])

  private static let rule = Interface.TypeDefinition(
    "Rule", "A rule as it stands here.",
    [
      .field("code", .string, "Stable, never used again for another rule."),
      .field("name", .string, "What is wrong, in a word or two."),
      .field("family", .string, "The letters of the code."),
      .field("severity", .string, "The severity, in words where it depends on something."),
      .field("here", .string, "The severity that holds in this organisation, in words; off or asleep."),
      .field("off", .bool, "This organisation has switched it off."),
      .field("asleep", .bool, "It wakes when a file uses its subject."),
      .optional("sleeps_until", .string, "The key that wakes it."),
      .field("since", .string, "The version that brought the rule."),
      .field("summary", .string, "The exact condition."),
    ])

  private static let reportKind = Interface.TypeDefinition(
    "ReportKind", "A report or view that Report makes.",
    [
      .field("name", .string, "What Report calls it."),
      .field("summary", .string, "The question that it answers."),
      .field("formats", .array(.string), "The formats that it comes in, the default first."),
      .field("ref", .enumeration(["none", "optional", "required"]), "Whether it is about something that ref names."),
      .optional("ref_summary", .string, "What ref has to be."),
      .field(
        "arguments",
        .array(
          .structure([
            .field("name", .string, "The name in arguments."),
            .optional("value", .string, "What stands for its value; absent for a switch."),
            .field("summary", .string, "What it does."),
          ])), "Further words that it takes."),
    ])
}

extension [Interface.Field] {
  /// What every success starts with.
  static let head: [Interface.Field] = [
    .field("revision", .int, "The snapshot that the answer is of; counts within one run of the daemon."),
    .optional("commit", .string, "The commit of the work tree, in full."),
    .optional("settling", .bool, "git is changing the work tree; the answer is of the last whole snapshot."),
    .optional("stale", .bool, "The root cannot be read; the answer is of the last snapshot that could."),
  ]

  /// What every method that reads takes.
  static let day: [Interface.Field] = [
    .optional("today", .string, "The day to judge by, YYYY-MM-DD; the local day of the daemon where it is left out.")
  ]

  static let cursorInput: [Interface.Field] = [
    .optional("cursor", .string, "Where to go on: the cursor of the page before.")
  ]

  static let cursorOutput: [Interface.Field] = [
    .optional("cursor", .string, "There is more: call again with this, or with more.")
  ]
}
