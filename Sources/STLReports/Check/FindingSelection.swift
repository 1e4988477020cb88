import STLRules
package import STLText

/// Which findings a question is about: those of some files and rules that matter enough.
package struct FindingSelection {
  package let paths: PathSet
  private let select: RuleWords
  private let ignore: RuleWords
  private let minimum: Severity

  /// Without `paths` every file, without `select` every rule; both lists of rules take codes, names and families.
  package init(
    paths: [String] = [], select: [String] = [], ignore: [String] = [], minimum: Severity = .info
  ) throws(QuestionError) {
    self.paths = PathSet(paths)
    self.select = try RuleWords(select)
    self.ignore = try RuleWords(ignore)
    self.minimum = minimum
  }

  package func wants(_ finding: Finding) -> Bool {
    finding.severity >= minimum && paths.contains(finding.place.path) && covers(finding.code, finding.name)
  }

  /// Whether a rule is selected, by default or by name, and not ignored.
  func covers(_ code: String, _ name: String) -> Bool {
    (select.isEmpty || select.contain(code, name)) && !ignore.contain(code, name)
  }
}

/// Codes, names and families of rules, upper and lower case alike.
private struct RuleWords {
  private let words: Set<String>

  init(_ words: [String]) throws(QuestionError) {
    let known = Set(RuleNames.all.map { $0.lowercased() })
    for word in words where !known.contains(word.lowercased()) {
      throw .notFound(.rule, word, among: RuleNames.all)
    }
    self.words = Set(words.map { $0.lowercased() })
  }

  var isEmpty: Bool { words.isEmpty }

  func contain(_ code: String, _ name: String) -> Bool {
    if words.isEmpty { return false }
    let code = code.lowercased()
    return words.contains(code) || words.contains(name) || words.contains(RuleNames.family(of: code))
  }
}
