// People, teams and initiatives with every value of which section 3 speaks.

extension OrganisationMaker {
  mutating func person(_ id: String) -> MadeDocument {
    var keys = [MadeKey(name: "person", value: .text(id))]
    add("email", .text(email(id)), 85, to: &keys)
    add("status", random.pick(["active", nil]), 20, to: &keys)
    add("joined", .text(day(-random.number(10...900))), 40, to: &keys)
    if isOdd() {
      replace("status", random.pick(["left", "left", "left", "retired", "Left", ["left"]]), in: &keys)
    }
    if isOdd() {
      replace("joined", random.pick([nearToday(), .text(day(60)), .text(day(1)), wrongDay()]), in: &keys)
    }
    if isOdd() {
      replace("left", random.pick([nearToday(), nearToday(), .text(day(60)), wrongDay()]), in: &keys)
    }
    if isOdd() || random.chance(10) { replace("away", away(), in: &keys) }
    if isOdd() || random.chance(20) { replace("commitments", commitments(), in: &keys) }
    add("name", random.pick(["Ravi Ågren", "Mia O'Neil", "Jo \"Jojo\" Li"]), 20, to: &keys)
    add("manager", reference(random.pick(people)), 15, to: &keys)
    add("team", .text(random.pick(teams + ["platform"])), 20, to: &keys)
    return finished(keys)
  }

  mutating func team(_ id: String) -> MadeDocument {
    var keys = [MadeKey(name: "team", value: .text(id))]
    add("status", random.pick(["active", nil]), 20, to: &keys)
    if isOdd() { replace("status", random.pick(["ended", "ended", "done", "Active"]), in: &keys) }
    if random.chance(45) { replace("parent", parent(in: teams, own: id), in: &keys) }
    addLeader(of: id, to: &keys)
    add("mission", random.pick(["Runs the platform", "Größe: \"every day\"\nand night"]), 20, to: &keys)
    add("members", .list([reference(random.pick(people)), reference(random.pick(people))]), 10, to: &keys)
    return finished(keys)
  }

  mutating func initiative(_ id: String) -> MadeDocument {
    var keys = [MadeKey(name: "initiative", value: .text(id))]
    add("status", random.pick(["active", "active", nil]), 25, to: &keys)
    if isOdd() {
      let words = ["done", "paused", "proposed", "cancelled", "rejected", "Active", "in flight", "tbd", "ended"]
      replace("status", .text(random.pick(words)), in: &keys)
    }
    add("starts", .text(day(-random.number(5...300))), 20, to: &keys)
    if isOdd() { replace("starts", random.pick([nearToday(), .text(day(40)), wrongDay()]), in: &keys) }
    if isDeep, let place = initiatives.firstIndex(of: id), place > 0, random.chance(80) {
      // A chain rather than a bush, where people come back below others.
      replace("parent", .text(initiatives[place - (place > 1 && random.chance(30) ? 2 : 1)]), in: &keys)
    } else if random.chance(random.pick([15, 60])) {
      replace("parent", parent(in: initiatives, own: id), in: &keys)
    }
    addLeader(of: id, to: &keys)
    add("team", teamReference(), 55, to: &keys)
    if isOdd() || random.chance(10) { replace("dedication", dedication(), in: &keys) }
    if isOdd() || random.chance(isDeep ? 50 : 20) { replace("contributors", contributors(to: id), in: &keys) }
    if isOdd() || random.chance(8) { replace("handover", handover(), in: &keys) }
    add("deputy", reference(random.pick(people)), 10, to: &keys)
    add("sponsor", reference(random.pick(people)), 10, to: &keys)
    add("skills", ["swift", "yaml", "swift"], 5, to: &keys)
    add("notes", random.pick(["One line", "Line one\nLine two"]), 10, to: &keys)
    return finished(keys)
  }

