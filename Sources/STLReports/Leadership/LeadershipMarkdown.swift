import STLGraph
import STLModel
import STLRules
import STLText

/// The leadership report for an issue, a wiki page or a mail.
struct LeadershipMarkdown {
  private let inquiry: Inquiry
  private let facts: LeadershipFacts
  private var page = MarkdownPage()

  init(_ inquiry: Inquiry, _ facts: LeadershipFacts) {
    self.inquiry = inquiry
    self.facts = facts
    write()
  }

  var bytes: [UInt8] { page.bytes }

  private mutating func write() {
    let graph = facts.graph
    let name = facts.kind == .teams ? "Leadership of teams" : "Leadership"
    page.heading(1, graph.settings.title.map { "\($0): \(name.lowercased())" } ?? name)
    page.text(Phrases.longDay(facts.today) + (inquiry.origin.commit.map { " · " + Phrases.short($0) } ?? ""))
    let ladder = facts.ladder
    guard ladder.active > 0 else {
      page.text("No \(facts.noun) is active today, so there is nothing to count.")
      return
    }
    let has = ladder.dedicated == 1 || ladder.active == 1 ? "has" : "have"
    page.strong(
      "\(ladder.dedicated) of \(Phrases.count(ladder.active, "active " + facts.noun)) \(has) one dedicated leader: "
        + "\(Bar.percent(ladder.dedicated, of: ladder.active)) %")
    if let forecast = facts.forecast, forecast.active > 0 {
      page.text(
        "After \(Phrases.day(forecast.date, facts.today)), if the dates below hold: \(forecast.dedicated) of "
          + "\(forecast.active) (\(Bar.percent(forecast.dedicated, of: forecast.active)) %).")
    }
    page.table(
      ["step", "count"],
      [
        ["active", "\(ladder.active)"], ["leader named", "\(ladder.named)"], ["exactly one", "\(ladder.exactlyOne)"],
        ["in post today", "\(ladder.inPost)"], ["leads one thing", "\(ladder.leadsOneThing)"],
        ["no other duty (dedicated)", "\(ladder.dedicated)"],
      ], right: [1])
    writeDecisions()
    writeInHand()
    if !facts.dedicated.isEmpty {
      page.heading(2, "Dedicated (\(facts.dedicated.count))")
      page.text(facts.dedicated.map { graph.id(of: $0) }.sorted().joined(separator: ", "))
    }
    var words = ["\(facts.waived) waived"]
    if facts.unreadable > 0 { words.append("\(Phrases.count(facts.unreadable, "document")) could not be read") }
    page.text("Files: " + words.joined(separator: ", ") + ".")
  }

  private mutating func writeDecisions() {
    page.heading(2, "Needs a decision (\(facts.decisions.count))")
    guard !facts.decisions.isEmpty else {
      page.text("Nothing.")
      return
    }
    page.table(
      ["", facts.noun, "state", "why", "clears when", "place"],
      facts.decisions.map { flag in
        [
          flag.priority.map { "P\($0)" } ?? "", flag.id, state(flag), flag.story.reason + note(flag),
          flag.story.clearsWhen, "\(flag.place.path):\(flag.place.line)",
        ]
      })
  }

  private mutating func writeInHand() {
    guard !facts.inHand.isEmpty else { return }
    page.heading(2, "In hand (\(facts.inHand.count))")
    page.table(
      ["", facts.noun, "state", "until", "how"],
      facts.inHand.map { flag in
        let until = flag.seat.inHand.map { Phrases.day($0.until, facts.today) } ?? ""
        return [flag.priority.map { "P\($0)" } ?? "", flag.id, state(flag), until, flag.story.inHand + note(flag)]
      })
  }

  private func state(_ flag: LeadershipFlag) -> String {
    flag.seat.state.rawValue
      + (flag.waivedUntil.map { ", waived until \(Phrases.day($0, facts.today))" } ?? "")
      + (flag.isStale ? ", as last read" : "")
  }

  private func note(_ flag: LeadershipFlag) -> String { flag.note.map { " – “\($0)”" } ?? "" }
}
