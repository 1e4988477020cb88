import STLJSON
import STLReports
import STLText
import Testing

/// The leadership report: text as it stands on a terminal, JSON by its fields.
@Suite struct LeadershipTests {
  @Test func `text in 80 columns`() {
    #expect(
      ask("leadership", of: [("org.yaml", smallOrganisation)], look: Look(width: 80), commit: "4f1c2ab0000") == """
        Harbour · leadership                               Monday 2 March 2026 · 4f1c2ab

          1 of 5 active initiatives has one dedicated leader    ███▋··············  20 %
          after 1 May, if the dates below hold: 3 of 4 (75 %)

          active           5  █████
          leader named     4  ████·   1 without a leader
          exactly one      4  ████·
          in post today    3  ███··   1 arriving
          leads one thing  1  █····   2 shared
          no other duty    1  █····   = dedicated

        NEEDS A DECISION (1)                                                 by priority
          P1  cranes  leaderless  the seat is empty: "tbd" names nobody
              “The search is open.”
              clears when: one person who leads nothing else is named         org.yaml:6

        IN HAND (3)                                    by date; the date is in the files
          P2  pilots   shared    30 Apr  the leader is free when tugs ends (59 d)
              tugs     shared    30 Apr  it ends (59 d)
          P2  ferries  arriving   1 May  Cem Aydin joins (60 d)

        DEDICATED (1)   lights

        Files  6 initiatives in all; 0 waived                               stlctl check

        """)
  }

  @Test func `ASCII only, without people's names`() {
    let text = ask(
      "leadership", of: [("org.yaml", "org: o\npeople: ids\n---\n" + smallOrganisation.dropFirst(28))],
      look: Look(width: 100, isASCII: true))
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.contains("cem joins"))
    #expect(!text.contains("Cem Aydin"))
    #expect(text.contains("####................"))
  }

  @Test func `JSON has every field of the contract`() {
    let json = askJSON("leadership", of: smallOrganisation, ["of": ["initiatives"]], commit: "4f1c2ab0000")
    #expect(
      json.objectValue?.names == [
        "version", "commit", "today", "of", "coverage", "ladder", "states", "unreadable", "flagged",
      ])
    #expect(json["coverage"] == ["active": 5, "dedicated": 1, "ratio": 0.2, "waived": 0])
    #expect(
      json["ladder"] == [
        "active": 5, "named": 4, "exactly_one": 4, "in_post": 3, "leads_one_thing": 1, "dedicated": 1,
      ])
    #expect(
      json["states"] == [
        "leaderless": 1, "contested": 0, "not-a-person": 0, "departed": 0, "arriving": 1, "absent": 0, "interim": 0,
        "shared": 2, "divided": 0, "dedicated": 1,
      ])
    #expect(
      json["flagged"]?[0] == [
        "id": "cranes", "title": "Quiet cranes", "state": "leaderless", "rule": "STL001", "leaders": [], "priority": 1,
        "reason": "the seat is empty: \"tbd\" names nobody",
        "clears_when": "one person who leads nothing else is named", "path": "plan.yaml", "line": 6,
      ])
    #expect(json["flagged"]?[1]?["id"] == "pilots")
    #expect(json["flagged"]?[1]?["in_hand"] == ["until": "2026-04-30", "how": "handover"])
    #expect(json["flagged"]?[3]?["clears_when"] == "Cem Aydin joins on 1 May")
  }

  @Test func `ratio is null where nothing is active`() {
    let json = askJSON("leadership", of: "initiative: docks\nstatus: proposed\n")
    #expect(json["coverage"] == ["active": 0, "dedicated": 0, "ratio": nil, "waived": 0])
  }

  @Test func `teams have the same states`() {
    let text = """
      team: quay
      leader: bo
      ---
      team: yard
      ---
      team: old
      status: ended
      ---
      person: bo
      """
    let json = askJSON("leadership", of: text, ["of": ["teams"]])
    #expect(json["of"] == "teams")
    #expect(json["coverage"]?["active"] == 2)
    #expect(json["flagged"]?[0]?["id"] == "yard")
    #expect(ask("leadership", of: text, ["of": ["team"]]) == "not found: kind \"team\", nearest \"teams\"")
  }

  @Test func `an empty root is met with what to do`() {
    let text = ask("leadership", of: [])
    #expect(text.contains("nothing here yet"))
    #expect(text.contains("stlctl init"))
    #expect(!ask("leadership", of: [("org.yaml", "org: o\n")]).contains("stlctl init"))
  }

  @Test func `no two empty lines, and nothing is about one thing`() {
    #expect(!ask("leadership", of: "initiative: cranes\n").contains("\n\n\n"))
    #expect(
      ask("leadership", "cranes", of: "initiative: cranes\n")
        == "bad query at 0: leadership is about everything here: leave \"cranes\" out")
  }

  @Test func `what is waived stays in the figures and is counted`() {
    let text = """
      initiative: cranes
      waive: {rule: STL001, reason: the council decides in May, until: 2026-05-31}
      """
    #expect(ask("leadership", of: text).contains("no leader is named; waived until 31 May"))
    let json = askJSON("leadership", of: text)
    #expect(json["coverage"] == ["active": 1, "dedicated": 0, "ratio": 0.0, "waived": 1])
    #expect(json["flagged"]?[0]?["waived"] == true)
  }

  @Test func `a hand-over that was forgotten is not supposed to happen`() {
    let text = """
      initiative: tugs
      leader: bo
      handover: {on: 2026-01-31}
      ---
      initiative: pilots
      leader: bo
      ---
      initiative: ferries
      leader: cem
      ---
      person: bo
      ---
      person: cem
      joined: 2026-04-01
      """
    #expect(ask("leadership", of: text).contains("after 1 April, if the dates below hold: 1 of 3 (33 %)"))
  }

  @Test func `a long group is cut and says how to see all`() {
    let text = (10..<40).map { "initiative: i\($0)\n" }.joined(separator: "---\n")
    let short = ask("leadership", of: text)
    #expect(short.contains("NEEDS A DECISION (30)"))
    #expect(short.contains("and 18 more: stlctl report leadership --all"))
    #expect(!short.contains("i39"))
    #expect(ask("leadership", of: text, ["all": []]).contains("i39"))
  }

  @Test func `what cannot be read is said`() {
    let text = ask("leadership", of: [("a.yaml", "initiative: a\n"), ("b.yaml", "initiative: b\n\tleader: x\n")])
    #expect(text.contains("1 document could not be read"))
  }

  @Test func `Markdown holds tables and no markup of others`() {
    let text = ask(
      "leadership", of: "initiative: cranes\nnotes: a|b <img src=x> [c](d) *e* _f_\n", format: "markdown")
    #expect(
      text.contains(
        "| cranes | leaderless | the seat is empty: no leader is named – “a\\|b \\<img src=x\\> \\[c\\](d) \\*e\\* \\_f\\_” |"
      ))
    #expect(
      text.hasPrefix(
        "# Leadership\n\nMonday 2 March 2026\n\n**0 of 1 active initiative has one dedicated leader: 0 %**"))
  }

  @Test func `formats and arguments that do not exist`() {
    #expect(ask("leadership", of: "", format: "html") == "not found: format \"html\"")
    #expect(ask("leadership", of: "", ["al": []]) == "not found: argument \"al\", nearest \"all\"")
    #expect(ask("leadershp", of: "") == "not found: report \"leadershp\", nearest \"leadership\"")
  }
}
