/// An organisation made by hand, and the states that a reader of the contract gives it.
struct OracleCase: CustomStringConvertible, Sendable {
  var name: String
  var organisation: @Sendable () -> MadeOrganisation
  /// Every initiative, nil for one without a state.
  var initiatives: [String: String?]
  var teams: [String: String?] = [:]
  /// What is in hand by `kind/id`; not compared where it is nil.
  var inHand: [String: String]?
  /// In the order of the ladder: active, named, exactly_one, in_post, leads_one_thing, dedicated.
  var ladder: [Int]?

  var description: String { name }
}

/// The day of all cases.
private let today = PlainDay(2026, 3, 15)

private func one(_ documents: MadeDocument...) -> MadeOrganisation {
  MadeOrganisation(files: [MadeFile(path: "all.yaml", documents: documents)], today: today)
}

private func made(_ kind: String, _ id: String, _ keys: KeyValuePairs<String, MadeValue>) -> MadeDocument {
  MadeDocument(
    keys: [MadeKey(name: kind, value: .text(id))] + keys.map { MadeKey(name: $0.key, value: $0.value) })
}

private func person(_ id: String, _ keys: KeyValuePairs<String, MadeValue> = [:]) -> MadeDocument {
  made("person", id, keys)
}

private func team(_ id: String, _ keys: KeyValuePairs<String, MadeValue> = [:]) -> MadeDocument {
  made("team", id, keys)
}

private func initiative(_ id: String, _ keys: KeyValuePairs<String, MadeValue> = [:]) -> MadeDocument {
  made("initiative", id, keys)
}

extension OracleCase {
  static let all = leaders + people + loads + duties + families + teamDuties + trees + files + dates

  private static let dates: [OracleCase] = [
    OracleCase(
      name: "hand-overs that clear, and some that do not",
      organisation: {
        one(
          person("a"), person("b"), person("c"), person("d"), person("e"), person("z"),
          initiative("goes", ["leader": "a", "handover": ["on": "2026-04-01", "to": "z"]]),
          initiative("stays", ["leader": "a"]), initiative("ends", ["leader": "b", "handover": ["on": "2026-06-13"]]),
          initiative("other", ["leader": "b"]),
          initiative("far", ["leader": "c", "handover": ["on": "2026-06-14"]]), initiative("near", ["leader": "c"]),
          initiative("same", ["leader": "d", "handover": ["on": "2026-04-01", "to": "d"]]),
          initiative("second", ["leader": "d"]),
          initiative("loaded", ["leader": "e", "dedication": "50%", "handover": ["on": "2026-03-15", "to": "b"]]))
      },
      initiatives: [
        "goes": "shared", "stays": "shared", "ends": "shared", "other": "shared", "far": "shared", "near": "shared",
        "same": "shared", "second": "shared", "loaded": "divided",
      ],
      inHand: [
        "initiative/goes": "handover until 2026-04-01", "initiative/stays": "handover until 2026-04-01",
        "initiative/ends": "handover until 2026-06-13",
      ]),
    OracleCase(
      name: "dates of people end flags",
      organisation: {
        one(
          person("a", ["joined": "2026-05-01"]), person("b", ["away": ["from": "2026-03-01", "until": "2026-05-01"]]),
          person("c", ["away": ["from": "2026-03-01"]]), person("d"),
          person(
            "e", ["commitments": [["what": "x", "share": "8%", "until": "2026-04-01"], ["what": "y", "share": "8%"]]]),
          person("f", ["commitments": ["what": "x", "from": "2026-01-01"]]),
          initiative("arriving", ["leader": "a"]), initiative("absent", ["leader": "b"]),
          initiative("open", ["leader": "c"]),
          initiative("covered", ["leader": "b", "parent": "none", "interim": "d"]),
          initiative("duty", ["leader": "e"]), initiative("endless", ["leader": "f"]))
      },
      initiatives: [
        "arriving": "arriving", "absent": "absent", "open": "absent", "covered": "interim", "duty": "divided",
        "endless": "divided",
      ],
      inHand: [
        "initiative/arriving": "arriving until 2026-05-01", "initiative/absent": "absence until 2026-05-01",
        "initiative/covered": "interim until 2026-05-01", "initiative/duty": "duty until 2026-04-01",
      ]),
  ]

