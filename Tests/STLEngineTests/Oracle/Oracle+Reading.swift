// What section 2 of the contract says about references, dates, percentages and entities, as far as section 3 needs it.

extension Oracle {
  init(_ organisation: MadeOrganisation) {
    let documents = Oracle.entities(organisation.files)
    today = organisation.today
    absenceDays = Oracle.threshold("absence_days", organisation.files).flatMap { Oracle.wholeNumber($0) } ?? 28
    otherDuties = Oracle.threshold("other_duties", organisation.files).flatMap { Oracle.percentage($0) } ?? 10
    handoverDays = Oracle.threshold("handover_days", organisation.files).flatMap { Oracle.wholeNumber($0) } ?? 90
    let people = documents.filter { Oracle.kind($0) == "person" }.map { Oracle.person($0) }
    self.people = people
    teams = documents.filter { Oracle.kind($0) == "team" }.map { Oracle.team($0, people) }
    initiatives = documents.filter { Oracle.kind($0) == "initiative" }.map {
      Oracle.initiative($0, people, organisation.today)
    }
  }

  /// The person of a name that a reference gave.
  ///
  /// "While a root holds no `person:` at all, an id where a person belongs is an *implied* person"
  func person(_ name: String) -> Person? {
    if people.isEmpty { return Person(id: name) }
    return people.first { $0.id == name }
  }
}

// MARK: - Documents

extension Oracle {
  // "Its kind is the first of `opening`, `initiative`, `goal`, `person`, `metric`, `team`, `org` that is a top-level
  // key; the order of keys never matters."
  static func kind(_ document: MadeDocument) -> String? {
    for kind in ["opening", "initiative", "goal", "person", "metric", "team", "org"] {
      if document.keys.contains(where: { $0.name == kind }) { return kind }
    }
    return nil
  }

  // "Ids are unique per kind: the first in byte order of the path from the root, then order in the file, counts"
  //
  // "A document with FILE003, 004, 005 or 013 makes no entity, the other documents of its file do"
  static func entities(_ files: [MadeFile]) -> [MadeDocument] {
    let sorted = files.sorted { Array($0.path.utf8).lexicographicallyPrecedes(Array($1.path.utf8)) }
    var result: [MadeDocument] = []
    for document in sorted.flatMap(\.documents) where document.breakage == nil {
      guard let kind = kind(document), document[kind].string != nil else { continue }
      if result.contains(where: { Oracle.kind($0) == kind && $0[kind] == document[kind] }) { continue }
      result.append(document)
    }
    return result
  }

  // "The org entity lives in `org.yaml` at the root; (…) A nested one is FILE011."
  static func threshold(_ name: String, _ files: [MadeFile]) -> MadeValue? {
    for file in files where file.path == "org.yaml" {
      for document in file.documents where document.breakage == nil && kind(document) == "org" {
        guard case .map(let keys) = document["thresholds"] else { return nil }
        return keys.first { $0.name == name }?.value
      }
    }
    return nil
  }

  /// Whether the org file sets severities of its own.
  static func choosesSeverities(_ files: [MadeFile]) -> Bool {
    files.contains { file in
      file.path == "org.yaml"
        && file.documents.contains { kind($0) == "org" && ($0["rules"] != .absent || $0["preset"] != .absent) }
    }
  }

  static func person(_ document: MadeDocument) -> Person {
    var person = Person(id: document["person"].string ?? "")
    person.email = document["email"].string?.lowercased()
    person.hasStatusLeft = document["status"].string == "left"
    person.joined = day(document["joined"])
    person.left = day(document["left"])
    person.away = items(document["away"]).compactMap { item in
      guard case .map = item else { return nil }
      return Absence(from: day(item["from"]), until: day(item["until"]))
    }
    person.commitments = items(document["commitments"]).compactMap { item in
      guard case .map = item else { return nil }
      return Commitment(share: percentage(item["share"]), from: day(item["from"]), until: day(item["until"]))
    }
    return person
  }

  static func team(_ document: MadeDocument, _ people: [Person]) -> Seat {
    Seat(
      kind: .team,
      id: document["team"].string ?? "",
      isActive: hasStatusActive(document),
      leaders: leaders(document, people),
      interim: personName(document["interim"], people),
      parent: name(document["parent"], people))
  }

