import STLReports
import STLRules
import STLText
package import STLWire

/// Everything that the rules have to say.
package enum Findings: ServiceMethod {
  package static let description = Interface.Method(
    "Findings", "Gives findings, sorted by path, line, column, code and entity.",
    streaming: .possible,
    input: [
      .optional("paths", .array(.string), "Only files with one of these paths, or below one of them."),
      .optional("codes", .array(.string), "Only rules with one of these codes, or of one of these families."),
      .optional("minimum", .named("Severity"), "Only findings that matter at least this much."),
    ] + .cursorInput + .day,
    output: .head + [.field("findings", .array(.named("Finding")), "The findings of this page.")] + .cursorOutput)

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let start = try Pages.start(call, context)
    let selection = Selection(call)
    let findings = try context.evaluation(call).findings.filter(selection.wants)
    return .pages(
      Pages(context, "findings", count: findings.count) { writer, index in writer.finding(findings[index]) },
      start: start)
  }

  /// Which findings a call wants.
  private struct Selection {
    let paths: [String]?
    let codes: [String]?
    let minimum: Severity

    init(_ call: Parameters) {
      paths = call.strings("paths")?.map { path in
        var path = path[...]
        while path.hasPrefix("./") { path = path.dropFirst(2) }
        while path.hasSuffix("/") { path = path.dropLast() }
        return String(path)
      }
      codes = call.strings("codes")?.map { $0.uppercased() }
      minimum = call.string("minimum").flatMap { Severity(name: $0) } ?? .info
    }

    func wants(_ finding: Finding) -> Bool {
      finding.severity >= minimum
        && (codes?.contains { finding.code == $0 || finding.code.prefix { !$0.isNumber } == $0 } ?? true)
        && (paths?.contains { isInside(finding.place.path, $0) } ?? true)
    }

    private func isInside(_ path: String, _ wanted: String) -> Bool {
      wanted.isEmpty || wanted == "." || path == wanted || path.hasPrefix(wanted + "/")
    }
  }
}
