import STLEngine
import STLModel
import STLReports
import STLRules
import STLText
package import STLWire

/// Findings as if a text were in a file.
package enum CheckText: ServiceMethod {
  package static let description = Interface.Method(
    "CheckText",
    "Gives the findings of one file as if the text were in it, before it is saved. Changes nothing.",
    streaming: .possible,
    input: [
      .field("path", .string, "The file, from the root; it need not exist."),
      .field("text", .string, "Its text; the call may have 4 MiB."),
    ] + .day,
    output: .head + [.field("findings", .array(.named("Finding")), "The findings of that file.")] + .cursorOutput)

  package static var requestBytesMax: Int { Limits.messageBytesMax }

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let day = try context.day(call)
    let path = try path(call)
    var engine = context.engine
    let file = SourceFile(path: path, bytes: Array(call.required("text").utf8))
    engine.apply(ChangeBatch(changes: [(path, file)]))
    let findings = engine.world.evaluation(today: day).findings.filter { FilePath($0.place.path) == FilePath(path) }
    return .pages(
      Pages(context, "findings", count: findings.count) { writer, index in writer.finding(findings[index]) },
      start: 0)
  }

  /// The path in the form that findings have.
  private static func path(_ call: Parameters) throws(ServiceError) -> String {
    let given = call.required("path")
    var parts: [Substring] = []
    for part in given.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { throw outside(given) }
      } else {
        parts.append(part)
      }
    }
    guard !parts.isEmpty, !given.hasPrefix("/"), !given.utf8.contains(0) else { throw outside(given) }
    return parts.joined(separator: "/")
  }

  private static func outside(_ path: String) -> ServiceError {
    .badQuery(message: "path: '\(path)' is no file under the root: write it from the root", offset: 0)
  }
}
