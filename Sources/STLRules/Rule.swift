/// The rules room: the catalogue, and what each rule has to say about a graph on a day.
///
/// A rule is a pure function of the graph and `today`; it reads no clock, no file and no other rule. Severity, sleep,
/// presets and waivers are applied by `Policy` afterwards, the same for every rule.

package import STLGraph
package import STLModel
package import STLText

/// One rule: a descriptor and a check.
///
/// One rule is one file, named after the type.
package protocol Rule: SendableMetatype {
  static var descriptor: RuleDescriptor { get }
  /// Adds a finding for everything that the rule has to say.
  static func check(_ context: RuleContext, _ findings: inout Findings)
}

/// What a rule is, as data: the same text for `stlctl explain`, the generated page and editors.
package struct RuleDescriptor: Sendable {
  /// Stable, never reused: `STL001`.
  package var code: String
  /// Says what is wrong, in kebab case: `leaderless`.
  package var name: String
  /// The severity in words, where it depends on something: `warning, error after 14 days`.
  package var severity: String
  /// Version that brought the rule.
  package var since: Version
  /// One sentence: the exact condition.
  package var summary: String
  /// Why it matters, what is counted and what is not, and what clears it.
  package var explanation: String
  package var bad: Example
  package var good: Example
  /// The key that the files have to use somewhere before the rule wakes.
  package var sleepsUntil: Key?

  package init(
    code: String, name: String, severity: String, since: Version = Version(0, 1), summary: String, explanation: String,
    bad: Example, good: Example, sleepsUntil: Key? = nil
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.since = since
    self.summary = summary
    self.explanation = explanation
    self.bad = bad
    self.good = good
    self.sleepsUntil = sleepsUntil
  }

  /// The letters of the code: `STL`.
  package var family: String { RuleNames.family(of: code) }
}

/// A small root that a rule flags, or does not.
///
/// It runs as a test.
package struct Example: Sendable, ExpressibleByStringLiteral {
  /// Paths with texts.
  package var files: [(path: String, text: String)]
  /// The day on which it is judged.
  package var today: CivilDate

  package init(files: [(path: String, text: String)], today: CivilDate = Example.day) {
    self.files = files
    self.today = today
  }

  /// One file, `plan.yaml`, judged on 2026-03-02.
  package init(stringLiteral text: String) { self.init(files: [("plan.yaml", text)]) }

  /// 2 March 2026, the day of most examples.
  package static let day = CivilDate(days: 20_514)
}

/// Collects what one rule says.
package struct Findings {
  package let descriptor: RuleDescriptor
  package private(set) var list: [Finding] = []

  package init(_ descriptor: RuleDescriptor) { self.descriptor = descriptor }

  /// Adds a finding of this rule.
  package mutating func add(
    _ severity: Severity, entity: String?, at place: Place, _ message: String, notes: [Note] = [], fix: Fix? = nil
  ) {
    list.append(
      Finding(
        code: descriptor.code, name: descriptor.name, severity: severity, entity: entity, place: place,
        message: message, notes: notes, fix: fix))
  }
}

