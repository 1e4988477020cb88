import STLJSON
import STLModel

/// The JSON Schema (draft 7) of the files, for the YAML support that editors already have.
package enum JSONSchema {
  /// The schema as text with a final line break.
  package static var text: [UInt8] {
    var writer = JSONWriter(.pretty)
    writer.object { writer in
      writer.field("$schema", "http://json-schema.org/draft-07/schema#")
      writer.field("title", "Initiative files of stl")
      writer.field("description", "One document is one entity; its kind is the first kind key that it holds.")
      writer.field("type", "object")
      chain(Kind.allCases[...], &writer)
      writer.object("definitions") { writer in
        for kind in Kind.allCases {
          let schema = Schema.of(kind)
          writer.object(kind.name) { writer in
            writer.field("description", schema.summary)
            properties(schema.fields, extra: kind, &writer)
          }
        }
      }
    }
    writer.endLine()
    return writer.bytes
  }

  /// `if` the first kind key is there `then` that kind, `else` the next one.
  private static func chain(_ kinds: ArraySlice<Kind>, _ writer: inout JSONWriter) {
    guard let kind = kinds.first else { return }
    writer.object("if") { writer in writer.array("required") { $0.string(kind.name) } }
    writer.object("then") { writer in writer.field("$ref", "#/definitions/\(kind.name)") }
    writer.object("else") { writer in
      if kinds.count > 1 {
        chain(kinds.dropFirst(), &writer)
      } else {
        writer.field("description", "No kind key: \(Kind.allCases.map(\.name).joined(separator: ", ")).")
        writer.array("anyOf") { writer in
          for kind in Kind.allCases { writer.object { writer in writer.array("required") { $0.string(kind.name) } } }
        }
      }
    }
  }

  private static func properties(_ fields: [Schema.Field], extra kind: Kind?, _ writer: inout JSONWriter) {
    writer.field("type", "object")
    writer.object("properties") { writer in
      if let kind {
        writer.object(kind.name) { writer in
          writer.field("description", "Id of the \(kind.name).")
          writer.array("type", ["string", "integer"]) { $0.string($1) }
        }
      }
      for field in fields {
        writer.object(field.key.rawValue) { writer in
          writer.field("description", field.summary)
          if field.isList {
            writer.array("anyOf") { writer in
              writer.object { single(field.type, &$0) }
              writer.object { writer in
                writer.field("type", "array")
                writer.object("items") { single(field.type, &$0) }
              }
            }
          } else {
            single(field.type, &writer)
          }
        }
      }
    }
    let required = fields.filter(\.isRequired).map(\.key.rawValue) + (kind.map { [$0.name] } ?? [])
    if !required.isEmpty { writer.array("required", required) { $0.string($1) } }
    if kind != nil { writer.object("patternProperties") { writer in writer.object("^x-") { _ in } } }
    writer.field("additionalProperties", false)
  }

  private static func single(_ type: Schema.FieldType, _ writer: inout JSONWriter) {
    switch type {
    case .text, .glob, .path, .reference, .wordOrReference:
      writer.array("type", ["string", "number", "boolean", "null"]) { $0.string($1) }
    case .word(let words):
      writer.array("enum") { writer in
        for word in words { writer.string(word) }
        writer.null()
      }
    case .date: pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", numberType: nil, &writer)
    case .percent:
      writer.array("anyOf") { writer in
        writer.object { writer in
          writer.field("type", "integer")
          writer.field("minimum", 0)
          writer.field("maximum", 100)
        }
        writer.object { pattern("^(100|[0-9]{1,2})%?$", numberType: nil, &$0) }
      }
    case .number:
      writer.array("type", ["integer", "null"]) { $0.string($1) }
      writer.field("minimum", 1)
    case .decimal: pattern("^[-+]?[0-9]+([.][0-9]+)?%?$", numberType: "number", &writer)
    case .yesNo:
      writer.array("enum") { writer in
        for word in ["yes", "no", "true", "false"] { writer.string(word) }
        writer.bool(true)
        writer.bool(false)
        writer.null()
      }
    case .version: pattern("^[0-9]{1,9}([.][0-9]{1,9}){0,2}$", numberType: "number", &writer)
    case .map(let fields): properties(fields, extra: nil, &writer)
    case .referenceOrMap(_, let fields):
      writer.array("anyOf") { writer in
        writer.object { writer in writer.array("type", ["string", "number", "null"]) { $0.string($1) } }
        writer.object { properties(fields, extra: nil, &$0) }
      }
    case .datesByPerson:
      writer.field("type", "object")
      writer.object("additionalProperties") { pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", numberType: nil, &$0) }
    case .ruleSettings:
      writer.field("type", "object")
      writer.object("additionalProperties") { single(.word(["off", "info", "warning", "error"]), &$0) }
    case .thresholds:
      writer.field("type", "object")
      writer.object("properties") { writer in
        for threshold in Threshold.allCases {
          writer.object(threshold.rawValue) { writer in
            writer.field("description", threshold.summary)
            single(threshold.isPercent ? .percent : .number, &writer)
          }
        }
      }
      writer.field("additionalProperties", false)
    }
  }

  private static func pattern(_ pattern: String, numberType: String?, _ writer: inout JSONWriter) {
    writer.array("type", ["string"] + (numberType.map { [$0] } ?? []) + ["null"]) { $0.string($1) }
    writer.field("pattern", pattern)
  }
}