  /// Makes a tree of the first four in which a person leads the root and, below somebody else's, another one, and
  /// contributes to a third that the same person leads in some way: rare by chance.
  mutating func plantFamily(in seats: inout [MadeDocument]) {
    let (first, second) = (people[0], people[1])
    func place(_ seat: Int, _ name: String, _ value: MadeValue) {
      replace(name, value, in: &seats[seat].keys)
    }
    for (seat, parent) in [(1, 0), (2, 1), (3, 0)] {
      place(seat, "parent", .text(initiatives[parent]))
    }
    place(0, "leader", reference(first))
    place(1, "leader", reference(second))
    place(2, "leader", reference(first))
    place(3, "leader", random.pick([nil, nil, reference(first), [reference(first), "zoe"], reference(second)]))
    place(3, "contributors", reference(first))
  }

  /// A document of any keys, as written.
  mutating func document(_ value: MadeValue) -> MadeDocument {
    guard case .map(let keys) = value else { return MadeDocument(keys: []) }
    return MadeDocument(keys: random.shuffled(keys), style: random.next())
  }

  private mutating func finished(_ keys: [MadeKey]) -> MadeDocument {
    var keys = keys
    add("colour", "red", 3, to: &keys)
    add("laeder", reference(random.pick(people)), 3, to: &keys)
    add("x-cost", ["centre": "42", "from": nil], 5, to: &keys)
    add("title", random.pick(["A title", "Größe", "To be or not", "It's", "null"]), 20, to: &keys)
    return MadeDocument(keys: random.shuffled(keys), style: random.next())
  }
}

// MARK: - Leaders and other references

extension OrganisationMaker {
  /// Adds `leader`, mostly a person who leads nothing yet or the parent's leader, and sometimes `interim`.
  private mutating func addLeader(of id: String, to keys: inout [MadeKey]) {
    let parent = keys.first { $0.name == "parent" }?.value.string ?? ""
    var first = unused.popLast() ?? random.pick(people)
    parents[id] = parent
    let above = [parent, parents[parent] ?? "", parents[parents[parent] ?? ""] ?? ""].compactMap { leaders[$0] }
    if !above.isEmpty, random.chance(50) { first = random.pick(above) }
    leaders[id] = first
    var leader: MadeValue? = reference(first)
    var interimPercent = 10
    if isOdd() || random.chance(12) {
      let form = random.pick(weighted: [
        "any": 14, "none": 14, "placeholder": 12, "one": 8, "twice": 8, "two": 24, "mixed": 8, "placeholders": 6,
        "empty": 3, "team": 6, "unknown": 5,
      ])
      interimPercent = 40
      switch form {
      case "none": leader = nil
      case "placeholder": leader = placeholder()
      case "one": leader = .list([reference(first)])
      case "twice": leader = .list([reference(first), reference(first)])
      case "two":
        leader = .list([reference(first), random.chance(70) ? reference(random.pick(people)) : "nobody-known"])
      case "mixed": leader = .list(random.shuffled([reference(first), placeholder(), placeholder()]))
      case "placeholders": leader = .list([placeholder(), placeholder()])
      case "empty": leader = []
      case "team": leader = .text(random.pick(teams + ["platform"]))
      case "unknown": leader = random.pick(["zoe", "zoe@corp.test", "@zoe"])
      default: leader = reference(random.pick(people))
      }
      if ["none", "placeholder", "placeholders", "empty"].contains(form) {
        leaders[id] = nil
        unused.append(first)
      }
    }
    if let leader { keys.append(MadeKey(name: "leader", value: leader)) }
    if isOdd() || random.chance(interimPercent) {
      var interim = reference(random.chance(70) ? unused.popLast() ?? random.pick(people) : random.pick(people))
      if random.chance(12) { interim = random.pick([placeholder(), "zoe", "platform", .list([interim]), .list([])]) }
      keys.append(MadeKey(name: "interim", value: interim))
    }
  }