  static func initiative(_ document: MadeDocument, _ people: [Person], _ today: PlainDay) -> Seat {
    // "An initiative is *active* on a day when its status is active and `starts` is absent or not later than that day;
    // before that it is *planned*, in no figure."
    var hasStarted = true
    if let starts = day(document["starts"]), starts > today { hasStarted = false }
    var seat = Seat(
      kind: .initiative,
      id: document["initiative"].string ?? "",
      isActive: hasStatusActive(document) && hasStarted,
      leaders: leaders(document, people),
      interim: personName(document["interim"], people),
      parent: name(document["parent"], people))
    seat.dedication = percentage(document["dedication"])
    seat.team = name(document["team"], people)
    seat.contributors = contributions(document["contributors"], people)
    if let day = day(document["handover"]["on"]) {
      seat.handover = Handover(day: day, to: personName(document["handover"]["to"], people))
    }
    return seat
  }
}

// MARK: - Values

extension MadeValue {
  var string: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  subscript(name: String) -> MadeValue {
    guard case .map(let keys) = self else { return .absent }
    return keys.first { $0.name == name }?.value ?? .absent
  }
}

extension Oracle {
  // "Dates are `YYYY-MM-DD` (…). Anything else is FILE008 and the default holds"
  static func day(_ value: MadeValue) -> PlainDay? {
    value.string.flatMap { PlainDay(text: $0) }
  }

  // "a percentage is `80%` or a whole number from 0 to 100"
  static func percentage(_ value: MadeValue) -> Int? {
    guard var digits = value.string else { return nil }
    if digits.hasSuffix("%") { digits.removeLast() }
    guard let number = wholeNumber(.text(digits)), number <= 100 else { return nil }
    return number
  }

  static func wholeNumber(_ value: MadeValue) -> Int? {
    guard let digits = value.string, digits.allSatisfy({ "0123456789".contains($0) }) else { return nil }
    return Int(digits)
  }

  // "A key that takes a list takes a single value too."
  static func items(_ value: MadeValue) -> [MadeValue] {
    switch value {
    case .absent: []
    case .list(let items): items
    case .text, .map: [value]
    }
  }

  /// A reference as it is compared, or nil for an absent one.
  ///
  /// "A reference is trimmed, loses one leading `@`, and is folded to lower case" and "A placeholder (section 3) is an
  /// absent reference everywhere."
  static func name(_ value: MadeValue, _ people: [Person]) -> String? {
    guard var text = value.string else { return nil }
    while text.hasPrefix(" ") { text.removeFirst() }
    while text.hasSuffix(" ") { text.removeLast() }
    if text.hasPrefix("@") { text.removeFirst() }
    text = text.lowercased()
    return isPlaceholder(text, people) ? nil : text
  }

  /// A reference where a person belongs: "a person may be named by `email`".
  static func personName(_ value: MadeValue, _ people: [Person]) -> String? {
    guard let name = name(value, people) else { return nil }
    return people.first { $0.email == name }?.id ?? name
  }

  // "A placeholder is no leader: empty, `~`, `null`, `none`, `tbd`, `tba`, `todo`, `n/a`, `na`, `?`, `-`, `vacant`,
  // `unassigned`, `nobody`, `open`, `unknown`, "appointment needed", "to be decided", "to be determined", and any
  // address at example.org, example.com or example.net that is not a person's `email` here (case folded)."
  static func isPlaceholder(_ folded: String, _ people: [Person]) -> Bool {
    let words = [
      "", "~", "null", "none", "tbd", "tba", "todo", "n/a", "na", "?", "-", "vacant", "unassigned", "nobody", "open",
      "unknown", "appointment needed", "to be decided", "to be determined",
    ]
    if words.contains(folded) { return true }
    for domain in ["@example.org", "@example.com", "@example.net"] where folded.hasSuffix(domain) {
      return !people.contains { $0.email == folded }
    }
    return false
  }

  // "Placeholders in a list are dropped, equal names merged."
  static func leaders(_ document: MadeDocument, _ people: [Person]) -> [String] {
    var result: [String] = []
    for item in items(document["leader"]) {
      guard let name = personName(item, people), !result.contains(name) else { continue }
      result.append(name)
    }
    return result
  }

  // "The default `status` is `active`"; "a word of a fixed set is exact"; "an unknown status is FILE008 and not
  // active". A list is a wrong type, hence absent.
  static func hasStatusActive(_ document: MadeDocument) -> Bool {
    guard let status = document["status"].string else { return true }
    return status == "active"
  }

  static func contributions(_ value: MadeValue, _ people: [Person]) -> [Contribution] {
    var result: [Contribution] = []
    var seen: [String] = []
    for item in items(value) {
      var reference = item
      var share: Int?
      if case .map = item {
        reference = item["person"]
        share = percentage(item["share"])
      }
      // "A duplicate in a list counts once": the first.
      guard let person = personName(reference, people), !seen.contains(person) else { continue }
      seen.append(person)
      result.append(Contribution(person: person, share: share))
    }
    return result
  }
}
