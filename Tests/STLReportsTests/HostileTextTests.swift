import STLJSON
import STLReports
import STLText
import Testing

/// Text of files can say anything: nothing of it reaches a terminal that is not ink, and no line grows past the page.
@Suite struct HostileTextTests {
  private let hostile = #"""
    org: harbour
    title: "Har\e[31mbour\u202E"
    ---
    initiative: cranes
    title: "\u202Eevil\u200B \e]0;title\a"
    leader: ["bo\e[2J", "\u2066cem"]
    priority: 1
    customer: "\0\x9B31m"
    notes: "\e[1mbold\nsecond"
    tags: ["a\u200Db"]
    ---
    initiative: tugs
    leader: dana
    "spon\u202Eser": x
    ---
    person: dana
    name: "Dana\u200F \u061C田中健 فاطمة"
    commitments: {what: "\e[5mrota", share: 50%}
    """#

  private let questions: [(String, String?, String)] = [
    ("leadership", nil, "text"), ("leadership", nil, "markdown"), ("check", nil, "text"), ("check", nil, "json"),
    ("check", nil, "sarif"), ("check", nil, "github"), ("check", nil, "gitlab"), ("check", nil, "junit"),
    ("list", "initiatives", "table"),
    ("list", "people", "table"), ("list", "initiatives", "name"), ("show", "initiative/cranes", "text"),
    ("show", "initiative/tugs", "text"), ("show", "person/dana", "text"), ("show", "org/harbour", "text"),
  ]

  @Test(arguments: [40, 80, 100, 120]) func `nothing invisible in any text`(width: Int) {
    for (name, ref, format) in questions {
      for all in [[:], name == "check" || name == "leadership" ? ["all": []] : [:]] as [[String: [String]]] {
        let text = ask(name, ref, of: [("org.yaml", hostile)], format: format, all, look: Look(width: width))
        #expect(!text.hasPrefix("not found") && !text.hasPrefix("bad query"))
        for line in text.split(separator: "\n") {
          #expect(Escaping.visible(String(line)) == String(line), "\(name) \(format)")
        }
      }
    }
  }

  @Test(arguments: [80, 100, 120]) func `no line is wider than the page`(width: Int) {
    for (name, ref, format) in questions where format == "text" || format == "table" {
      let text = ask(name, ref, of: [("org.yaml", hostile)], format: format, look: Look(width: width))
      for line in text.split(separator: "\n") { #expect(String(line).displayWidth <= width, "\(name): \(line)") }
    }
  }

  @Test func `colours are ours alone`() {
    let text = ask("leadership", of: [("org.yaml", hostile)], look: Look(isColoured: true))
    let codes = Set(text.split(separator: "\u{1B}").dropFirst().map { String($0.prefix { $0 != "m" }) })
    #expect(codes.isSubset(of: ["[0", "[1", "[2", "[1;31", "[32", "[33", "[36"]))
  }

  @Test func `JSON keeps what was written, escaped`() {
    let text = ask("list", "initiatives", of: [("org.yaml", hostile)], format: "json")
    #expect(text.contains(#""title": "\u202eevil\u200b \u001b]0;title\u0007""#))
    let row = askJSON("list", "initiatives", of: hostile)["rows"]?[0]
    #expect(row?["customer"] == "\0\u{9B}31m")
  }
}
