import STLJSON
import STLReports
import STLText
import Testing

/// The filter and sort of `list`.
@Suite struct FilterTests {
  private let plan = """
    initiative: cranes
    title: Quiet cranes
    leader: bo
    priority: 1
    due: 2026-06-30
    tags: [quay, night]
    dedication: 80%
    ---
    initiative: pilots
    title: "Pilots, by night"
    leader: [bo, cem]
    priority: 10
    due: 2026-12-31
    depends_on: [{initiative: cranes, kind: blocking}]
    ---
    initiative: tugs
    status: paused
    parent: cranes
    priority: 2
    ---
    team: quay
    ships_alone: no
    ---
    person: bo
    ---
    person: cem
    """

  private func ids(_ filter: String...) -> [String] { ids("initiatives", filter) }

  private func ids(_ kind: String, _ filter: [String]) -> [String] {
    askJSON("list", kind, of: plan, ["filter": filter])["rows"]?.arrayValue?.compactMap { $0["id"]?.stringValue }
      ?? [ask("list", kind, of: plan, format: "json", ["filter": filter])]
  }

  @Test func `terms all hold`() {
    #expect(ids() == ["cranes", "pilots", "tugs"])
    #expect(ids("") == ["cranes", "pilots", "tugs"])
    #expect(ids("status=active") == ["cranes", "pilots"])
    #expect(ids("status=active , priority<=2") == ["cranes"])
    #expect(ids("status=active", "priority>2") == ["pilots"])
    #expect(ids("status==active") == ["cranes", "pilots"])
  }

  @Test func `numbers compare as numbers, dates as dates, shares also as percent`() {
    #expect(ids("priority<10") == ["cranes", "tugs"])
    #expect(ids("priority>=2") == ["pilots", "tugs"])
    #expect(ids("due<2026-07-01") == ["cranes"])
    #expect(ids("due>=2026-06-30") == ["cranes", "pilots"])
    #expect(ids("dedication=80%") == ["cranes"])
    #expect(ids("dedication>0.5") == ["cranes"])
    #expect(ids("teams", ["ships_alone=false"]) == ["quay"])
  }

  @Test func `a list matches when one item does, and differs when none does`() {
    #expect(ids("leaders=cem") == ["pilots"])
    #expect(ids("leader=bo") == ["cranes", "pilots"])
    #expect(ids("tags=night") == ["cranes"])
    #expect(ids("tags!=night") == ["pilots", "tugs"])
    #expect(ids("depends_on=cranes") == ["pilots"])
  }

  @Test func `set, not set, contains`() {
    #expect(ids("parent") == ["tugs"])
    #expect(ids("!parent") == ["cranes", "pilots"])
    #expect(ids("leadership") == ["cranes", "pilots"])
    #expect(ids("leadership!=dedicated") == ["pilots", "tugs", "cranes"].sorted())
    #expect(ids("leadership,leadership!=contested") == ["cranes"])
    #expect(ids("title~NIGHT") == ["pilots"])
    #expect(ids("tags~qu") == ["cranes"])
    #expect(ids("status~activ") == ["cranes", "pilots"])
  }

  @Test func `values in quotes`() {
    #expect(ids("title=\"Pilots, by night\"") == ["pilots"])
    #expect(ids("title='Pilots, by night',priority=10") == ["pilots"])
    #expect(ids("title='it''s'") == [])
  }

  @Test(arguments: [
    ("prority=1", "not found: column \"prority\", nearest \"priority\""),
    ("priority<x", "bad query at 9: `priority` is a number, and \"x\" is none"),
    ("due=soon", "bad query at 4: `due` is a date, and \"soon\" is none: YYYY-MM-DD"),
    (
      "status=activ",
      "bad query at 7: `status` is never \"activ\", but one of proposed, active, paused, done, cancelled, rejected; "
        + "did you mean \"active\"?"
    ),
    (
      "leadership!=x",
      "bad query at 12: `leadership` is never \"x\", but one of leaderless, contested, not-a-person, departed, arriving, "
        + "absent, interim, shared, divided, dedicated"
    ),
    ("title=\"a", "bad query at 6: the quotation mark has no end"),
    ("status=active,", "bad query at 14: a key belongs here"),
    ("=a", "bad query at 0: a key belongs here"),
    ("!parent=x", "bad query at 7: \"!\" before a key takes no value: write `parent!=…`"),
    ("title=\"a\"b", "bad query at 9: a comma belongs between two terms"),
  ]) func `mistakes have an offset`(filter: String, message: String) {
    #expect(ids(filter) == [message])
  }

  @Test func `sorts by keys, ties by id, absent last`() {
    func sorted(_ keys: String...) -> [String] {
      askJSON("list", "initiatives", of: plan, ["sort": keys])["rows"]?.arrayValue?.compactMap { $0["id"]?.stringValue }
        ?? []
    }
    #expect(sorted("priority") == ["cranes", "tugs", "pilots"])
    #expect(sorted("-priority") == ["pilots", "tugs", "cranes"])
    #expect(sorted("due") == ["cranes", "pilots", "tugs"])
    #expect(sorted("-due") == ["pilots", "cranes", "tugs"])
    #expect(sorted("-status,-id") == ["tugs", "pilots", "cranes"])
    #expect(
      ask("list", "initiatives", of: plan, format: "json", ["sort": ["-tilte"]])
        == "not found: column \"tilte\", nearest \"title\"")
  }

  @Test func `terms and keys have a limit`() {
    let terms = Array(repeating: "priority<=2", count: Filter.termsMax)
    #expect(ask("list", "initiatives", of: plan, format: "name", ["filter": terms]).hasPrefix("initiative/"))
    #expect(
      ask("list", "initiatives", of: plan, format: "name", ["filter": terms + ["team"]])
        == "bad query at 0: filter: at most 100 terms")
    let keys = [
      "id", "title", "status", "leadership", "leaders", "team", "priority", "parent", "path", "line", "goal", "sponsor",
      "due", "starts", "customer", "problem",
    ]
    #expect(keys.count == Sorting.keysMax)
    #expect(ask("list", "initiatives", of: plan, format: "name", ["sort": keys]).hasPrefix("initiative/"))
    #expect(
      ask("list", "initiatives", of: plan, format: "name", ["sort": keys + ["door"]])
        == "bad query at 0: sort: at most 16 keys")
  }
}
