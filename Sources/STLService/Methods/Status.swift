import STLJSON
import STLRules
import STLText
package import STLWire

/// Says what the daemon is doing; answered at once in every state.
package enum Status: ServiceMethod {
  package static let description = Interface.Method(
    "Status",
    "Says what the daemon is doing and what it holds. Answered at once in every state, without a look at the files.",
    input: .day,
    output: .head + [
      .field("state", .named("State"), "What the daemon is doing."),
      .optional("reason", .string, "Why it is not ready."),
      .field("instance", .string, "Another one for every run of the daemon: revisions count within it."),
      .field("version", .string, "The version of the daemon."),
      .field("root", .string, "The directory that is followed, as an absolute path."),
      .field("today", .string, "The day by which findings and coverage are judged."),
      .field("watch", .named("Watch"), "How the root is followed."),
      .optional("progress", .named("Progress"), "How far a scan that is under way has come."),
      .field("counts", .named("Counts"), "What the snapshot holds."),
      .field("coverage", .named("Coverage"), "How many seats are held by one dedicated leader."),
      .field("counters", .named("Counters"), "What was counted since the daemon started."),
      .field("connections", .int, "Connections that are open."),
      .field("subscribers", .int, "Streams of changes that are open."),
    ])

  package static var precondition: MethodPrecondition { .none }

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let evaluation = try context.evaluation(call)
    let facts = context.facts
    return .reply(
      context.success { writer in
        writer.field("state", facts.state.rawValue)
        writer.field("reason", facts.reason)
        writer.field("instance", facts.instance)
        writer.field("version", facts.version)
        writer.field("root", facts.root)
        writer.field("today", evaluation.today.description)
        writer.object("watch") { writer in
          writer.field("mode", facts.watch.mode.rawValue)
          writer.field("reason", facts.watch.reason)
          writer.field("directories", facts.watch.directories)
        }
        if let progress = facts.progress {
          writer.object("progress") { writer in
            writer.field("done", progress.done)
            writer.field("total", progress.total)
          }
        }
        writer.counts(context.world, evaluation)
        writer.coverage(evaluation)
        writer.object("counters") { writer in
          for (name, value) in counters(facts.counters) { writer.field(name, value) }
        }
        writer.field("connections", facts.connections)
        writer.field("subscribers", facts.subscribers)
      })
  }

  private static func counters(_ counters: StatusFacts.Counters) -> [(String, Int)] {
    [
      ("events", counters.events), ("overflows", counters.overflows), ("looks", counters.looks),
      ("scans", counters.scans), ("opens", counters.opens), ("files_read", counters.filesRead),
      ("bytes_read", counters.bytesRead), ("files_skipped", counters.filesSkipped),
      ("files_postponed", counters.filesPostponed), ("connections", counters.connections),
      ("refused", counters.refused), ("calls", counters.calls),
    ]
  }
}
