import STLGraph
import STLModel
import STLRules
import STLText

/// The first screen on a Monday: the decisions to take, what is in hand and until when, what goes well.
struct LeadershipText {
  private let inquiry: Inquiry
  private let facts: LeadershipFacts
  private let limit: Int
  private var page: Page

  /// Flags of a group that are shown without `all`.
  private static let flagsMax = 12
  /// Cells of the bar in the headline, and most cells of a ladder bar.
  private static let cells = 20
  /// Least cells of the bar beside the headline; with fewer it stands below.
  private static let cellsMin = 10
  /// Widest column of ids; a longer id is cut.
  private static let idWidthMax = 28

  init(_ inquiry: Inquiry, _ facts: LeadershipFacts) {
    self.inquiry = inquiry
    self.facts = facts
    limit = inquiry.has("all") ? .max : LeadershipText.flagsMax
    page = Page(inquiry.look)
    writeTitle()
    if facts.ladder.active == 0 {
      writeEmpty()
    } else {
      writeHeadline()
      writeLadder()
      writeDecisions()
      writeInHand()
      writeDedicated()
      writeFiles()
    }
  }

  var bytes: [UInt8] { page.bytes }

  private var graph: Graph { facts.graph }
  private var today: CivilDate { facts.today }

  // MARK: Head

  private mutating func writeTitle() {
    let dot = " \(page.marks.dot) "
    let name = facts.kind == .teams ? "leadership of teams" : "leadership"
    let title = graph.settings.title.map { [Piece($0, .bold), Piece(dot + name)] } ?? [Piece(name, .bold)]
    let commit = inquiry.origin.commit.map { dot + Phrases.short($0) } ?? ""
    page.line(title, right: [Piece(Phrases.longDay(today) + commit, .dim)])
    page.blank()
  }

  private mutating func writeHeadline() {
    let ladder = facts.ladder
    let has = ladder.dedicated == 1 || ladder.active == 1 ? "has" : "have"
    let sentence =
      "  \(ladder.dedicated) of \(Phrases.count(ladder.active, "active " + facts.noun)) \(has) one dedicated leader"
    let percent = Piece("  \(Bar.percent(ladder.dedicated, of: ladder.active)) %", .bold)
    func bar(_ cells: Int) -> [Piece] {
      let text = Bar.text(ladder.dedicated, of: ladder.active, cells: cells, isASCII: page.look.isASCII)
      return [Piece(text, .green), percent]
    }
    let room = min(LeadershipText.cells, page.width - sentence.displayWidth - 4 - percent.width)
    if room >= LeadershipText.cellsMin {
      page.line([Piece(sentence, .bold), .space(4)] + bar(room))
    } else {
      page.line([Piece(sentence, .bold)])
      page.line([.space(2)] + bar(LeadershipText.cells))
    }
    if let forecast = facts.forecast, forecast.active > 0 {
      let share = Bar.percent(forecast.dedicated, of: forecast.active)
      page.paragraph(
        [.space(2)],
        "after \(Phrases.day(forecast.date, today)), if the dates below hold: \(forecast.dedicated) of \(forecast.active) (\(share) %)",
        ink: .dim, indent: 2)
    }
    page.blank()
  }

  private mutating func writeLadder() {
    let ladder = facts.ladder
    writeStep("active", ladder.active, "")
    writeStep("leader named", ladder.named, remark([.leaderless: "without a leader"]))
    writeStep("exactly one", ladder.exactlyOne, remark([.contested: "with more than one"]))
    writeStep(
      "in post today", ladder.inPost,
      remark([.notAPerson: "not a person", .departed: "left", .arriving: "arriving", .absent: "away"]))
    writeStep("leads one thing", ladder.leadsOneThing, remark([.shared: "shared"]))
    let divided = remark([.divided: "divided"])
    writeStep("no other duty", ladder.dedicated, "= dedicated" + (divided.isEmpty ? "" : "; " + divided))
    page.blank()
  }

  private mutating func writeStep(_ name: String, _ count: Int, _ remark: String) {
    let active = facts.ladder.active
    let cells = min(active, LeadershipText.cells)
    let digits = String(active).count
    let bar = Bar.text(count, of: active, cells: cells, isASCII: page.look.isASCII)
    let head = [
      Piece("  " + name.padded(to: 17)), Piece(String(count).padded(to: digits, isRight: true), .bold), .space(2),
      Piece(bar, .green), .space(3),
    ]
    if remark.isEmpty { page.line(head) } else { page.paragraph(head, remark, ink: .dim, indent: head.width) }
  }

  /// Why seats stop at one step: how many in each of `states`, and how many of them an interim covers.
  private func remark(_ states: KeyValuePairs<LeadershipState, String>) -> String {
    var words: [String] = []
    var covered = 0
    for (state, word) in states {
      let seats = facts.leadership.seats.filter { $0.withoutInterim == state }
      let interims = seats.reduce(0) { $0 + ($1.state == .interim ? 1 : 0) }
      covered += interims
      if seats.count > interims { words.append(Phrases.whole("\(seats.count - interims) \(word)")) }
    }
    if covered > 0 { words.append(Phrases.whole("\(covered) covered by an interim")) }
    return words.joined(separator: ", ")
  }

  // MARK: Flags

