import STLGraph
import STLModel
import STLText

/// A date lies before the one that it has to follow.
package enum DatesOutOfOrder: Rule {
  package static let descriptor = RuleDescriptor(
    code: "GOV007", name: "dates-out-of-order", severity: "error",
    summary:
      "A date lies before the one that it has to follow: due before starts, left before joined, until before from.",
    explanation: """
      One of both dates is a typing mistake, and every figure that uses them is wrong until it is found. Compared are starts
      and due of an initiative, joined and left of a person, from and until of absences and commitments, opened of an opening and
      the debriefs of its loops.
      """,
    bad: "initiative: robots\nleader: ana\nstarts: 2026-03-01\ndue: 2026-02-01\n",
    good: "initiative: robots\nleader: ana\nstarts: 2026-02-01\ndue: 2026-03-01\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    let graph = context.graph
    for node in graph.entities.indices {
      let entity = graph.entities[node]
      switch graph.kinds[node] {
      case .initiative:
        compare(entity, entity.first(.starts, .date), entity.first(.due, .date), &findings)
      case .person:
        compare(entity, entity.first(.joined, .date), entity.first(.left, .date), &findings)
        for key in [Key.away, .commitments] {
          for (_, span) in entity.maps(key) {
            compare(entity, span.first(.from, .date), span.first(.until, .date), &findings)
          }
        }
      case .opening:
        let opened = entity.first(.opened, .date)
        for (_, loop) in entity.maps(.loops) {
          compare(entity, opened, loop.first(.debrief, .date), &findings)
        }
      default: break
      }
    }
  }

  private static func compare(_ entity: Entity, _ first: Value?, _ second: Value?, _ findings: inout Findings) {
    guard let first, let second, second.date < first.date else { return }
    findings.add(
      .error, entity: entity.reference, at: entity.file.place(second.place),
      "\(second.key.rawValue) \(second.date) lies before \(first.key.rawValue) \(first.date)",
      notes: [
        Note("the other date", at: entity.file.place(first.place)), .wayOut("correct the one that is mistyped"),
      ])
  }
}
