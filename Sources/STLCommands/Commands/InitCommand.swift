import STLFiles
import STLModel
import STLSystem

/// `stlctl init`: the first org file, with comments.
enum InitCommand: Command {
  static let descriptor = CommandDescriptor(
    "init", "[DIR]", "Write the first org.yaml, with comments, here or in DIR.",
    details: """
      Never overwrites: where org.yaml exists it says so and changes nothing. Inside an organisation, where a second
      org.yaml would count for nothing, it stops; --root DIR writes one there all the same.
      """,
    words: 0...1, operand: .directories)

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    let directory = words.words.first ?? client.root ?? "."
    let path = directory == "." ? "org.yaml" : directory + "/org.yaml"
    let folder = client.surroundings.absolute(directory)
    let file = folder + "/org.yaml"
    guard (try? FileStamp(of: file, follows: false)) == nil else {
      throw .missing("\"\(path)\" is there already; nothing was changed")
    }
    if client.root == nil, let above = OrganisationRoot.nearest(to: InitCommand.plain(folder)) {
      throw .usage(
        "\"\(directory)\" lies in the organisation of \(above)/org.yaml; --root \(directory) makes one of its own there"
      )
    }
    do throws(SystemError) {
      if (try? FileStamp(of: folder)) == nil { try Files.makeDirectory(folder) }
      try Files.replace(file, with: Array(InitCommand.text(name(of: folder)).utf8))
    } catch {
      throw .missing("cannot write \"\(path)\": \(error.errno.words)")
    }
    try client.print(
      """
      wrote \(path)
      Next: a file such as first.yaml with `initiative: some-id` and `leader: some-person`, then: stlctl check
      Keys of the files: stlctl schema, and docs/format.md

      """)
    return 0
  }

  /// `folder` without links and dots: of a folder that is still to be made, the part that is there, and the rest.
  private static func plain(_ folder: String) -> String {
    if let path = try? Files.realPath(folder) { return path }
    guard let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else { return folder }
    return plain(String(folder[..<slash])) + folder[slash...]
  }

  /// An id made of the directory's name.
  private static func name(of directory: String) -> String {
    let path = (try? Files.realPath(directory)) ?? directory
    let last = path.split(separator: "/").last.map { String($0) } ?? "org"
    return InitCommand.idFrom(last)
  }

  private static func text(_ id: String) -> String {
    """
    # This organisation's settings. Everything here is optional.
    # Reference: docs/format.md; an editor's own YAML support checks the files with `stlctl schema`.
    org: \(id)
    # title: Name for readers

    # What the headline of every report counts: initiatives, or teams.
    # headline: initiatives

    # `foundation` suits standing teams of volunteers: headline teams; STL002, STL004 and STL005 are information.
    # preset: company

    # Severity of a rule by code, name or family: off, info, warning, error. All rules: stlctl explain --rules
    # rules:
    #   STL007: off

    # Numbers that rules compare with; these are the defaults.
    # thresholds:
    #   leaderless_error_days: 14
    #   absence_days: 28
    #   other_duties: 10%
    #   handover_days: 90

    # Rules that are newer than this version count as information, so that an upgrade never turns a green check red.
    rules_as_of: 0.1

    # Which files are read; without these all *.yaml and *.yml, and Markdown files whose front matter has a kind key.
    # include: [plans/**]
    # ignore: [vendor/**]

    # `ids` prints ids instead of names, everywhere.
    # people: full

    """
  }
}

extension InitCommand {
  /// The nearest id to a directory's name.
  fileprivate static func idFrom(_ name: String) -> String { ID.suggestion(for: name) ?? "org" }
}
