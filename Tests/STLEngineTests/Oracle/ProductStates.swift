import STLEngine
import STLGraph
import STLModel
import STLRules
import STLText

/// What the product says about an organisation, in the oracle's terms.
typealias ProductResult = Oracle.Result

/// Asks the product; the only place of these tests that knows its interface.
///
/// The files come in no particular order.
func productStates(files: [(path: String, text: String)], today: (Int, Int, Int)) -> ProductResult {
  let world = World(files: files)
  guard let day = CivilDate(year: today.0, month: today.1, day: today.2) else { return ProductResult() }
  let evaluation = world.evaluation(today: day)
  func states(_ leadership: Leadership) -> [String: String?] {
    var states: [String: String?] = [:]
    for node in world.graph.nodes(of: leadership.kind) {
      states.updateValue(leadership.seat(of: node)?.state.rawValue, forKey: world.graph.id(of: node))
    }
    return states
  }
  func figures(_ leadership: Leadership) -> Oracle.Figures {
    var figures = Oracle.Figures()
    let ladder = leadership.ladder
    figures.active = ladder.active
    figures.dedicated = leadership.count(of: .dedicated)
    for state in LeadershipState.allCases { figures.states[state.rawValue] = leadership.count(of: state) }
    figures.ladder = [
      "active": ladder.active, "named": ladder.named, "exactly_one": ladder.exactlyOne, "in_post": ladder.inPost,
      "leads_one_thing": ladder.leadsOneThing, "dedicated": ladder.dedicated,
    ]
    return figures
  }
  var result = ProductResult()
  result.initiatives = states(evaluation.initiatives)
  result.teams = states(evaluation.teams)
  result.figures = figures(evaluation.initiatives)
  result.teamFigures = figures(evaluation.teams)
  for seat in evaluation.initiatives.seats + evaluation.teams.seats {
    result.inHand[world.graph.ref(of: seat.node)] = seat.inHand.map { "\($0.how.rawValue) until \($0.until)" }
  }
  for finding in evaluation.findings where ["STL004", "STL005", "STL006", "STL010"].contains(finding.code) {
    guard let entity = finding.entity, entity.hasPrefix("initiative/") else { continue }
    result.severities[entity] = "\(finding.code) \(finding.severity.name)"
  }
  return result
}
