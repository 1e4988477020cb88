import STLJSON
import STLReports
import STLText
import Testing

/// `explain` and `rules`.
@Suite struct RuleViewTests {
  @Test func `a rule's page says how the rule stands here`() {
    let files = [
      ("org.yaml", "org: o\nrules:\n  STL: info\n  leaderless: error\n  STL010: off\n"), ("a.yaml", "initiative: a\n"),
    ]
    #expect(ask("explain", "stl001", of: files).contains("error, set by `leaderless` (org.yaml:4)"))
    #expect(ask("explain", "contested", of: files).contains("info, set by `STL` (org.yaml:3)"))
    #expect(ask("explain", "STL010", of: files).contains("off, set by `STL010` (org.yaml:5)"))
    #expect(ask("explain", "STL007", of: "initiative: a\n").contains("asleep until a file uses `deputy:`"))
    #expect(ask("explain", "STL001", of: "").contains("as shipped"))
  }

  @Test func `JSON and Markdown`() {
    let rule = askJSON("explain", "STL002", of: "")["rule"]
    #expect(rule?["code"] == "STL002")
    #expect(rule?["name"] == "contested")
    #expect(rule?["here"] == "error")
    #expect(rule?["bad"]?["files"]?[0]?["path"] == "plan.yaml")
    #expect(ask("explain", "STL002", of: "", format: "markdown").hasPrefix("# STL002 contested\n\n"))
  }

  @Test func `all rules`() {
    let files = [("org.yaml", "org: o\nrules: {FILE: off}\n")]
    let text = ask("rules", of: files)
    #expect(text.contains("FILE001  unreadable-file"))
    #expect(text.contains("STL007   no-deputy"))
    let rules = askJSON("rules", of: "")["rules"]?.arrayValue ?? []
    #expect(rules.count > 30)
    #expect(rules.first?["code"] == "FILE001")
  }

  @Test func `strangers`() {
    #expect(ask("explain", "STL01", of: "") == "not found: rule \"STL01\", nearest \"STL001\"")
    #expect(ask("explain", "leaderles", of: "") == "not found: rule \"leaderles\", nearest \"leaderless\"")
  }

  @Test func `the catalogue describes what exists`() {
    #expect(ReportCatalogue.reports.map(\.name) == ["leadership"])
    #expect(ReportCatalogue.views.map(\.name) == ["check", "list", "show", "explain", "rules"])
    for descriptor in ReportCatalogue.reports + ReportCatalogue.views {
      #expect(descriptor.summary.hasSuffix("."))
      #expect(descriptor.formats.contains("json"))
      #expect((descriptor.ref == .none) == descriptor.refSummary.isEmpty)
    }
  }
}
