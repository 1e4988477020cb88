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
      .optional("paths", .array(.string), "Only files with one of these paths, or below one of them; none means all."),
      .optional(
        "codes", .array(.string),
        "Only rules with one of these codes or names, or of one of these families; none means all."),
      .optional("minimum", .named("Severity"), "Only findings that matter at least this much."),
    ] + .cursorInput + .day,
    output: .head + [.field("findings", .array(.named("Finding")), "The findings of this page.")] + .cursorOutput)

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let start = try Pages.start(call, context)
    let evaluation = try context.evaluation(call)
    let selection: FindingSelection
    do {
      selection = try FindingSelection(
        paths: call.strings("paths") ?? [], select: call.strings("codes") ?? [],
        minimum: call.string("minimum").flatMap { Severity(name: $0) } ?? .info)
    } catch {
      throw ServiceError(error)
    }
    let findings = evaluation.findings.filter(selection.wants)
    return .pages(
      Pages(context, "findings", count: findings.count) { writer, index in writer.finding(findings[index]) },
      start: start)
  }
}
