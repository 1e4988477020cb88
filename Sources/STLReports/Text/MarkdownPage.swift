import STLText

/// Markdown in the dialect that code hosts share: headings, paragraphs, tables.
///
/// All text is escaped here.
struct MarkdownPage {
  private(set) var bytes: [UInt8] = []

  mutating func heading(_ level: Int, _ text: String) {
    block(String(repeating: "#", count: level) + " " + MarkdownPage.escaped(text))
  }

  mutating func text(_ text: String) { block(MarkdownPage.escaped(text)) }

  mutating func strong(_ text: String) { block("**" + MarkdownPage.escaped(text) + "**") }

  /// A table; the columns in `right` hold numbers.
  mutating func table(_ header: [String], _ rows: [[String]], right: Set<Int> = []) {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rule = header.indices.map { right.contains($0) ? "---:" : "---" }
    let lines = [line(header.map(MarkdownPage.escaped)), line(rule)] + rows.map { line($0.map(MarkdownPage.escaped)) }
    block(lines.joined(separator: "\n"))
  }

  /// Text of a program or file, kept as it is; `language` for highlighting.
  mutating func code(_ text: String, _ language: String = "") {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Escaping.visible(String($0)) }
    block(
      fence + language + "\n" + (lines.last == "" ? lines.dropLast() : lines[...]).joined(separator: "\n") + "\n"
        + fence)
  }

  private mutating func block(_ text: String) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// `text` so that it reads as it is: no markup, no HTML, no cell borders; code between backquotes stays code.
  static func escaped(_ text: String) -> String {
    let visible = Escaping.visible(text)
    // Text with an even number of backquotes is ours: `key:` in sentences. Code spans take no escapes.
    let parts = visible.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return escapedPart(visible, alsoBackquotes: true) }
    return parts.enumerated().map { index, part in
      index % 2 == 1 ? "`" + part.replacing("|", with: "\\|") + "`" : escapedPart(String(part), alsoBackquotes: false)
    }
    .joined()
  }

  private static func escapedPart(_ text: String, alsoBackquotes: Bool) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "*", "_", "[", "]", "<", ">", "|", "~", "#", "&": result += "\\\(character)"
      case "`" where alsoBackquotes: result += "\\`"
      default: result.append(character)
      }
    }
    return result
  }
}
