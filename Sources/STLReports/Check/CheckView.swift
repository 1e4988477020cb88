import STLText

/// What the rules have to say.
enum CheckView: Report {
  /// One format is one file; the first is the default.
  private static let renderers: [(format: String, render: @Sendable (Inquiry, CheckSelection) -> [UInt8])] = [
    ("text", { CheckText($0, $1).bytes }), ("json", CheckJSON.bytes), ("sarif", CheckSARIF.bytes),
    ("github", CheckGitHub.bytes), ("gitlab", CheckGitLab.bytes), ("junit", CheckJUnit.bytes),
  ]

  static let descriptor = ReportDescriptor(
    name: "check", summary: "What is wrong in the files, with the place and the way out.",
    formats: renderers.map(\.format),
    arguments: [
      .init("paths", "PATH", "Files or folders whose findings are shown; everything is read all the same."),
      .init("select", "RULES", "Only these codes, names or families."),
      .init("ignore", "RULES", "All but these codes, names or families."),
      .init("fail-on", "SEVERITY", "Least severity that fails: info, warning, error (the default) or never."),
      .init("all", nil, "Every finding, waived ones too, instead of the first of each code."),
    ])

  static func answer(_ inquiry: Inquiry) throws(QuestionError) -> Answer {
    let selection = try CheckSelection(inquiry)
    guard let renderer = renderers.first(where: { $0.format == inquiry.question.format }) else {
      preconditionFailure("a format that the descriptor does not name is refused before")
    }
    return Answer(content: renderer.render(inquiry, selection), isFailing: selection.isFailing)
  }
}

extension Finding {
  /// For formats with one text a finding: the message, then a line for every note and way out.
  ///
  /// Nothing invisible is in them; paths begin with `prefix`.
  func lines(prefix: String) -> [String] {
    let notes = notes.map { note in
      (note.isWayOut ? "way out: " : "") + note.message
        + (note.place.map { " (\(prefix)\($0.path):\($0.line):\($0.column))" } ?? "")
    }
    return ([message] + notes).map(Escaping.visible)
  }
}
