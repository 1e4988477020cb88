import STLEngine
import STLJSON
import STLRules
import STLText

/// One rule: what it says, why, what clears it, and how it stands here.
enum ExplainView: Report {
  static let descriptor = ReportDescriptor(
    name: "explain",
    summary: "One rule: the exact condition, why it matters, what clears it, a bad and a good example.",
    formats: ["text", "markdown", "json"], ref: .required, refSummary: "a rule's code or name, such as STL001")

  static func answer(_ inquiry: Inquiry) throws(QuestionError) -> Answer {
    let standing = try Policy(inquiry.world.graph).standing(of: inquiry.question.ref ?? "")
    switch inquiry.question.format {
    case "json": return Answer(content: json(inquiry, standing))
    case "markdown": return Answer(content: markdown(standing))
    default: return Answer(content: text(inquiry, standing))
    }
  }

  // MARK: Text

  private static func text(_ inquiry: Inquiry, _ standing: Policy.Standing) -> [UInt8] {
    let rule = standing.descriptor
    var page = Page(inquiry.look)
    page.line([Piece(rule.code, .bold), Piece(" \(rule.name)")], right: [Piece("here: \(standing.here)", .dim)])
    page.blank()
    page.paragraph([], rule.summary, ink: .bold, indent: 0)
    for paragraph in paragraphs(rule.explanation) {
      page.blank()
      page.paragraph([], paragraph, indent: 0)
    }
    page.blank()
    row("Severity", rule.severity, &page)
    row("Here", standing.sentence(inquiry), &page)
    row("Since", rule.since.description, &page)
    write("Flagged", rule.bad, &page)
    write("Not flagged", rule.good, &page)
    return page.bytes
  }

  private static func row(_ label: String, _ text: String, _ page: inout Page) {
    page.paragraph([Piece(label.padded(to: 10), .dim)], text, indent: 10)
  }

  private static func write(_ title: String, _ example: Example, _ page: inout Page) {
    page.blank()
    page.line([Piece(title, .bold), Piece(", on \(dateInWords(example.today))", .dim)])
    for file in example.files {
      if example.files.count > 1 || file.path != "plan.yaml" { page.line([.space(2), Piece(file.path, .dim)]) }
      for line in lines(file.text) { page.line([.space(4), Piece(line)]) }
    }
  }

  private static func lines(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    return lines.last == "" ? Array(lines.dropLast()) : lines
  }

  /// Texts of rules are broken into lines for their source; a blank line ends a paragraph.
  static func paragraphs(_ text: String) -> [String] {
    var paragraphs = [""]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        paragraphs.append("")
      } else {
        paragraphs[paragraphs.count - 1] += (paragraphs[paragraphs.count - 1].isEmpty ? "" : " ") + line
      }
    }
    return paragraphs.filter { !$0.isEmpty }
  }

  // MARK: Other formats

  static func markdown(_ standing: Policy.Standing) -> [UInt8] {
    let rule = standing.descriptor
    var page = MarkdownPage()
    page.heading(1, "\(rule.code) \(rule.name)")
    page.text(rule.summary)
    page.text("Severity: \(rule.severity). Here: \(standing.here). Since \(rule.since).")
    for paragraph in paragraphs(rule.explanation) { page.text(paragraph) }
    for (title, example) in [("Flagged", rule.bad), ("Not flagged", rule.good)] {
      page.heading(2, title)
      for file in example.files {
        page.text("`\(file.path)`, on \(dateInWords(example.today)):")
        page.code(file.text, "yaml")
      }
    }
    return page.bytes
  }

  private static func json(_ inquiry: Inquiry, _ standing: Policy.Standing) -> [UInt8] {
    JSONWriter.document { writer in
      writer.header(inquiry)
      writer.object("rule") { writer in
        writer.members(of: standing)
        writer.field("explanation", paragraphs(standing.descriptor.explanation).joined(separator: "\n\n"))
        for (name, example) in [("bad", standing.descriptor.bad), ("good", standing.descriptor.good)] {
          writer.object(name) { writer in
            writer.field("today", example.today.description)
            writer.array("files", example.files) { writer, file in
              writer.object { writer in
                writer.field("path", file.path)
                writer.field("text", file.text)
              }
            }
          }
        }
      }
    }
  }
}