  private static let leaders: [OracleCase] = [
    OracleCase(
      name: "forms of a leader",
      organisation: {
        one(
          person("a"), person("b", ["email": "Bea@Example.com"]), person("c"), person("d"), person("e"), team("t"),
          initiative("missing"), initiative("empty", ["leader": nil]), initiative("word", ["leader": "TBD"]),
          initiative("address", ["leader": "someone@example.com"]), initiative("list", ["leader": ["?", nil]]),
          initiative("single", ["leader": " @A "]), initiative("email", ["leader": "bea@example.COM"]),
          initiative("twice", ["leader": ["c", "@c"]]), initiative("mixed", ["leader": ["tba", "d"]]),
          initiative("two", ["leader": ["e", "zoe"]]), initiative("team", ["leader": "t"]),
          initiative("unknown", ["leader": "zoe"]))
      },
      initiatives: [
        "missing": "leaderless", "empty": "leaderless", "word": "leaderless", "address": "leaderless",
        "list": "leaderless", "single": "dedicated", "email": "dedicated", "twice": "dedicated", "mixed": "dedicated",
        "two": "contested", "team": "not-a-person", "unknown": "not-a-person",
      ],
      teams: ["t": "leaderless"],
      ladder: [12, 7, 6, 4, 4, 4]),
    OracleCase(
      name: "implied people",
      organisation: {
        one(
          team("t"), initiative("x", ["leader": "zoe"]), initiative("y", ["leader": "t"]),
          initiative("z", ["interim": "max"]), initiative("w", ["leader": "me@example.org"]))
      },
      initiatives: ["x": "dedicated", "y": "dedicated", "z": "interim", "w": "leaderless"],
      teams: ["t": "leaderless"],
      ladder: [4, 2, 2, 2, 2, 2]),
    OracleCase(
      name: "interim",
      organisation: {
        one(
          person("a", ["status": "left"]), person("b"), person("c"), person("d", ["joined": "2026-03-16"]), person("e"),
          initiative("covered", ["leader": "a", "interim": "b"]), initiative("empty", ["interim": "c"]),
          initiative("late", ["interim": "d"]), initiative("unknown", ["interim": "zoe"]),
          initiative("list", ["interim": ["e"]]),
          initiative("two", ["leader": ["a", "zoe"], "interim": "e"]))
      },
      initiatives: [
        "covered": "interim", "empty": "interim", "late": "leaderless", "unknown": "leaderless", "list": "leaderless",
        "two": "contested",
      ],
      ladder: [6, 2, 1, 0, 0, 0]),
    OracleCase(
      name: "a loaded interim covers nothing",
      organisation: {
        one(
          person("a"), person("b"), initiative("own", ["leader": "a"]), initiative("empty", ["interim": "a"]),
          initiative("first", ["interim": "b"]), initiative("second", ["interim": "b", "status": "done"]))
      },
      initiatives: ["own": "shared", "empty": "leaderless", "first": "interim", "second": nil]),
  ]

