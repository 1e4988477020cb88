package import STLModel
package import STLText

/// What the org file sets, with defaults where it sets nothing.
package struct Settings: Sendable {
  /// A setting of `rules:`, as written.
  package struct RuleSetting: Sendable {
    /// A code, a name or a family.
    package var rule: String
    /// Nil for `off`.
    package var severity: Severity?
    package var place: Place
  }

  /// Title for readers, or the org's id, or nil without an org.
  package var title: String?
  package var headline: Kind
  package var isFoundation: Bool
  package var rules: [RuleSetting]
  /// The version whose rules count in full; the first where the file names none.
  package var rulesAsOf: Version
  package var showsIDsOnly: Bool
  private var thresholds: [Threshold: Int]
  package var include: [Glob]
  package var ignore: [Glob]

  /// The settings of an organisation without an org file.
  package init() { self.init(nil) }

  init(_ org: Entity?) {
    title = org.flatMap { $0.title ?? $0.id }
    isFoundation = org?.word(.preset) == "foundation"
    let headlineWord = org?.word(.headline) ?? (isFoundation ? "teams" : "initiatives")
    headline = headlineWord == "teams" ? .team : .initiative
    rulesAsOf = org?.text(.rulesAsOf).flatMap { Version($0) } ?? .first
    showsIDsOnly = org?.word(.people) == "ids"
    rules = []
    thresholds = [:]
    include = []
    ignore = []
    guard let org else { return }
    include = org.all(.include).filter { $0.tag == .text }.map { Glob(org.file.string($0)) }
    ignore = org.all(.ignore).filter { $0.tag == .text }.map { Glob(org.file.string($0)) }
    for (_, entries) in org.maps(.rules) {
      entries.forEachIndexed { index, entry in
        guard entry.key == .entry else { return }
        guard let word = org.children(of: entry, at: index).word(.rule) else { return }
        rules.append(
          RuleSetting(
            rule: org.file.string(entry), severity: Severity(name: word), place: org.file.place(entry.place)))
      }
    }
    for (_, entries) in org.maps(.thresholds) {
      entries.forEachIndexed { index, entry in
        guard entry.key == .entry, let threshold = Threshold(rawValue: org.file.string(entry)) else { return }
        let value = org.children(of: entry, at: index).first { $0.tag == .number || $0.tag == .percent }
        if let value { thresholds[threshold] = Int(value.payload) }
      }
    }
  }

  /// The value of a threshold.
  package subscript(threshold: Threshold) -> Int { thresholds[threshold] ?? threshold.standard }

  /// Whether the org file chooses no files.
  package var wantsAll: Bool { include.isEmpty && ignore.isEmpty }

  /// Whether the org file wants the file at `path` read.
  package func wants(_ path: String) -> Bool {
    if path == Graph.orgPath { return true }
    let path = Glob.Path(path)
    if ignore.contains(where: { $0.matches(path) }) { return false }
    return include.isEmpty || include.contains { $0.matches(path) }
  }
}
