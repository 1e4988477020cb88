/// What an entity is: named by the kind key that its document holds.
///
/// The order is the contract's: the first of these that is a top-level key names the document's kind.
package enum Kind: UInt8, Sendable, CaseIterable {
  case opening, initiative, goal, person, metric, team, org

  /// The kind key and the kind's name: `initiative`.
  package var name: String {
    switch self {
    case .opening: "opening"
    case .initiative: "initiative"
    case .goal: "goal"
    case .person: "person"
    case .metric: "metric"
    case .team: "team"
    case .org: "org"
    }
  }

  /// The plural, as in `stlctl list initiatives`.
  package var plural: String { self == .person ? "people" : name + "s" }

  /// With its article, for messages: `an initiative`.
  package var withArticle: String { (self == .initiative || self == .opening || self == .org ? "an " : "a ") + name }

  /// The kind with this name or plural, else nil.
  package init?(name: some StringProtocol) {
    guard let kind = Kind.allCases.first(where: { $0.name == name || $0.plural == name }) else {
      guard name == "persons" else { return nil }
      self = .person
      return
    }
    self = kind
  }
}