  private static let people: [OracleCase] = [
    OracleCase(
      name: "joined and left around the day",
      organisation: {
        one(
          person("a", ["left": "2026-03-14"]), person("b", ["left": "2026-03-15"]), person("c", ["left": "2026-03-16"]),
          person("d", ["joined": "2026-03-15"]), person("e", ["joined": "2026-03-16"]),
          person("f", ["left": "2026-02-30"]), person("g", ["status": "left", "joined": "2027-01-01"]),
          initiative("a", ["leader": "a"]), initiative("b", ["leader": "b"]), initiative("c", ["leader": "c"]),
          initiative("d", ["leader": "d"]), initiative("e", ["leader": "e"]), initiative("f", ["leader": "f"]),
          initiative("g", ["leader": "g"]))
      },
      initiatives: [
        "a": "departed", "b": "departed", "c": "dedicated", "d": "dedicated", "e": "arriving", "f": "dedicated",
        "g": "departed",
      ]),
    OracleCase(
      name: "absences around the day",
      organisation: {
        one(
          person("exact", ["away": ["from": "2026-03-01", "until": "2026-03-28"]]),
          person("longer", ["away": [["from": "2026-03-01", "until": "2026-03-29"]]]),
          person("last", ["away": [["from": "2026-02-15", "until": "2026-03-15"]]]),
          person("over", ["away": [["from": "2026-01-01", "until": "2026-03-14"]]]),
          person("first", ["away": [["from": "2026-03-15", "until": "2026-06-01"]]]),
          person("soon", ["away": [["from": "2026-03-16", "until": "2026-06-01"]]]),
          person("since", ["away": [["from": "2026-03-15"]]]), person("until", ["away": [["until": "2026-03-15"]]]),
          person("two", ["away": [["from": "2026-03-01", "until": "2026-03-15"], ["from": "2026-03-16"]]]),
          initiative("exact", ["leader": "exact"]), initiative("longer", ["leader": "longer"]),
          initiative("last", ["leader": "last"]), initiative("over", ["leader": "over"]),
          initiative("first", ["leader": "first"]), initiative("soon", ["leader": "soon"]),
          initiative("since", ["leader": "since"]), initiative("until", ["leader": "until"]),
          initiative("two", ["leader": "two"]))
      },
      initiatives: [
        "exact": "dedicated", "longer": "absent", "last": "absent", "over": "dedicated", "first": "absent",
        "soon": "dedicated", "since": "absent", "until": "absent", "two": "dedicated",
      ]),
    OracleCase(
      name: "thresholds",
      organisation: {
        MadeOrganisation(
          files: [
            MadeFile(path: "a/org.yaml", documents: [made("org", "sub", ["thresholds": ["absence_days": "100"]])]),
            MadeFile(
              path: "org.yaml",
              documents: [
                made("org", "acme", ["thresholds": ["absence_days": "1", "other_duties": "20%"]]),
                person("a", ["away": ["from": "2026-03-15", "until": "2026-03-16"]]), person("b"), person("c"),
                initiative("a", ["leader": "a"]), initiative("b", ["leader": "b", "dedication": "80"]),
                initiative("c", ["leader": "c", "dedication": "79%"]),
              ]),
          ], today: today)
      },
      initiatives: ["a": "absent", "b": "dedicated", "c": "divided"],
      ladder: [3, 3, 3, 2, 2, 1]),
  ]

  private static let loads: [OracleCase] = [
    OracleCase(
      name: "load counts contested and interim, not planned or ended",
      organisation: {
        one(
          person("a"), person("b"), person("c"), person("d"), person("e"), initiative("one", ["leader": "a"]),
          initiative("two", ["leader": ["a", "b"]]), initiative("three", ["leader": "b"]),
          initiative("four", ["leader": "c"]), initiative("planned", ["leader": "c", "starts": "2026-03-16"]),
          initiative("started", ["leader": "d", "starts": "2026-03-15"]),
          initiative("odd", ["leader": "d", "status": "Active"]), initiative("five", ["leader": "e"]),
          initiative("six", ["interim": "e"]))
      },
      initiatives: [
        "one": "shared", "two": "contested", "three": "shared", "four": "dedicated", "planned": nil,
        "started": "dedicated", "odd": nil, "five": "shared", "six": "leaderless",
      ],
      ladder: [7, 6, 5, 5, 2, 2]),
    OracleCase(
      name: "load counts the root-most only",
      organisation: {
        one(
          person("a"), person("b"), initiative("root", ["leader": "a"]),
          initiative("middle", ["leader": "b", "parent": "root"]),
          initiative("leaf", ["leader": "a", "parent": "middle"]))
      },
      initiatives: ["root": "dedicated", "middle": "dedicated", "leaf": "dedicated"]),
    OracleCase(
      name: "teams have their own load and no other duties",
      organisation: {
        one(
          person("a", ["commitments": ["what": "board"]]), person("b"), team("x", ["leader": "a"]),
          team("y", ["leader": "b"]), team("z", ["leader": "b"]), team("old", ["leader": "a", "status": "ended"]),
          team("below", ["parent": "x"]), initiative("i", ["leader": "b"]))
      },
      initiatives: ["i": "dedicated"],
      teams: ["x": "dedicated", "y": "shared", "z": "shared", "old": nil, "below": nil]),
  ]

