package import STLGraph
package import STLModel
package import STLText

/// What an organisation makes of the rules: which are off, asleep, or of another severity.
package struct Policy: Sendable {
  /// How one rule stands here.
  package struct Standing: Sendable {
    package var descriptor: RuleDescriptor
    package var isOff: Bool
    package var isAsleep: Bool
    /// Replaces the rule's own severity.
    package var severity: Severity?
    /// Bounds the rule's own severity.
    package var most: Severity
  }

  /// In the order of the catalogue.
  package let standings: [Standing]

  package init(_ graph: Graph) {
    let settings = graph.settings
    var used: Set<Key> = []
    for rule in Catalogue.rules {
      guard let key = rule.descriptor.sleepsUntil, !used.contains(key) else { continue }
      if graph.entities.indices.contains(where: { Policy.uses(key, $0, graph) }) { used.insert(key) }
    }
    standings = Catalogue.rules.map { rule in
      let descriptor = rule.descriptor
      var standing = Standing(descriptor: descriptor, isOff: false, isAsleep: false, severity: nil, most: .error)
      var isSet = false
      if settings.isFoundation, ["STL002", "STL004", "STL005"].contains(descriptor.code) { standing.severity = .info }
      // A family first, a code or name after it: the most specific wins.
      for setting in settings.rules where setting.rule == descriptor.family {
        standing.severity = setting.severity
        standing.isOff = setting.severity == nil
        isSet = true
      }
      let isNew = settings.rulesAsOf < descriptor.since
      if isNew { standing.most = .info }
      for setting in settings.rules where setting.rule == descriptor.code || setting.rule == descriptor.name {
        standing.severity = setting.severity
        standing.isOff = setting.severity == nil
        standing.most = .error
        isSet = true
      }
      if let key = descriptor.sleepsUntil, !isSet { standing.isAsleep = !used.contains(key) }
      return standing
    }
  }

  /// Whether an entity says something behind `key`: a placeholder is nothing, and so is what the key does not take.
  private static func uses(_ key: Key, _ node: Graph.Node, _ graph: Graph) -> Bool {
    graph.entities[node].values.contains { value in
      guard value.key == key else { return false }
      switch value.tag {
      case .absent, .placeholder, .invalid: return false
      // An address of an example domain leads nowhere.
      case .reference: return graph.references(of: node).contains { $0.topKey == key }
      case .text, .word, .date, .percent, .number, .decimal, .yesNo, .map: return true
      }
    }
  }

  /// What sleeps, in order, and the key that would wake the first rule of it: families of which every rule that is on
  /// sleeps, and the codes of other rules.
  package var sleeping: [(name: String, until: Key?)] {
    let on = standings.filter { !$0.isOff }
    let awake = Set(on.filter { !$0.isAsleep }.map(\.descriptor.family))
    var seen: Set<String> = []
    return on.filter(\.isAsleep).compactMap { standing in
      let rule = standing.descriptor
      let name = awake.contains(rule.family) ? rule.code : rule.family
      return seen.insert(name).inserted ? (name, rule.sleepsUntil) : nil
    }
  }
}
