/// A small organisation made from a seed, as values and as the files that express them.
///
/// It is small so that people, teams and initiatives collide often, and it is as untidy as its `disorder` says.
struct RandomOrganisation {
  let organisation: MadeOrganisation

  var today: PlainDay { organisation.today }

  /// The files in no particular order.
  var files: [(path: String, text: String)] { Emitter.files(organisation) }

  init(seed: Int) {
    var maker = OrganisationMaker(seed: seed)
    organisation = maker.organisation()
  }
}

/// Makes the documents of one organisation; what all of them share is decided once, at the start.
struct OrganisationMaker {
  var random: SeededGenerator
  let today: PlainDay
  /// How often, in percent, something is other than it should be.
  let disorder: Int
  /// Ids in use; a reference may still name another one.
  let people: [String]
  let teams: [String]
  let initiatives: [String]
  /// False: no file has a person, the people are implied.
  let hasPeople: Bool
  let absenceDays: Int
  let otherDuties: Int
  /// People who lead nothing yet.
  var unused: [String]
  /// The leader of what was made so far, where it was meant to have one.
  var leaders: [String: String] = [:]
  var parents: [String: String] = [:]
  /// Most initiatives are below another one.
  let isDeep: Bool

  init(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<4 { _ = random.next() }
    let days = [PlainDay(2026, 3, 15), PlainDay(2024, 2, 29), PlainDay(2025, 12, 31), PlainDay(2026, 3, 1)]
    today = random.pick(days).adding(random.chance(50) ? 0 : random.number(1...200))
    disorder = random.pick([3, 8, 15, 15, 30, 60])
    isDeep = random.chance(30)
    let hasPeople = random.chance(90)
    self.hasPeople = hasPeople
    people = Array(
      random.shuffled(["ravi", "mia", "jo", "lena", "sam.k", "x_1", "otto", "ana-b"])
        .prefix(hasPeople ? random.pick([random.number(1...8), 6, 8]) : 6))
    teams = Array(random.shuffled(["platform", "search", "ops", "jo", "web"]).prefix(random.number(0...5)))
    initiatives = Array(
      random.shuffled([
        "latency", "search", "checkout", "jo", "platform", "alpha", "beta", "gamma", "delta", "new-app",
      ]).prefix(random.pick([random.number(1...5), random.number(1...10)])))
    absenceDays = random.chance(70) ? 28 : random.pick([0, 1, 10, 28, 90])
    otherDuties = random.chance(70) ? 10 : random.pick([0, 5, 20, 50, 100])
    unused = people
    self.random = random
  }

  mutating func organisation() -> MadeOrganisation {
    var documents: [MadeDocument] = []
    if hasPeople {
      for id in people { documents.append(person(id)) }
    }
    var seats = initiatives.map { initiative($0) }
    if seats.count > 3, people.count > 1, random.chance(12) { plantFamily(in: &seats) }
    documents += seats
    unused = people
    leaders = [:]
    parents = [:]
    for id in teams { documents.append(team(id)) }
    documents += copies(of: documents) + broken() + others()
    return MadeOrganisation(files: files(documents), today: today)
  }
}

// MARK: - Files

extension OrganisationMaker {
  /// Second documents for ids that exist, with other content; which one counts is decided by their places.
  private mutating func copies(of documents: [MadeDocument]) -> [MadeDocument] {
    guard random.chance(35) else { return [] }
    return (0...random.below(2)).map { _ in
      let document = random.pick(documents)
      return anotherDocument(
        kind: Oracle.kind(document) ?? "", ids: [document[Oracle.kind(document) ?? ""].string ?? ""])
    }
  }

  /// Documents that make no entity, though they would matter if they did.
  private mutating func broken() -> [MadeDocument] {
    guard random.chance(40) else { return [] }
    return (0...random.below(2)).map { _ in
      var document: MadeDocument
      switch random.below(3) {
      case 0: document = anotherDocument(kind: "person", ids: ["ravi", "mia", "jo", "lena"])
      case 1: document = anotherDocument(kind: "team", ids: ["platform", "search", "ops", "jo"])
      default: document = anotherDocument(kind: "initiative", ids: ["latency", "search", "jo", "alpha", "beta"])
      }
      document.breakage = random.pick(Breakage.allCases)
      return document
    }
  }

  private mutating func anotherDocument(kind: String, ids: [String]) -> MadeDocument {
    let id = random.pick(ids)
    return kind == "person" ? person(id) : kind == "team" ? team(id) : initiative(id)
  }

