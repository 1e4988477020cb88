/// The schema, written once: what keys each kind takes, of what type, and what they mean.
///
/// Reading, unknown-key suggestions, `docs/format.md`, the JSON Schema and completions all come from it.
package enum Schema {
  /// One kind of entity.
  package struct KindSchema: Sendable {
    package let kind: Kind
    /// One sentence for documentation and editors.
    package let summary: String
    package let fields: [Field]
  }

  /// One key.
  package struct Field: Sendable {
    package let key: Key
    package let type: FieldType
    /// A list may stand here; a single value always may.
    package let isList: Bool
    package let isRequired: Bool
    /// One sentence for documentation and editors.
    package let summary: String
    /// The key's bytes, for comparison while reading.
    package let name: [UInt8]

    init(_ key: Key, _ type: FieldType, list: Bool = false, required: Bool = false, _ summary: String) {
      self.key = key
      self.type = type
      isList = list
      isRequired = required
      self.summary = summary
      name = Array(key.rawValue.utf8)
    }
  }

  /// What a value has to look like.
  ///
  /// There is no implicit typing: the field decides.
  package indirect enum FieldType: Sendable {
    case text
    /// Exactly one of these words.
    case word([String])
    /// `YYYY-MM-DD`.
    case date
    /// `80%`, or a whole number from 0 to 100.
    case percent
    /// A whole number of at least 1.
    case number
    /// A number, with decimals or a percent sign where wanted.
    case decimal
    /// `yes`, `no`, `true` or `false`.
    case yesNo
    /// One to three numbers with dots.
    case version
    /// The id of an entity of this kind; a person also by e-mail.
    case reference(Kind)
    /// The word, or references to entities of the kind.
    case wordOrReference(String, Kind)
    /// A path relative to the file, or `self` where that is allowed.
    case path(allowsSelf: Bool)
    /// A pattern over paths.
    case glob
    /// A mapping with these keys.
    case map([Field])
    /// A reference, or a mapping with these keys.
    case referenceOrMap(Kind, [Field])
    /// A mapping whose keys are the user's own: references to people, with dates.
    case datesByPerson
    /// A mapping from rule codes, names and families to severities.
    case ruleSettings
    /// A mapping from thresholds to numbers.
    case thresholds
  }

  /// Keys that every entity takes.
  static let common: [Field] = [
    Field(.tags, .text, list: true, "Free labels, for filters and planning."),
    Field(.notes, .text, "Free text; the first line of an initiative's notes stands under its flag in every report."),
    Field(
      .waive,
      .map([
        Field(.rule, .text, required: true, "Code or name of the rule that is suspended."),
        Field(.reason, .text, required: true, "Why it may be so for now."),
        Field(.approver, .reference(.person), "Who agreed."),
        Field(.until, .date, required: true, "Last day of the waiver; after it the finding is back."),
      ]), list: true, "Suspends one rule on this entity, with a reason and an end."),
  ]

  /// The schema of each kind, in the order of `Kind`.
  package static let kinds: [KindSchema] = [opening, initiative, goal, person, metric, team, org]

  /// The schema of `kind`.
  package static func of(_ kind: Kind) -> KindSchema { kinds[Int(kind.rawValue)] }

}

/// A number that an organisation may set in its org file.
package enum Threshold: String, Sendable, CaseIterable {
  case leaderlessErrorDays = "leaderless_error_days"
  case absenceDays = "absence_days"
  case otherDuties = "other_duties"
  case handoverDays = "handover_days"
  case interimDays = "interim_days"
  case teamDays = "team_days"
  case exitDays = "exit_days"
  case acceptanceDays = "acceptance_days"
  case overdueDays = "overdue_days"
  case newDays = "new_days"
  case updateDays = "update_days"
  case auditDays = "audit_days"
  case stalePeriods = "stale_periods"
  case coordinationBudget = "coordination_budget"
  case separability
  case teamSize = "team_size"
  case releaseWords = "release_words"
  case faqWords = "faq_words"
  case narrativeWords = "narrative_words"
  case tenets
  case loopMin = "loop_min"
  case loopMax = "loop_max"

  /// The value where the org file sets none.
  package var standard: Int {
    switch self {
    case .leaderlessErrorDays: 14
    case .absenceDays: 28
    case .otherDuties: 10
    case .handoverDays: 90
    case .interimDays: 90
    case .teamDays: 30
    case .exitDays: 30
    case .acceptanceDays: 14
    case .overdueDays: 7
    case .newDays: 7
    case .updateDays: 30
    case .auditDays: 365
    case .stalePeriods: 2
    case .coordinationBudget: 2
    case .separability: 50
    case .teamSize: 10
    case .releaseWords: 500
    case .faqWords: 2500
    case .narrativeWords: 3000
    case .tenets: 7
    case .loopMin: 5
    case .loopMax: 7
    }
  }

  /// Written with a percent sign.
  package var isPercent: Bool { self == .otherDuties || self == .separability }

  /// One sentence for documentation and editors.
  package var summary: String {
    switch self {
    case .leaderlessErrorDays: "Days without a leader after which STL001 is an error."
    case .absenceDays: "Days of absence up to which a leader counts as present."
    case .otherDuties: "Share of a leader's time that other duties may take."
    case .handoverDays: "Days that a hand-over may lie ahead and still count."
    case .interimDays: "Days after which an interim leader is a warning."
    case .teamDays: "Days after the start within which an initiative needs a team."
    case .exitDays: "Days after which a blocking dependency without an exit is a warning."
    case .acceptanceDays: "Days within which a dependency has to be accepted."
    case .overdueDays: "Days past the due date after which it is a warning."
    case .newDays: "Days that a flag is new."
    case .updateDays: "Days without an update after which an initiative is silent."
    case .auditDays: "Days after which a metric's audit is due again."
    case .stalePeriods: "Periods without a value after which a metric is stale."
    case .coordinationBudget: "Teams outside its own that an initiative may depend on."
    case .separability: "Least share of a team's edges that stay inside it."
    case .teamSize: "People in a team, where SEP003 is on."
    case .releaseWords: "Words of a press release, about a page."
    case .faqWords: "Words of an FAQ, about five pages."
    case .narrativeWords: "Words of a narrative, about six pages."
    case .tenets: "Tenets that a team can remember."
    case .loopMin: "Least interviewers in a loop."
    case .loopMax: "Most interviewers in a loop."
    }
  }
}
