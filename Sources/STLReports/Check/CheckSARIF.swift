import STLGraph
import STLJSON
import STLModel
import STLRules
import STLText

/// Findings as SARIF 2.1.0, for code scanning: all of them, those that do not count as suppressed.
///
/// <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>
struct CheckSARIF {
  let graph: Graph
  let origin: Origin
  let waivers: [Waiver]
  let today: CivilDate

  /// Every path is relative to it; what it is on a disk is left to the reader, so that equal files give equal bytes.
  private static let base = "%SRCROOT%"

  static func bytes(_ inquiry: Inquiry, _ selection: CheckSelection) -> [UInt8] {
    let evaluation = inquiry.evaluation
    let codes = Set(selection.findings.map(\.code))
    let rules = evaluation.policy.standings.filter { codes.contains($0.descriptor.code) }
    let sarif = CheckSARIF(
      graph: evaluation.graph, origin: inquiry.origin, waivers: evaluation.context.waivers, today: inquiry.today)
    return JSONWriter.document { writer in
      writer.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.field("version", "2.1.0")
      writer.array("runs") { writer in
        writer.object { writer in
          writer.object("tool") { writer in
            writer.object("driver") { writer in
              writer.field("name", "stlctl")
              writer.field("semanticVersion", Version.current.description)
              writer.array("rules", rules) { writer, rule in write(rule, &writer) }
            }
          }
          writer.object("originalUriBaseIds") { writer in
            writer.object(base) { writer in
              message("description", "The top of the git work tree; the root where there is none.", &writer)
            }
          }
          writer.field("newlineSequences", ["\r\n", "\n", "\r"])
          writer.field("columnKind", "unicodeCodePoints")
          writer.object("properties") { writer in
            writer.field("commit", inquiry.origin.commit)
            writer.field("today", inquiry.today.description)
          }
          var fingerprints = Fingerprints(inquiry.origin)
          writer.array("results", selection.findings) { writer, finding in
            let index = rules.firstIndex { $0.descriptor.code == finding.code }
            sarif.write(finding, rule: index, fingerprint: fingerprints.next(finding), &writer)
          }
        }
      }
    }
  }

  // MARK: Rules

  private static func write(_ rule: Policy.Standing, _ writer: inout JSONWriter) {
    let descriptor = rule.descriptor
    let paragraphs = ExplainView.paragraphs(descriptor.explanation)
    writer.object { writer in
      writer.field("id", descriptor.code)
      writer.field("name", descriptor.name)
      message("shortDescription", descriptor.summary, &writer)
      message("fullDescription", ([descriptor.summary] + paragraphs.prefix(1)).joined(separator: " "), &writer)
      writer.object("help") { writer in
        writer.field("text", ([descriptor.summary] + paragraphs).joined(separator: "\n\n"))
        writer.field("markdown", String(decoding: ExplainView.markdown(rule), as: UTF8.self))
      }
      writer.object("defaultConfiguration") { writer in
        // The words begin with the severity that holds where no exception does.
        let word = descriptor.severity.prefix { $0.isLetter }
        writer.field("level", level(Severity(name: word) ?? .warning))
      }
      writer.object("properties") { writer in writer.field("tags", [descriptor.family]) }
    }
  }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .info: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }

  // MARK: Results

  func write(_ finding: Finding, rule: Int?, fingerprint: String, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("ruleId", finding.code)
      writer.field("ruleIndex", rule)
      writer.field("level", CheckSARIF.level(finding.severity))
      CheckSARIF.message("message", finding.lines(prefix: origin.prefix).joined(separator: "\n"), &writer)
      writer.array("locations") { writer in
        writer.object { writer in
          write(finding.place, &writer)
          if let entity = finding.entity {
            writer.array("logicalLocations") { writer in
              writer.object { writer in
                writer.field("fullyQualifiedName", Escaping.visible(entity))
                writer.field("kind", String(entity.prefix { $0 != "/" }))
              }
            }
          }
        }
      }
      let related = finding.notes.filter { $0.place != nil }
      if !related.isEmpty {
        writer.array("relatedLocations", related) { writer, note in
          writer.object { writer in
            if let place = note.place { write(place, &writer) }
            CheckSARIF.message("message", Escaping.visible(note.message), &writer)
          }
        }
      }
      writer.object("partialFingerprints") { writer in writer.field("stlFinding/v1", fingerprint) }
      // On every result or on none, says the standard.
      writer.array("suppressions") { writer in
        if finding.isWaived {
          suppression("inSource", reason(finding), &writer)
        } else if finding.isBaselined {
          suppression("external", "known to the baseline", &writer)
        }
      }
      if let fix = finding.fix { write(fix, of: finding, &writer) }
    }
  }

  private func suppression(_ kind: String, _ justification: String?, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("kind", kind)
      writer.field("justification", justification)
    }
  }

  private func reason(_ finding: Finding) -> String? {
    waivers.first { $0.until >= today && $0.rule == finding.code && graph.ref(of: $0.node) == finding.entity }
      .map { Escaping.visible($0.reason) }
  }

  private func write(_ fix: Fix, of finding: Finding, _ writer: inout JSONWriter) {
    var paths: [String] = []
    for edit in fix.edits where !paths.contains(edit.path) { paths.append(edit.path) }
    writer.array("fixes") { writer in
      writer.object { writer in
        CheckSARIF.message("description", Escaping.visible(fix.title), &writer)
        writer.array("artifactChanges", paths) { writer, path in
          let file = path == finding.place.path ? graph.file(of: finding) : graph.file(at: path)
          writer.object { writer in
            writeArtifact(path, &writer)
            writer.array("replacements", fix.edits.filter { $0.path == path }) { writer, edit in
              writer.object { writer in
                let place = file.map { $0.lines.place(edit.start, edit.end, in: $0.bytes, path: path) }
                writeRegion("deletedRegion", place ?? finding.place, &writer)
                writer.object("insertedContent") { writer in writer.field("text", edit.text) }
              }
            }
          }
        }
      }
    }
  }

  // MARK: Places

  private func write(_ place: Place, _ writer: inout JSONWriter) {
    writer.object("physicalLocation") { writer in
      writeArtifact(place.path, &writer)
      writeRegion("region", place, &writer)
    }
  }

  private func writeArtifact(_ path: String, _ writer: inout JSONWriter) {
    writer.object("artifactLocation") { writer in
      writer.field("uri", CheckSARIF.uri(origin.prefix + path))
      writer.field("uriBaseId", CheckSARIF.base)
    }
  }

  private func writeRegion(_ name: String, _ place: Place, _ writer: inout JSONWriter) {
    writer.object(name) { writer in
      writer.field("startLine", place.line)
      writer.field("startColumn", place.column)
      writer.field("endLine", place.endLine)
      writer.field("endColumn", place.endColumn)
    }
  }

  /// A relative reference of RFC 3986: all but its unreserved characters and `/` percent-encoded.
  private static func uri(_ path: String) -> String {
    var result: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.append(byte)
      default:
        result += "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))".utf8
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  // MARK: Messages

  /// A message object; in its text braces would be places for arguments, and `[…](…)` a link (sections 3.11.5 and 6).
  private static func message(_ name: String, _ text: String, _ writer: inout JSONWriter) {
    var plain = text.replacing("{", with: "{{").replacing("}", with: "}}")
    if plain.contains("](") { plain = plain.replacing("[", with: "\\[").replacing("]", with: "\\]") }
    writer.object(name) { writer in writer.field("text", plain) }
  }
}
