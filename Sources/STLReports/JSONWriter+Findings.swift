package import STLJSON
import STLRules
package import STLText

extension JSONWriter {
  /// One finding as an object, the same in every answer that holds findings.
  package mutating func finding(_ finding: Finding) {
    object { writer in
      writer.field("code", finding.code)
      writer.field("name", finding.name)
      writer.field("severity", finding.severity.name)
      writer.field("entity", finding.entity)
      writer.field("path", finding.place.path)
      writer.field("line", finding.place.line)
      writer.field("column", finding.place.column)
      writer.field("end_line", finding.place.endLine)
      writer.field("end_column", finding.place.endColumn)
      writer.field("message", finding.message)
      writer.array("notes", finding.notes) { writer, note in
        writer.object { writer in
          writer.field("message", note.isWayOut ? "way out: " + note.message : note.message)
          writer.field("path", note.place?.path)
          writer.field("line", note.place?.line)
          writer.field("column", note.place?.column)
        }
      }
      if let fix = finding.fix {
        writer.object("fix") { writer in
          writer.field("title", fix.title)
          writer.field("safe", fix.isSafe)
          writer.array("edits", fix.edits) { writer, edit in
            writer.object { writer in
              writer.field("path", edit.path)
              writer.field("start", edit.start)
              writer.field("end", edit.end)
              writer.field("text", edit.text)
            }
          }
        }
      }
      if finding.isWaived { writer.field("waived", true) }
      if finding.isBaselined { writer.field("baselined", true) }
    }
  }

  /// The members that every document starts with.
  mutating func header(_ inquiry: Inquiry) {
    field("version", 1)
    field("commit", inquiry.origin.commit)
    field("today", inquiry.today.description)
  }

  /// A document of one object, as bytes.
  static func document(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter(.pretty)
    writer.object(body)
    writer.endLine()
    return writer.takeBytes()
  }
}
