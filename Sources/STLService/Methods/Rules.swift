import STLEngine
import STLJSON
import STLReports
import STLRules
import STLText
package import STLWire

/// Every rule, with how it stands here.
package enum Rules: ServiceMethod {
  package static let description = Interface.Method(
    "Rules", "Gives every rule, sorted by code, with how it stands in this organisation.",
    output: .head + [.field("rules", .array(.named("Rule")), "The rules.")])

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let standings = Policy(context.world.graph).standings
    return .reply(
      context.success { writer in
        writer.array("rules", standings) { writer, standing in
          writer.object { writer in writer.members(of: standing) }
        }
      })
  }
}
