import STLGraph
import STLModel
import STLText

/// An interim covers an empty seat.
package enum Interim: Rule {
  package static let descriptor = RuleDescriptor(
    code: "STL010", name: "interim", severity: "info, warning after 90 days",
    summary: "The seat of an active initiative is empty, and an interim in post who leads nothing else covers it.",
    explanation: """
      Covered is not dedicated: an interim keeps things running and leaves the direction open. After 90 days
      (`thresholds: {interim_days: …}`) it is a warning; until history is read here, the lower severity holds, however long it
      has been so.
      It is cleared by a leader in post, who may be the interim.
      """,
    bad: "initiative: robots\nleader: tbd\ninterim: ana\n",
    good: "initiative: robots\nleader: ana\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    context.forEachSeat(.interim) { _, seat in
      guard let interim = seat.interim else { return }
      let graph = context.graph
      let entity = graph.entities[seat.node]
      let reference = graph.references(of: seat.node).first { $0.topKey == .interim }
      let why =
        switch seat.withoutInterim {
        case .departed: "the leader has left"
        case .arriving: "the leader is still to join"
        case .absent: "the leader is away"
        default: "there is no leader"
        }
      let until = seat.inHand.map { ", until \(dateInWords($0.until))" } ?? ""
      findings.add(
        .info, entity: entity.reference, at: reference.map { graph.place(of: $0) } ?? entity.place,
        "\(graph.id(of: interim)) covers \(entity.id): \(why)\(until)",
        notes: [.wayOut("make it so: `leader: \(graph.id(of: interim))`"), .wayOut("name another leader in post")])
    }
  }
}
