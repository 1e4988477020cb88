/// Every rule, sorted by code.
///
/// A rule that is not listed here does not exist.
package enum Catalogue {
  package static let rules: [any Rule.Type] = [
    UnreadableFile.self, NotUTF8.self, SyntaxErrorRule.self, UnsupportedYAML.self, DuplicateKey.self, NoKindKey.self,
    UnknownKey.self, WrongType.self, MissingRequiredKey.self, InvalidID.self, DuplicateEntity.self, FileTooLarge.self,
    ConflictMarker.self,
    ExpiredWaiver.self, UnusedWaiver.self, DatesOutOfOrder.self, HandoverDue.self,
    UnknownReference.self, WrongKind.self, ReportingCycle.self, TeamCycle.self, ParentCycle.self, MissingDocument.self,
    Leaderless.self, Contested.self, NotAPerson.self, Shared.self, Divided.self, Departed.self, NoDeputy.self,
    Absent.self, LedByParent.self, Interim.self,
  ]

  /// The rule with this code or name, upper and lower case alike, or nil.
  package static func find(_ word: String) -> RuleDescriptor? {
    let folded = word.lowercased()
    return rules.map { $0.descriptor }.first { $0.code.lowercased() == folded || $0.name == folded }
  }

  /// Families in the order of their codes.
  package static let families: [String] = {
    var found: [String] = []
    for rule in rules where found.last != rule.descriptor.family { found.append(rule.descriptor.family) }
    return found
  }()
}