  /// A reference to a person in one of its spellings.
  mutating func reference(_ id: String) -> MadeValue {
    switch random.below(20) {
    case 0...2: return .text("@" + id)
    case 3: return .text(id.uppercased())
    case 4: return .text(" " + id + "  ")
    case 5: return .text(" @" + id.uppercased())
    case 6 where hasPeople: return .text(email(id))
    case 7 where hasPeople: return .text(email(id).uppercased())
    case 8 where hasPeople && random.chance(50): return .text("@" + email(id))
    default: return .text(id)
    }
  }

  /// The same for every document of a person, so that at most one person has it; some are at a placeholder's domain.
  private func email(_ id: String) -> String {
    switch id {
    case "mia": "Mia@Example.com"
    case "otto": "otto@example.org"
    default: id + "@corp.test"
    }
  }

  private mutating func placeholder() -> MadeValue {
    random.pick([
      nil, nil, "", "~", "null", "none", "None", "tbd", "TBD", "tba", "TBA", "todo", "TODO", "n/a", "N/A", "na", "?",
      "-",
      "vacant", "Vacant", "unassigned", "nobody", "open", "unknown", "appointment needed", "Appointment needed",
      "to be decided", "To Be Decided", "to be determined", "someone@example.com", "Someone@Example.Org",
      "team@example.net", " tbd ", "@tbd", "@", "NULL",
    ])
  }

  private mutating func parent(in used: [String], own: String) -> MadeValue {
    let ids = used.isEmpty ? [own] : used
    if isOdd(), random.chance(40) {
      return random.pick([.text(own), "zzz", "ops", "ravi", placeholder(), .list([.text(random.pick(ids))])])
    }
    let id = random.pick(ids)
    // Mostly an earlier one: cycles shall be frequent, and not the rule.
    if let place = ids.firstIndex(of: own), let other = ids.firstIndex(of: id), other >= place, random.chance(75) {
      return place == 0 ? nil : .text(ids[random.below(place)])
    }
    return .text(random.pick([id, id, id, "@" + id, id.uppercased(), " " + id]))
  }

  private mutating func teamReference() -> MadeValue {
    if isOdd(), random.chance(40) { return random.pick([placeholder(), "zzz", "ravi", .list(["platform"])]) }
    let id = random.pick(teams + ["platform"])
    return .text(random.pick([id, id, id, "@" + id, id.uppercased()]))
  }
}

// MARK: - Dates and shares

extension OrganisationMaker {
  private func day(_ offset: Int) -> String {
    today.adding(offset).description
  }

  private mutating func nearToday() -> MadeValue {
    .text(day(random.pick([-1, 0, 0, 1])))
  }

  private mutating func wrongDay() -> MadeValue {
    random.pick([
      "2026-02-30", "2025-02-29", "2026-13-01", "26-01-01", "soon", "2026-1-5", "2026/01/05", nil, ["2020-01-01"],
      "2026-00-10", "2020-01-01T00:00", "20260101",
    ])
  }

  /// Absences around the day and around the length that counts.
  private mutating func away() -> MadeValue {
    let one = absence()
    return random.pick([one, .list([one]), .list([one]), .list([absence(), one])])
  }

  private mutating func absence() -> MadeValue {
    let length = max(1, absenceDays + random.pick([0, 0, 1, 1, 2, -1, -5, 30]))
    // From the last day before to the first day after.
    let from = random.pick([-length, 1 - length, -length / 2, -length / 2, -length / 2, 0, 1])
    var first: MadeValue? = .text(day(from))
    var last: MadeValue? = .text(day(from + length - 1))
    switch random.below(14) {
    case 0: first = nil
    case 1: last = nil
    case 2: first = wrongDay()
    case 3: last = wrongDay()
    case 4: first = MadeValue.absent
    case 5 where random.chance(30):
      first = nil
      last = nil
    case 6 where random.chance(50): swap(&first, &last)
    default: break
    }
    var keys: [MadeKey] = []
    if let first { keys.append(MadeKey(name: "from", value: first)) }
    if let last { keys.append(MadeKey(name: "until", value: last)) }
    return .map(random.shuffled(keys))
  }