  /// Entities of other kinds, documents without a kind, and empty ones.
  private mutating func others() -> [MadeDocument] {
    var documents: [MadeDocument] = []
    if random.chance(15) {
      documents.append(
        document([
          "opening": "role-1", "initiative": .text(random.pick(initiatives)), "team": "ops",
          "hiring_manager": reference(random.pick(people)),
        ]))
    }
    if random.chance(10) {
      documents.append(document(["goal": "faster", "owner": reference(random.pick(people)), "team": "platform"]))
    }
    if random.chance(10) {
      documents.append(document(["metric": "p99", "owner": reference(random.pick(people)), "kind": "input"]))
    }
    if random.chance(8) { documents.append(document(["initativ": "alpha", "leader": "ravi"])) }
    if random.chance(8) { documents.append(document(["services": ["web": ["image": "nginx"]]])) }
    if random.chance(5) { documents.append(document([:])) }
    return documents
  }

  private mutating func files(_ documents: [MadeDocument]) -> [MadeFile] {
    let paths = [
      "org.yaml", "people.yaml", "a.yaml", "a-b.yaml", "a/b.yaml", "a/b.yml", "Z.yaml", "z/y/x.yml", "é.yaml",
      "with space.yaml",
      "a/org.yaml", "B/c.yaml",
    ]
    let used = Array(random.shuffled(paths).prefix(random.number(1...5)))
    var files = used.map { MadeFile(path: $0, documents: [], style: random.next()) }
    for document in random.shuffled(documents) {
      files[random.below(files.count)].documents.append(document)
    }
    if absenceDays != 28 || otherDuties != 10 || random.chance(60) {
      add(org(absenceDays: .text(String(absenceDays)), otherDuties: percentage(otherDuties)), "org.yaml", to: &files)
      if random.chance(10) { add(org(absenceDays: "3", otherDuties: "1%"), "org.yaml", to: &files) }
    }
    if random.chance(10) { add(org(absenceDays: "2", otherDuties: "90%"), "a/org.yaml", to: &files) }
    files.removeAll { $0.documents.isEmpty }
    return files
  }

  /// Puts a document behind the organisation's own and anywhere among the others.
  private mutating func add(_ document: MadeDocument, _ path: String, to files: inout [MadeFile]) {
    guard let file = files.firstIndex(where: { $0.path == path }) else {
      files.append(MadeFile(path: path, documents: [document], style: random.next()))
      return
    }
    let earliest = (files[file].documents.firstIndex { Oracle.kind($0) == "org" } ?? -1) + 1
    let place = earliest + random.below(files[file].documents.count - earliest + 1)
    files[file].documents.insert(document, at: place)
  }

  private mutating func org(absenceDays: MadeValue, otherDuties: MadeValue) -> MadeDocument {
    var thresholds: [MadeKey] = []
    if absenceDays != "28" || random.chance(50) {
      thresholds.append(MadeKey(name: "absence_days", value: absenceDays))
    } else if random.chance(30) {
      thresholds.append(MadeKey(name: "absence_days", value: random.pick(["a month", nil, ["3"], "2.5"])))
    }
    if self.otherDuties != 10 || otherDuties != "10" || random.chance(50) {
      thresholds.append(MadeKey(name: "other_duties", value: otherDuties))
    } else if random.chance(30) {
      thresholds.append(MadeKey(name: "other_duties", value: random.pick(["some", nil, ["3%"], "0.5%"])))
    }
    if random.chance(30) { thresholds.append(MadeKey(name: "handover_days", value: random.pick(["0", "30", "365"]))) }
    if random.chance(10) { thresholds.append(MadeKey(name: "absence_day", value: "1")) }
    var keys: [MadeKey] = [MadeKey(name: "org", value: "acme")]
    if !thresholds.isEmpty { keys.append(MadeKey(name: "thresholds", value: .map(random.shuffled(thresholds)))) }
    if random.chance(20) { keys.append(MadeKey(name: "headline", value: random.pick(["teams", "initiatives"]))) }
    if random.chance(10) { keys.append(MadeKey(name: "preset", value: random.pick(["company", "foundation"]))) }
    if random.chance(10) { keys.append(MadeKey(name: "rules", value: ["STL002": "off", "STL": "info"])) }
    return MadeDocument(keys: random.shuffled(keys), style: random.next())
  }
}
