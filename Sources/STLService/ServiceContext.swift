package import STLEngine
import STLJSON
import STLRules
package import STLText
import STLWire

/// Everything that an answer may depend on besides the call.
package struct ServiceContext {
  /// Copied by whoever wants to try something out.
  package var engine: Engine
  package var facts: StatusFacts
  /// The day that holds for calls that name none.
  package var today: CivilDate
  /// The commit of the work tree, in full, nil where there is none.
  package var commit: String?
  /// The root as seen from the top of its work tree, as `Origin.prefix`.
  package var prefix: String
  /// git is changing the work tree: the answer is of the last whole revision.
  package var isSettling: Bool
  /// The root cannot be read: the answer is of the last revision that could.
  package var isStale: Bool

  package init(
    engine: Engine, facts: StatusFacts, today: CivilDate, commit: String? = nil, prefix: String = "",
    isSettling: Bool = false, isStale: Bool = false
  ) {
    self.engine = engine
    self.facts = facts
    self.today = today
    self.commit = commit
    self.prefix = prefix
    self.isSettling = isSettling
    self.isStale = isStale
  }

  package var world: World { engine.world }

  /// The day that a call asks about.
  func day(_ call: Parameters) throws(ServiceError) -> CivilDate {
    guard let text = call.string("today") else { return today }
    guard let day = CivilDate(text) else {
      throw .badQuery(message: "today: '\(text)' is no day: write YYYY-MM-DD", offset: 0)
    }
    return day
  }

  /// What holds on the day that a call asks about.
  func evaluation(_ call: Parameters) throws(ServiceError) -> Evaluation { world.evaluation(today: try day(call)) }

  /// The members that every success starts with.
  func writeHead(_ writer: inout JSONWriter) {
    writer.field("revision", world.revision)
    writer.field("commit", commit)
    if isSettling { writer.field("settling", true) }
    if isStale { writer.field("stale", true) }
  }

  /// A success with the head and what `body` writes.
  func success(continues: Bool = false, _ body: (inout JSONWriter) -> Void = { _ in }) -> Reply {
    .success(continues: continues) { writer in
      writeHead(&writer)
      body(&writer)
    }
  }
}
