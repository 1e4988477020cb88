import STLGraph
import STLJSON
import STLModel
import STLRules
import STLText

/// Who leads what, what needs a decision, what is in hand: the default report.
enum LeadershipReport: Report {
  static let descriptor = ReportDescriptor(
    name: "leadership",
    summary:
      "How many active initiatives have one leader who leads nothing else, what needs a decision, what is in hand.",
    formats: ["text", "markdown", "json"],
    arguments: [
      .init("of", "KIND", "What is counted: initiatives or teams; the organisation's headline where it is left out."),
      .init("all", nil, "Every flag, instead of the first of each group."),
    ])

  static func answer(_ inquiry: Inquiry) throws(QuestionError) -> Answer {
    let facts = try LeadershipFacts(inquiry)
    switch inquiry.question.format {
    case "json": return Answer(content: json(inquiry, facts))
    case "markdown": return Answer(content: LeadershipMarkdown(inquiry, facts).bytes)
    default: return Answer(content: LeadershipText(inquiry, facts).bytes)
    }
  }

  private static func json(_ inquiry: Inquiry, _ facts: LeadershipFacts) -> [UInt8] {
    JSONWriter.document { writer in
      writer.header(inquiry)
      writer.field("of", facts.kind.rawValue)
      let ladder = facts.ladder
      writer.object("coverage") { writer in
        writer.field("active", ladder.active)
        writer.field("dedicated", ladder.dedicated)
        writer.field(
          "ratio", orNull: ladder.active == 0 ? nil : Double(ladder.dedicated) / Double(ladder.active))
        writer.field("waived", facts.waived)
      }
      writer.object("ladder") { writer in
        writer.field("active", ladder.active)
        writer.field("named", ladder.named)
        writer.field("exactly_one", ladder.exactlyOne)
        writer.field("in_post", ladder.inPost)
        writer.field("leads_one_thing", ladder.leadsOneThing)
        writer.field("dedicated", ladder.dedicated)
      }
      writer.object("states") { writer in
        for state in LeadershipState.allCases { writer.field(state.rawValue, facts.leadership.count(of: state)) }
      }
      writer.field("unreadable", facts.unreadable)
      writer.array("flagged", facts.decisions + facts.inHand) { writer, flag in write(flag, facts.graph, to: &writer) }
    }
  }

  private static func write(_ flag: LeadershipFlag, _ graph: Graph, to writer: inout JSONWriter) {
    let seat = flag.seat
    writer.object { writer in
      writer.field("id", flag.id)
      writer.field("title", graph.entities[seat.node].title)
      writer.field("state", seat.state.rawValue)
      writer.field("rule", flag.rule)
      writer.field("leaders", seat.leaders.map { graph.id(of: $0) })
      writer.field("interim", seat.interim.map { graph.id(of: $0) })
      writer.field("team", graph.target(of: seat.node, .team).map { graph.id(of: $0) })
      writer.field("priority", flag.priority)
      writer.field("reason", flag.story.reason)
      writer.field("clears_when", flag.story.clearsWhen)
      if let inHand = seat.inHand {
        writer.object("in_hand") { writer in
          writer.field("until", inHand.until.description)
          writer.field("how", inHand.how.rawValue)
        }
      }
      if flag.waivedUntil != nil { writer.field("waived", true) }
      writer.field("path", flag.place.path)
      writer.field("line", flag.place.line)
      if flag.isStale { writer.field("stale", true) }
    }
  }
}
