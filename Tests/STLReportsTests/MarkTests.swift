import STLReports
import STLText
import Testing

/// Marks stand under what they mean, whatever the line is made of.
@Suite struct MarkTests {
  /// The lines of the first finding that `text` has, without its first line, up to the notes.
  private func source(_ text: String, width: Int = 80) -> [String] {
    let all = ask("check", of: text, look: Look(width: width)).split(separator: "\n").map { String($0) }
    return Array(all.dropFirst().prefix { $0.contains("│") })
  }

  @Test func `tabs are one column`() {
    #expect(
      source("initiative: a\nleader: bo\ntitel:\tquay\n") == [
        "  │ titel: quay", "  │ ^^^^^ \"titel\" is not a key of an initiative",
      ])
  }

  @Test func `wide characters are two columns`() {
    #expect(
      source("initiative: a\nleader: [田中, 健]\n")[1] == "  │          ^^^^ a has 2 leaders: 田中, 健")
    let lines = source("{initiative: a, title: 港の静かな起重機, leader: bo, titel: x}\n")
    let before = lines[0].split(separator: "titel")[0]
    #expect(lines[1].prefix { $0 != "^" }.count == String(before).displayWidth)
  }

  @Test func `combining marks take no column`() {
    #expect(
      source("{initiative: a, title: Toma\u{301}s\u{30C}, leader: bo, titel: x}\n")[1].firstIndex(of: "^")
        == source("{initiative: a, title: Tomáš, leader: bo, titel: x}\n")[1].firstIndex(of: "^"))
  }

  @Test func `invisible characters are spelled out and counted as they stand`() {
    let lines = source("{initiative: a, title: \"a\u{202E}b\u{200B}\", leader: bo, titel: x}\n")
    #expect(lines[0] == "  │ {initiative: a, title: \"a\\u{202E}b\\u{200B}\", leader: bo, titel: x}")
    #expect(lines[1].prefix { $0 != "^" }.count == lines[0].count - "titel: x}".count)
  }

  @Test func `a long line is shown around the mark`() {
    let long =
      "{initiative: a, title: \(String(repeating: "long ", count: 60)), leader: bo, titel: x, tags: [\(String(repeating: "b, ", count: 60))c]}\n"
    let lines = source(long)
    #expect(lines.allSatisfy { $0.displayWidth <= 80 })
    #expect(lines[0].hasPrefix("  │ …") && lines[0].hasSuffix("…"))
    let column = lines[1].prefix { $0 != "^" }.count
    #expect(lines[0].dropFirst(column).hasPrefix("titel"))
  }

  @Test func `a very long line is shown around the mark too, whatever it is made of`() {
    for filler in ["long ", "港", "e\u{301}", "\u{200B}"] {
      let tags = String(repeating: filler, count: 2000)
      let lines = source("{initiative: a, title: \"\(tags)\", leader: bo, titel: x, tags: \"\(tags)\"}\n")
      #expect(lines.allSatisfy { $0.displayWidth <= 80 })
      #expect(lines[0].hasPrefix("  │ …") && lines[0].hasSuffix("…"))
      let before = lines[0].split(separator: "titel")[0]
      #expect(lines[1].prefix { $0 != "^" }.count == String(before).displayWidth, "\(filler)")
    }
  }

  @Test func `a message that does not fit beside its mark stands below it`() {
    let text = "initiative: a\nleader: bo\n\(String(repeating: "k", count: 70)): x\n"
    let lines = source(text)
    #expect(lines[1] == "  │ " + String(repeating: "^", count: 70))
    #expect(lines[2].hasPrefix("  │ \"kkkk"))
  }
}