  private static let duties: [OracleCase] = [
    OracleCase(
      name: "shares add up to the limit and above it",
      organisation: {
        one(
          person("a", ["commitments": [["what": "x", "share": "5%", "until": "2026-03-15"]]]),
          person("b", ["commitments": [["what": "x", "share": "6", "from": "2026-03-15"]]]),
          person("c", ["commitments": [["what": "x", "share": "6", "from": "2026-03-16"]]]),
          person("d", ["commitments": [["what": "x", "share": "6", "until": "2026-03-14"]]]),
          person("e", ["commitments": ["what": "x"]]), initiative("a", ["leader": "a", "dedication": "95%"]),
          initiative("b", ["leader": "b", "dedication": "95%"]), initiative("c", ["leader": "c", "dedication": "95%"]),
          initiative("d", ["leader": "d", "dedication": "95%"]), initiative("e", ["leader": "e"]))
      },
      initiatives: ["a": "dedicated", "b": "divided", "c": "dedicated", "d": "dedicated", "e": "divided"]),
    OracleCase(
      name: "contributions",
      organisation: {
        one(
          person("a"), person("b"), person("c"), person("d"), person("z"),
          initiative("a", ["leader": "a"]), initiative("b", ["leader": "b"]), initiative("c", ["leader": "c"]),
          initiative("d", ["leader": "d", "contributors": "d"]),
          initiative("below", ["leader": "z", "parent": "d", "contributors": "d"]),
          initiative("ended", ["status": "done", "contributors": ["a", "b"]]),
          initiative("other", ["contributors": [["person": "b", "share": "10%"], ["person": "c", "share": "11"]]]))
      },
      initiatives: [
        "a": "dedicated", "b": "dedicated", "c": "divided", "d": "dedicated", "below": "dedicated", "ended": nil,
        "other": "leaderless",
      ]),
    OracleCase(
      name: "contributions to what the same person leads",
      organisation: {
        one(
          person("a"), person("b"), person("c"), initiative("root", ["leader": "a"]),
          initiative("mid", ["leader": "b", "parent": "root"]),
          initiative("leaf", ["parent": "mid", "contributors": ["a", "b"]]),
          initiative("twig", ["parent": "root", "contributors": ["a", "c"]]), initiative("side", ["leader": "c"]))
      },
      // `leaf` is below `root` and led by b; `twig` is led by a, hence c contributes to another's.
      initiatives: ["root": "dedicated", "mid": "dedicated", "leaf": nil, "twig": nil, "side": "divided"]),
  ]

  private static let families: [OracleCase] = [
    OracleCase(
      name: "contributions beside, led by the same person in three ways",
      organisation: {
        one(
          person("a"), person("b"), initiative("root", ["leader": "a"]),
          initiative("mid", ["leader": "b", "parent": "root"]), initiative("leaf", ["leader": "a", "parent": "mid"]),
          initiative("silent", ["parent": "root", "contributors": "a"]),
          initiative("same", ["parent": "root", "leader": "a", "contributors": "a"]),
          initiative("both", ["parent": "root", "leader": ["a", "zoe"], "contributors": "a"]))
      },
      initiatives: [
        "root": "dedicated", "mid": "dedicated", "leaf": "dedicated", "silent": nil, "same": nil, "both": "contested",
      ])
  ]