  private mutating func commitments() -> MadeValue {
    let one = commitment("teaching")
    return random.pick([one, .list([one]), .list([one, commitment("board")]), .list([one, commitment("board")])])
  }

  private mutating func commitment(_ what: String) -> MadeValue {
    var keys = [MadeKey(name: "what", value: .text(what))]
    add("share", share(), 90, to: &keys)
    if random.chance(50) {
      // In force, or over, or to come, by one day.
      let near = random.pick(["from", "until"])
      add(near, nearToday(), 90, to: &keys)
      add(near == "from" ? "until" : "from", .text(day(near == "from" ? 50 : -50)), 50, to: &keys)
    } else {
      add("from", random.pick([.text(day(-50)), .text(day(20)), wrongDay()]), 40, to: &keys)
      add("until", random.pick([.text(day(50)), .text(day(-20)), wrongDay()]), 40, to: &keys)
    }
    return .map(random.shuffled(keys))
  }

  private mutating func contributors(to id: String) -> MadeValue {
    let parent = parents[id] ?? ""
    let family = [id, parent, parents[parent] ?? ""].compactMap { leaders[$0] }
    var items: [MadeValue] = []
    for _ in 0...random.below(3) {
      var person = random.chance(90) ? reference(random.pick(people)) : random.pick([placeholder(), "zoe"])
      if !family.isEmpty, random.chance(50) { person = reference(random.pick(family)) }
      if random.chance(20) {
        items.append(person)
      } else {
        var keys = [MadeKey(name: "person", value: person)]
        add("share", share(), 90, to: &keys)
        items.append(.map(random.shuffled(keys)))
      }
    }
    if random.chance(8) { items.append(items[0]) }
    return items.count == 1 && random.chance(50) ? items[0] : .list(items)
  }

  /// Shares that reach the limit together, or pass it by one.
  private mutating func share() -> MadeValue {
    if isOdd(), random.chance(25) { return random.pick(["much", nil, ["5%"], "0.5%", "-5%", "101"]) }
    let half = otherDuties / 2
    return percentage(
      random.pick([0, half, half, otherDuties - half, otherDuties - half, otherDuties, otherDuties + 1, half + 1, 3]))
  }

  mutating func percentage(_ number: Int) -> MadeValue {
    .text(String(min(number, 100)) + random.pick(["", "%", "%"]))
  }

  private mutating func dedication() -> MadeValue {
    if random.chance(12) { return random.pick(["all", nil, ["50%"], "99.5%", "-1", "full time"]) }
    let rest = otherDuties
    return percentage(100 - random.pick([0, rest, rest, min(rest + 1, 100), max(rest - 1, 0), rest / 2, rest / 2, 20]))
  }

  private mutating func handover() -> MadeValue {
    var keys = [
      MadeKey(
        name: "on",
        value: random.pick([
          nearToday(), .text(day(30)), .text(day(30)), .text(day(90)), .text(day(91)), .text(day(200)),
        ]))
    ]
    add("to", reference(random.pick(people)), 60, to: &keys)
    return .map(keys)
  }
}

// MARK: - Keys

extension OrganisationMaker {
  private mutating func isOdd() -> Bool {
    random.chance(disorder)
  }

  private mutating func add(_ name: String, _ value: MadeValue, _ percent: Int, to keys: inout [MadeKey]) {
    if random.chance(percent) { keys.append(MadeKey(name: name, value: value)) }
  }

  private mutating func replace(_ name: String, _ value: MadeValue, in keys: inout [MadeKey]) {
    keys.removeAll { $0.name == name }
    keys.append(MadeKey(name: name, value: value))
  }
}
