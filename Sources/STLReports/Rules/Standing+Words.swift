import STLEngine
import STLGraph
package import STLJSON
import STLModel
package import STLRules
import STLText

extension Policy {
  /// How the rule with this code or name stands here.
  package func standing(of word: String) throws(QuestionError) -> Standing {
    guard let code = Catalogue.find(word)?.code, let standing = standings.first(where: { $0.descriptor.code == code })
    else {
      throw .notFound(.rule, word, among: standings.flatMap { [$0.descriptor.code, $0.descriptor.name] })
    }
    return standing
  }
}

extension Policy.Standing {
  /// The severity that holds here, in a few words: `error`, `off`, `asleep`, `warning, error after 14 days`.
  var here: String {
    if isOff { return "off" }
    if isAsleep { return "asleep" }
    if let severity { return min(severity, most).name }
    return most == .error ? descriptor.severity : "\(most.name) at most"
  }

  /// The same as a sentence, with the reason.
  func sentence(_ inquiry: Inquiry) -> String {
    let settings = inquiry.world.graph.settings
    let setting =
      settings.rules.last { $0.rule == descriptor.code || $0.rule == descriptor.name }
      ?? settings.rules.last { $0.rule == descriptor.family }
    let place = setting.map { ", set by `\($0.rule)` (\($0.place.path):\($0.place.line))" } ?? ""
    if isOff { return "off" + place }
    if isAsleep { return "asleep until a file uses `\(descriptor.sleepsUntil?.rawValue ?? ""):`" }
    if severity != nil {
      return here + (place.isEmpty && settings.isFoundation ? ", set by `preset: foundation`" : place)
    }
    return most == .error ? "as shipped" : "\(here): newer than `rules_as_of`"
  }
}

extension JSONWriter {
  /// The members that tell what a rule is and how it stands here.
  package mutating func members(of standing: Policy.Standing) {
    let rule = standing.descriptor
    field("code", rule.code)
    field("name", rule.name)
    field("family", rule.family)
    field("severity", rule.severity)
    field("here", standing.here)
    field("off", standing.isOff)
    field("asleep", standing.isAsleep)
    field("sleeps_until", rule.sleepsUntil?.rawValue)
    field("since", rule.since.description)
    field("summary", rule.summary)
  }
}