/// Everything that a rule may look at.
package struct RuleContext: Sendable {
  package let graph: Graph
  package let today: CivilDate
  package let initiatives: Leadership
  package let teams: Leadership
  package let teamForest: Forest
  package let initiativeForest: Forest
  /// Paths of files that no document makes an entity of, to see whether a named document exists.
  package let documents: Documents
  package let suggestions: Suggestions
  package let waivers: Waivers
  /// Indices of the waivers that suspended a finding: known once the other rules have spoken.
  var usedWaivers: Set<Int> = []
  /// Codes of the rules that are on.
  var activeRules: Set<String> = []
  /// People in post who lead nothing, are nobody's successor and stay, by their home team, in order.
  let freeByTeam: [Graph.Node: [Graph.Node]]

  package init(_ graph: Graph, documents: Documents, today: CivilDate) {
    self.graph = graph
    self.documents = documents
    self.today = today
    teamForest = Forest(graph, .team, .parent)
    initiativeForest = Forest(graph, .initiative, .parent)
    initiatives = Leadership(graph, .initiative, today: today, forest: initiativeForest, teams: teamForest)
    teams = Leadership(graph, .team, today: today, forest: teamForest, teams: teamForest)
    suggestions = Suggestions(graph)
    waivers = Waivers(graph, today: today)
    var free: [Graph.Node: [Graph.Node]] = [:]
    let successors = Set(
      graph.nodes(of: .initiative).filter(graph.isMarkedActive).compactMap {
        graph.target(of: $0, .handover, key: .to)
      })
    for person in graph.nodes(of: .person) {
      guard let team = graph.references(of: person).first(where: { $0.topKey == .team && $0.outcome == .resolved }),
        initiatives.charges(of: person).isEmpty, teams.charges(of: person).isEmpty,
        graph.post(of: person, today: today) == .inPost, graph.entities[person].date(.left) == nil,
        !successors.contains(person)
      else { continue }
      free[Int(team.target), default: []].append(person)
    }
    freeByTeam = free
  }

  /// The leaderships that STL rules judge: initiatives, and teams where the headline counts them.
  package var judged: [Leadership] { graph.settings.headline == .team ? [initiatives, teams] : [initiatives] }
}

/// Which files lie beside the entities.
package struct Documents: Sendable {
  private let paths: Set<FilePath>
  /// In byte order of their paths.
  private let entityFiles: [SourceFile]

  package init(_ paths: Set<FilePath> = [], entityFiles: [SourceFile] = []) {
    self.paths = paths
    self.entityFiles = entityFiles
  }

  package func contains(_ path: String) -> Bool {
    if paths.contains(FilePath(path)) { return true }
    let index = firstEntityFile(from: path)
    return index < entityFiles.count && FilePath(entityFiles[index].path) == FilePath(path)
  }

  /// Those of `wanted` that are no file of the root and no folder of one, in order; one walk, however many they are.
  package func missing(from wanted: PathSet) -> [String] {
    PathSet(wanted.missing(among: entityFiles.lazy.map(\.path))).missing(among: paths.lazy.map(\.text))
  }

  /// Index of the first entity file whose path does not lie before `path`.
  private func firstEntityFile(from path: String) -> Int {
    entityFiles.partitionPoint { $0.path.utf8.lexicographicallyPrecedes(path.utf8) }
  }
}

/// Finds the id that people probably meant; the effort of one evaluation is bounded.
package final class Suggestions: Sendable {
  private let ids: [Kind: [[UInt8]]]
  private let allowance: Int
  /// Comparisons of ids that one evaluation may spend on suggestions.
  package static let comparisonsMax = 20_000_000

  init(_ graph: Graph) {
    var ids: [Kind: [[UInt8]]] = [:]
    let isNeeded = graph.references.contains { $0.outcome == .unknown || $0.outcome == .wrongKind }
    if isNeeded {
      for node in graph.entities.indices {
        let entity = graph.entities[node]
        ids[graph.kinds[node], default: []].append(Array(entity.file.text[entity.span.id]))
      }
    }
    self.ids = ids
    let largest = ids.values.map(\.count).max() ?? 0
    allowance = Suggestions.comparisonsMax / max(1, largest)
  }

  /// The id of `kind` nearest to `text` for the `rank`th question of this evaluation, or nil.
  func nearest(to text: String, _ kind: Kind, rank: Int) -> String? {
    guard rank < allowance, let candidates = ids[kind] else { return nil }
    let bytes = Array(text.utf8)
    var best: [UInt8]?
    var limit = max(1, min(2, bytes.count / 4))
    for candidate in candidates where abs(candidate.count - bytes.count) <= limit {
      // A typing mistake leaves one of both ends alone.
      guard candidate.first == bytes.first || candidate.last == bytes.last else { continue }
      let distance = editDistance(bytes, candidate, limit: limit)
      guard distance <= limit, best == nil || distance < limit else { continue }
      best = candidate
      limit = distance
    }
    return best.map { String(decoding: $0, as: UTF8.self) }
  }
}