  private static let teamDuties: [OracleCase] = [
    OracleCase(
      name: "leading a team",
      organisation: {
        one(
          person("a"), person("b"), person("c"), person("d"), person("e"), team("top", ["leader": "a"]),
          team("sub", ["leader": "b", "parent": "top"]), team("old", ["leader": "c", "status": "ended"]),
          team("far", ["leader": "d"]), team("away", ["leader": ["e", "zoe"]]),
          initiative("own", ["leader": "a", "team": "top"]), initiative("below", ["leader": "b", "team": "top"]),
          initiative("ended", ["leader": "c", "team": "top"]), initiative("none", ["leader": "d"]),
          initiative("else", ["leader": "e", "team": "zzz"]))
      },
      initiatives: [
        "own": "dedicated", "below": "dedicated", "ended": "dedicated", "none": "dedicated", "else": "divided",
      ],
      teams: ["top": "dedicated", "sub": "dedicated", "old": nil, "far": "dedicated", "away": "contested"]),
    OracleCase(
      name: "leading the team above the initiative's",
      organisation: {
        one(
          person("a"), team("top", ["leader": "a"]), team("sub", ["parent": "top"]),
          initiative("i", ["leader": "a", "team": "sub", "handover": ["on": "2026-03-01", "to": "b"]]))
      },
      initiatives: ["i": "divided"],
      teams: ["top": "dedicated", "sub": nil]),
  ]

  private static let trees: [OracleCase] = [
    OracleCase(
      name: "children are led by the nearest who has a leader",
      organisation: {
        one(
          person("a"), person("b"), initiative("root", ["leader": "a"]),
          initiative("silent", ["parent": "root"]), initiative("same", ["parent": "silent", "leader": "@A"]),
          initiative("own", ["parent": "silent", "leader": "b"]),
          initiative("under", ["parent": "own", "leader": "a"]),
          initiative("void"), initiative("child", ["parent": "void", "leader": "tbd"]))
      },
      initiatives: [
        "root": "dedicated", "silent": nil, "same": nil, "own": "dedicated", "under": "dedicated",
        "void": "leaderless", "child": nil,
      ]),
    OracleCase(
      name: "an ended parent is passed over, an unknown one is none",
      organisation: {
        one(
          person("a"), person("b"), team("t"), initiative("root", ["leader": "a"]),
          initiative("done", ["status": "done", "leader": "b", "parent": "root"]),
          initiative("under", ["parent": "done"]), initiative("lost", ["parent": "zzz"]),
          initiative("kind", ["parent": "t"]), initiative("list", ["parent": ["root"]]),
          initiative("alone", ["parent": "gone"]), initiative("gone", ["status": "done", "leader": "b"]))
      },
      initiatives: [
        "root": "dedicated", "done": nil, "under": nil, "lost": "leaderless", "kind": "leaderless",
        "list": "leaderless", "alone": "leaderless", "gone": nil,
      ],
      teams: ["t": "leaderless"]),
    OracleCase(
      name: "cycles of parents",
      organisation: {
        one(
          person("a"), initiative("x", ["parent": "y"]), initiative("y", ["parent": "x", "leader": "a"]),
          initiative("below", ["parent": "y"]), initiative("self", ["parent": "self"]))
      },
      initiatives: ["x": "leaderless", "y": "dedicated", "below": nil, "self": "leaderless"]),
  ]

  private static let files: [OracleCase] = [
    OracleCase(
      name: "the first of equal ids counts, broken documents do not",
      organisation: {
        var broken = initiative("i", ["leader": "b"])
        broken.breakage = .unclosedList
        return MadeOrganisation(
          files: [
            MadeFile(path: "a.yaml", documents: [person("a", ["status": "left"])]),
            MadeFile(path: "a-b.yaml", documents: [person("a"), broken, initiative("i", ["leader": "a"])]),
            MadeFile(path: "a/b.yaml", documents: [initiative("i"), team("i", ["leader": "a"])]),
          ], today: today)
      },
      initiatives: ["i": "dedicated"],
      teams: ["i": "dedicated"],
      ladder: [1, 1, 1, 1, 1, 1])
  ]
}