  private mutating func writeDecisions() {
    let flags = facts.decisions
    guard !flags.isEmpty else {
      page.line([Piece("NEEDS A DECISION", .bold), Piece("  nothing", .green)])
      page.blank()
      return
    }
    page.line([Piece("NEEDS A DECISION (\(flags.count))", .bold)], right: [Piece("by priority", .dim)])
    let columns = Columns(flags.prefix(limit))
    for flag in flags.prefix(limit) {
      let waived = flag.waivedUntil.map { "; " + Phrases.whole("waived until \(Phrases.day($0, today))") } ?? ""
      page.paragraph(columns.head(flag), flag.story.reason + waived + stale(flag), indent: 6)
      writeNote(flag)
      page.paragraph(
        [.space(6), Piece("clears when: ", .dim)], flag.story.clearsWhen, ink: .dim, indent: 6,
        right: [Piece("\(flag.place.path):\(flag.place.line)", .dim)])
    }
    writeMore(flags.count)
    page.blank()
  }

  private mutating func writeInHand() {
    let flags = facts.inHand
    guard !flags.isEmpty else { return }
    page.line([Piece("IN HAND (\(flags.count))", .bold)], right: [Piece("by date; the date is in the files", .dim)])
    let columns = Columns(flags.prefix(limit))
    let dates = flags.prefix(limit).map { $0.seat.inHand.map { Phrases.shortDay($0.until, today) } ?? "" }
    let width = dates.map(\.displayWidth).max() ?? 0
    for (flag, date) in zip(flags, dates) {
      let days = flag.seat.inHand.map { $0.until.days(since: today) } ?? 0
      let waived = flag.waivedUntil == nil ? "" : ", waived"
      page.paragraph(
        columns.head(flag) + [Piece(date.padded(to: width, isRight: true), .cyan), .space(2)],
        flag.story.inHand + " " + Phrases.whole("(\(days) d\(waived))") + stale(flag), indent: 6)
      writeNote(flag)
    }
    writeMore(flags.count)
    page.blank()
  }

  private func stale(_ flag: LeadershipFlag) -> String { flag.isStale ? "; " + Phrases.whole("as last read") : "" }

  private mutating func writeNote(_ flag: LeadershipFlag) {
    guard let note = flag.note else { return }
    page.paragraph([.space(6)], page.marks.quoted(note), indent: 6)
  }

  private mutating func writeMore(_ count: Int) {
    guard count > limit else { return }
    let of = facts.kind == .teams ? " --of teams" : ""
    page.line([
      Piece("  \(page.marks.more) and \(count - limit) more: "), Piece("stlctl report leadership\(of) --all", .cyan),
    ])
  }

  private mutating func writeDedicated() {
    guard !facts.dedicated.isEmpty else { return }
    let ids = facts.dedicated.map { graph.id(of: $0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let shown = limit == .max ? ids[...] : ids.prefix(3 * limit)
    let rest = ids.count - shown.count
    page.paragraph(
      [Piece("DEDICATED (\(ids.count))", .bold), .space(3)],
      shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""))
    page.blank()
  }

  // MARK: Foot

  private mutating func writeFiles() {
    var words = ["\(facts.waived) waived"]
    if facts.unreadable > 0 { words.append("\(Phrases.count(facts.unreadable, "document")) could not be read") }
    if !graph.stale.isEmpty {
      words.append("\(Phrases.count(graph.stale.count, "entity", "entities")) kept as last read")
    }
    let all = graph.nodes(of: facts.kind == .teams ? .team : .initiative).count
    page.line(
      [
        Piece("Files  ", .dim), Piece(Phrases.count(all, facts.noun) + " in all; "),
        Piece(words.joined(separator: ", "), facts.unreadable > 0 ? .red : .plain),
      ], right: [Piece("stlctl check", .cyan)])
    if graph.peopleAreImplied, !graph.names.isEmpty {
      page.paragraph([Piece("People ", .dim)], Phrases.impliedPeople)
    }
  }

  private mutating func writeEmpty() {
    let all = graph.nodes(of: facts.kind == .teams ? .team : .initiative).count
    if graph.entities.allSatisfy({ $0.kind == .org }) {
      page.paragraph([.space(2)], "There is nothing here yet, which is a good time to begin.", indent: 2)
      page.blank()
      if graph.org == nil {
        page.line([.space(2), Piece("stlctl init", .cyan), Piece("   a first org.yaml, with comments")])
      }
      page.line([
        .space(2), Piece("first.yaml", .cyan), Piece("    `initiative: some-id` and `leader: some-person`"),
      ])
    } else {
      let why =
        all == 0
        ? "No \(facts.noun) is in the files yet."
        : "None of \(Phrases.count(all, facts.noun)) is active today, so there is nothing to count."
      page.paragraph([.space(2)], why, indent: 2)
    }
    if facts.unreadable > 0 {
      page.blank()
      writeFiles()
    }
  }

  /// The first columns of a flag: priority, id, state.
  private struct Columns {
    let priority: Int
    let id: Int
    let state: Int

    init(_ flags: some Sequence<LeadershipFlag>) {
      priority = flags.map { ($0.priority.map { "P\($0)" } ?? "").count }.max() ?? 0
      id = min(LeadershipText.idWidthMax, flags.map { Piece($0.id).width }.max() ?? 0)
      state = flags.map(\.seat.state.rawValue.count).max() ?? 0
    }

    func head(_ flag: LeadershipFlag) -> [Piece] {
      let isEmpty = [.leaderless, .departed].contains(flag.seat.state)
      let ink: Ink = isEmpty ? .red : flag.seat.inHand == nil ? .yellow : .cyan
      var pieces: [Piece] = [.space(2)]
      if priority > 0 {
        pieces += [Piece((flag.priority.map { "P\($0)" } ?? "").padded(to: priority), .dim), .space(2)]
      }
      return pieces + [
        Piece(flag.id, .bold).padded(to: id), .space(2), Piece(flag.seat.state.rawValue, ink).padded(to: state),
        .space(2),
      ]
    }
  }
}
