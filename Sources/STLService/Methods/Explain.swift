import STLEngine
import STLJSON
import STLReports
import STLRules
import STLText
package import STLWire

/// One rule's page.
package enum Explain: ServiceMethod {
  package static let description = Interface.Method(
    "Explain", "Gives everything about one rule.",
    input: [.field("code", .string, "The code or the name of the rule.")],
    output: .head + [
      .field("rule", .named("Rule"), "The rule as it stands here."),
      .field("explanation", .string, "Why it matters, what is counted, and what clears it."),
      .field("bad", .map(.string), "Files, by path, that the rule speaks of."),
      .field("good", .map(.string), "The same files, mended."),
    ])

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let standing: Policy.Standing
    do {
      standing = try Policy(context.world.graph).standing(of: call.required("code"))
    } catch {
      throw ServiceError(error)
    }
    let descriptor = standing.descriptor
    return .reply(
      context.success { writer in
        writer.object("rule") { writer in writer.members(of: standing) }
        writer.field("explanation", descriptor.explanation)
        for (name, example) in [("bad", descriptor.bad), ("good", descriptor.good)] {
          writer.object(name) { writer in
            for (path, text) in example.files { writer.field(path, text) }
          }
        }
      })
  }
}
