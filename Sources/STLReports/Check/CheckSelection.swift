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

  init(_ inquiry: Inquiry) throws(QuestionError) {
    let paths = try CheckSelection.paths(inquiry)
    let select = try RuleWords(inquiry.words("select"))
    let ignore = try RuleWords(inquiry.words("ignore"))
    failOn = try CheckSelection.level(inquiry.words("fail-on").last)
    findings = inquiry.evaluation.findings.filter { finding in
      paths.contains(finding.place.path) && (select.isEmpty || select.contain(finding)) && !ignore.contain(finding)
    }
    counted = findings.filter(\.counts)
    fileCount = inquiry.world.graph.files.reduce(0) { count, file in
      (file.entities.isEmpty && file.problems.isEmpty) || !paths.contains(file.path) ? count : count + 1
    }
  }

  /// Findings that count: neither waived nor known to a baseline.
  let counted: [Finding]

  /// Whether something at or above the level is there.
  var isFailing: Bool {
    guard let failOn else { return false }
    return findings.contains { $0.counts && $0.severity >= failOn }
  }

  func count(of severity: Severity) -> Int {
    findings.reduce(0) { $0 + ($1.counts && $1.severity == severity ? 1 : 0) }
  }

  private static func level(_ word: String?) throws(QuestionError) -> Severity? {
    guard let word, word != "never" else { return word == nil ? .error : nil }
    guard let severity = Severity(name: word) else {
      throw .notFound(what: "severity", among: Severity.allCases.map(\.name) + ["never"], word)
    }
    return severity
  }

  private static func paths(_ inquiry: Inquiry) throws(QuestionError) -> PathPrefixes {
    let prefixes = PathPrefixes(inquiry.values("paths"))
    for path in prefixes.paths {
      let isThere =
        inquiry.world.graph.files.contains { PathPrefixes.holds(path, $0.path) }
        || inquiry.world.documents.contains(path) || inquiry.world.documents.contains(below: path)
      guard isThere else {
        throw .notFound(
          what: "path", name: path, nearest: nearest(to: path, among: inquiry.world.graph.files.map(\.path)))
      }
    }
    return prefixes
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

/// Files and folders, relative to the root; none means all.
struct PathPrefixes {
  let paths: [String]

  init(_ words: [String]) {
    let clean = words.map { word in
      var path = word[...]
      while path.hasPrefix("./") { path = path.dropFirst(2) }
      while path.hasSuffix("/") { path = path.dropLast() }
      return path == "." ? "" : String(path)
    }
    // The root itself holds everything.
    paths = clean.contains("") ? [] : clean
  }

  func contains(_ path: String) -> Bool { paths.isEmpty || paths.contains { PathPrefixes.holds($0, path) } }

  /// Whether `folder` is `path` or a folder above it.
  static func holds(_ folder: String, _ path: String) -> Bool {
    let folder = folder.utf8
    let path = path.utf8
    guard path.starts(with: folder) else { return false }
    return path.count == folder.count || path.dropFirst(folder.count).first == UInt8(ascii: "/")
  }
}

/// Codes, names and families, as `--select` and `--ignore` take them; upper and lower case alike.
struct RuleWords {
  private let words: Set<String>

  init(_ words: [String]) throws(QuestionError) {
    let known = Set(RuleNames.all.map { $0.lowercased() })
    for word in words where !known.contains(word.lowercased()) {
      throw .notFound(what: "rule", name: word, nearest: RuleWords.nearest(word))
    }
    self.words = Set(words.map { $0.lowercased() })
  }

  var isEmpty: Bool { words.isEmpty }

  func contain(_ finding: Finding) -> Bool {
    if words.isEmpty { return false }
    let code = finding.code.lowercased()
    return words.contains(code) || words.contains(finding.name) || words.contains(String(code.prefix { !$0.isNumber }))
  }

  /// The code, name or family nearest to `word`.
  static func nearest(_ word: String) -> String? {
    STLText.nearest(to: word.lowercased(), among: RuleNames.all.map { $0.lowercased() }).flatMap { near in
      RuleNames.all.first { $0.lowercased() == near }
    }
  }
}
