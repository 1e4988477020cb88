import STLReports
import Testing

/// `check -o github`: one workflow command a finding that counts.
@Suite struct CheckGitHubTests {
  @Test func `a command a finding, waived ones left out`() {
    let plan = """
      initiative: cranes
      leader: tbd
      handover: {on: 2026-03-20}
      ---
      initiative: pilots
      leader: [bo, cem]
      waive: {rule: STL002, reason: until the election, until: 2026-05-31}
      ---
      initiative: tugs
      leader: bo
      sponser: bo
      """
    #expect(
      ask("check", of: plan, format: "github") == """
        ::warning file=plan.yaml,line=2,endLine=2,col=9,endColumn=12,title=STL001 leaderless::cranes has no leader: \
        "tbd" is a placeholder%0Away out: name one person who leads nothing else%0Away out: not started after all: \
        `status: proposed`%0Away out: nobody on purpose: `waive:` with a reason and a date
        ::error file=plan.yaml,line=10,endLine=10,col=9,endColumn=11,title=STL004 shared::tugs and pilots have the \
        same leader%0Athe other one: pilots (plan.yaml:6:10)%0Away out: another leader for one of them%0Away out: it \
        ends or is handed over: `handover: {on: 2026-04-01}`, info until that day%0Away out: it is part of the other \
        one: `parent: pilots`
        ::error file=plan.yaml,line=11,endLine=11,col=1,endColumn=8,title=FILE007 unknown-key::"sponser" is not a key \
        of an initiative%0Away out: `sponsor:`%0Away out: `x-sponser:` for a key of your own, which is kept and never \
        checked

        """)
  }

  @Test func `nothing to say is nothing`() {
    #expect(ask("check", of: "initiative: a\nleader: bo\n", format: "github") == "")
  }

  @Test func `paths are those of the work tree, in notes too`() {
    let plan = "initiative: a\nleader: bo\n---\ninitiative: b\nleader: bo\n"
    let text = ask("check", of: plan, format: "github", prefix: "planning/2026/")
    #expect(text.hasPrefix("::error file=planning/2026/plan.yaml,line=2,"))
    #expect(text.contains("the other one: b (planning/2026/plan.yaml:5:9)"))
  }

  @Test func `nothing in a file can end a property or a command`() {
    let files = [("a,b: 100%\n::error::\u{202E}.yaml", "initiative: a\n\"%0A::set-output name=x::y\\n::error::\": 1\n")]
    let lines = ask("check", of: files, format: "github").split(separator: "\n").map { String($0) }
    #expect(lines.count == 2)
    for line in lines {
      #expect(line.contains(" file=a%2Cb%3A 100%25\\n%3A%3Aerror%3A%3A\\u{202E}.yaml,line="))
    }
    #expect(lines[1].contains("::\"%250A::set-output name=x::y\\n::error::\" is not a key of an initiative%0A"))
  }

  @Test func `columns only within one line`() {
    let text = ask("check", of: "initiative: a\nleader: bo\ntags: [\"one\n  two: 3\n", format: "github")
    #expect(text.hasPrefix("::error file=plan.yaml,line="))
    for line in text.split(separator: "\n") {
      let properties = line.dropFirst(8).prefix { $0 != ":" }.split(separator: ",")
      let line = properties.first { $0.hasPrefix("line=") }?.dropFirst(5)
      let end = properties.first { $0.hasPrefix("endLine=") }?.dropFirst(8)
      #expect(properties.contains { $0.hasPrefix("col=") } == (line == end))
    }
  }
}
