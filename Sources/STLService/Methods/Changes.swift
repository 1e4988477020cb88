package import STLEngine
import STLGraph
import STLJSON
import STLModel
import STLReports
import STLRules
package import STLText
package import STLWire

/// What a subscriber asked for.
package struct ChangesRequest: Equatable, Sendable {
  package var since: Int?
  package var instance: String?
  package var settleMilliseconds: Int
  /// A fixed day; nil for the local one.
  package var today: CivilDate?
}

/// A world as a subscriber sees it.
package struct Snapshot {
  package var world: World
  package var today: CivilDate

  package init(world: World, today: CivilDate) {
    self.world = world
    self.today = today
  }

  /// Whether a subscriber would see a difference.
  package func isSame(as other: Snapshot) -> Bool { world === other.world && today == other.today }
}

/// Every new snapshot, as the difference to the one before.
package enum Changes: ServiceMethod {
  package static let settleMillisecondsDefault = 50
  package static let settleMillisecondsMax = 60_000
  /// More findings or paths than this in one difference make a fresh start of it.
  package static let itemsMax = 1000

  package static let description = Interface.Method(
    "Changes",
    """
    Tells of every new snapshot. The first reply comes at once: nothing changed since the snapshot that the caller \
    names, or a fresh start. A reader that is slow gets fewer, larger differences. Call with more.
    """,
    streaming: .required,
    input: [
      .optional("since", .int, "The revision that the caller knows."),
      .optional("instance", .string, "The run of the daemon that this revision is of, from Status or Changes."),
      .optional("settle_ms", .int, "Wait until nothing has changed for so long, but not over a second; 50 by default."),
    ] + .day,
    output: .head + [
      .field("instance", .string, "Another one for every run of the daemon."),
      .field("today", .string, "The day by which findings and coverage are judged."),
      .field("fresh", .bool, "Start over: the difference is not known; ask for Findings."),
      .field("counts", .named("Counts"), "What the snapshot holds."),
      .field("coverage", .named("Coverage"), "How many seats are held by one dedicated leader."),
      .field("added", .array(.named("Finding")), "Findings that were not there before."),
      .field("removed", .array(.named("Finding")), "Findings that are no longer there."),
      .field("paths", .array(.string), "Files that changed, came or went."),
    ])

  package static var precondition: MethodPrecondition { .request(isOwnerOnly: false) }

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let settle = try call.count("settle_ms") ?? settleMillisecondsDefault
    guard settle <= settleMillisecondsMax else {
      throw .limitExceeded(limit: "settle_ms", maximum: settleMillisecondsMax)
    }
    let today = call.string("today") == nil ? nil : try context.day(call)
    return .request(
      .changes(
        ChangesRequest(
          since: call.integer("since"), instance: call.string("instance"), settleMilliseconds: settle, today: today)))
  }

  /// The next reply of a stream: what differs from `seen`, or a fresh start where that is nil.
  package static func reply(from seen: Snapshot?, to now: Snapshot, _ context: ServiceContext) -> Reply {
    let evaluation = now.world.evaluation(today: now.today)
    var difference = Difference()
    var isFresh = seen == nil
    if let seen, !seen.isSame(as: now) {
      difference = Difference(seen, now)
      if difference.isLarge {
        difference = Difference()
        isFresh = true
      }
    }
    return context.success(continues: true) { writer in
      writer.field("instance", context.facts.instance)
      writer.field("today", now.today.description)
      writer.field("fresh", isFresh)
      writer.counts(now.world, evaluation)
      writer.coverage(evaluation)
      writer.array("added", difference.added) { writer, finding in writer.finding(finding) }
      writer.array("removed", difference.removed) { writer, finding in writer.finding(finding) }
      writer.field("paths", difference.paths)
    }
  }
}

/// What came and went between two snapshots.
struct Difference {
  private(set) var added: [Finding] = []
  private(set) var removed: [Finding] = []
  private(set) var paths: [String] = []

  init() {}

  init(_ old: Snapshot, _ new: Snapshot) {
    let before = old.world.evaluation(today: old.today).findings
    let after = new.world.evaluation(today: new.today).findings
    // A finding that only moved to another line is the same one.
    var counts: [Identity: Int] = [:]
    for finding in before { counts[Identity(finding), default: 0] += 1 }
    for finding in after where !Difference.take(Identity(finding), &counts) { added.append(finding) }
    counts = [:]
    for finding in after { counts[Identity(finding), default: 0] += 1 }
    for finding in before where !Difference.take(Identity(finding), &counts) { removed.append(finding) }
    if old.world !== new.world { paths = Difference.paths(old.world.graph.files, new.world.graph.files) }
  }

  /// Too much for one reply.
  var isLarge: Bool {
    if max(added.count + removed.count, paths.count) > Changes.itemsMax { return true }
    let bytes = (added + removed).reduce(0) {
      $0 + $1.message.utf8.count + $1.notes.reduce(0) { $0 + $1.message.utf8.count }
    }
    return bytes + paths.reduce(0, { $0 + $1.utf8.count }) > Pages.bytesMax / 2
  }

  private struct Identity: Hashable {
    let code: String
    let entity: String?
    /// Its bytes: names that only look alike are two files.
    let path: [UInt8]
    let message: String
    let severity: Severity
    let isWaived: Bool

    init(_ finding: Finding) {
      code = finding.code
      entity = finding.entity
      path = Array(finding.place.path.utf8)
      message = finding.message
      severity = finding.severity
      isWaived = finding.isWaived
    }
  }

  private static func take(_ identity: Identity, _ counts: inout [Identity: Int]) -> Bool {
    guard let count = counts[identity], count > 0 else { return false }
    counts[identity] = count - 1
    return true
  }

  /// Both lists are in byte order of their paths.
  private static func paths(_ old: [SourceFile], _ new: [SourceFile]) -> [String] {
    var paths: [String] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, right < new.count {
        let (before, after) = (old[left], new[right])
        if before === after || before.path.utf8.elementsEqual(after.path.utf8) {
          if before !== after, before.bytes != after.bytes || before.problems != after.problems {
            paths.append(after.path)
          }
          left += 1
          right += 1
          continue
        }
      }
      if right >= new.count
        || (left < old.count && old[left].path.utf8.lexicographicallyPrecedes(new[right].path.utf8))
      {
        paths.append(old[left].path)
        left += 1
      } else {
        paths.append(new[right].path)
        right += 1
      }
    }
    return paths
  }
}
