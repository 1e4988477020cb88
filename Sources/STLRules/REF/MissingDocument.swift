import STLGraph
import STLModel
import STLText

/// A path names no file of the root.
package enum MissingDocument: Rule {
  package static let descriptor = RuleDescriptor(
    code: "REF006", name: "missing-document", severity: "warning",
    summary: "A path under prfaq, narrative or data names no file of the root.",
    explanation: """
      A path is relative to the file that names it, as a link in Markdown; one that starts with `/` is relative to the
      root; none leaves the root. `self` is the text of the Markdown file whose front matter says it.
      """,
    bad: Example(files: [("plan.yaml", "initiative: robots\nleader: ana\nprfaq: robots.md\n")]),
    good: Example(files: [
      ("plan.yaml", "initiative: robots\nleader: ana\nprfaq: docs/robots.md\n"), ("docs/robots.md", "# Robots\n"),
    ]))

  private static let keys: Set<Key> = [.prfaq, .narrative, .data]

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    let graph = context.graph
    for node in graph.entities.indices {
      let entity = graph.entities[node]
      for value in entity.values where value.tag == .text && keys.contains(value.key) {
        let text = entity.file.string(value)
        if let message = message(text, value.key, entity, context.documents) {
          findings.add(
            .warning, entity: entity.reference, at: entity.file.place(value.place), message,
            notes: [
              .wayOut("correct the path, add the file, or leave `\(value.key.rawValue):` out until it is written")
            ])
        }
      }
    }
  }

  private static func message(_ text: String, _ key: Key, _ entity: Entity, _ documents: Documents) -> String? {
    if text == "self", key != .data {
      return entity.file.path.hasSuffix(".md") ? nil : "`self` is the text of a Markdown file, and this is none"
    }
    guard let path = resolve(text, from: entity.file.path) else { return "\"\(text)\" leaves the root" }
    return documents.contains(path) ? nil : "no file is called \"\(path)\""
  }

  /// `path` as seen from the folder of `file`, from the root without `.` and `..`; nil where it leaves the root.
  static func resolve(_ path: String, from file: String) -> String? {
    let slash = UInt8(ascii: "/")
    // Where each part of the result starts, so that `..` can take one back.
    var result: [UInt8] = []
    var starts: [Int] = []
    func isDots(_ part: ArraySlice<UInt8>, _ count: Int) -> Bool {
      part.count == count && part.allSatisfy { $0 == UInt8(ascii: ".") }
    }
    func append(_ part: ArraySlice<UInt8>) {
      starts.append(result.count)
      if !result.isEmpty { result.append(slash) }
      result += part
    }
    if !path.hasPrefix("/") { for part in Array(file.utf8).split(separator: slash).dropLast() { append(part) } }
    for part in Array(path.utf8).split(separator: slash) where !isDots(part, 1) {
      if isDots(part, 2) {
        guard let start = starts.popLast() else { return nil }
        result.removeSubrange(start...)
      } else {
        append(part)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
