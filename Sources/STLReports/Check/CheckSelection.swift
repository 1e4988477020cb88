import STLEngine
import STLGraph
import STLModel
import STLRules
import STLText

/// What of all findings a check is about.
struct CheckSelection {
  /// Sorted; waived ones are among them.
  let findings: [Finding]
  /// Files that the selection covers and that hold entities or problems.
  let fileCount: Int
  /// The level that fails, or nil for never.
  let failOn: Severity?
  private let selection: FindingSelection

  init(_ inquiry: Inquiry) throws(QuestionError) {
    let files = inquiry.world.graph.files
    selection = try FindingSelection(
      paths: inquiry.values("paths"), select: inquiry.words("select"), ignore: inquiry.words("ignore"))
    let paths = selection.paths
    if let missing = inquiry.world.documents.missing(from: paths).first {
      throw .notFound(.path, missing, among: files.map(\.path))
    }
    failOn = try CheckSelection.level(inquiry.words("fail-on").last)
    findings = inquiry.evaluation.findings.filter(selection.wants)
    counted = findings.filter(\.counts)
    fileCount = files.reduce(0) { count, file in
      (file.entities.isEmpty && file.problems.isEmpty) || !paths.contains(file.path) ? count : count + 1
    }
  }

  /// Findings that count: neither waived nor known to a baseline.
  let counted: [Finding]

  /// Whether something at or above the level is there.
  var isFailing: Bool { findings.contains { fails($0) } }

  /// Whether a finding is at or above the level that fails.
  func fails(_ finding: Finding) -> Bool { finding.counts && failOn.map { finding.severity >= $0 } ?? false }

  /// Whether findings of a rule are shown.
  func covers(_ rule: RuleDescriptor) -> Bool { selection.covers(rule.code, rule.name) }

  func count(of severity: Severity) -> Int {
    findings.reduce(0) { $0 + ($1.counts && $1.severity == severity ? 1 : 0) }
  }

  private static func level(_ word: String?) throws(QuestionError) -> Severity? {
    guard let word, word != "never" else { return word == nil ? .error : nil }
    guard let severity = Severity(name: word) else {
      throw .notFound(.severity, word, among: Severity.allCases.map(\.name) + ["never"])
    }
    return severity
  }
}

extension Finding {
  /// Neither waived nor known to a baseline.
  var counts: Bool { !isWaived && !isBaselined }

  /// A document or a whole file makes no entity because of it.
  var hidesEntities: Bool {
    ["FILE001", "FILE002", "FILE003", "FILE004", "FILE005", "FILE012", "FILE013"].contains(code)
  }
}
