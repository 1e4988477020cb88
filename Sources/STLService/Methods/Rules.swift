import STLEngine
import STLJSON
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
        writer.array("rules", standings) { writer, standing in writer.rule(standing) }
      })
  }
}

extension JSONWriter {
  /// A `Rule` of the interface.
  mutating func rule(_ standing: Policy.Standing) {
    let descriptor = standing.descriptor
    object { writer in
      writer.field("code", descriptor.code)
      writer.field("name", descriptor.name)
      writer.field("severity", descriptor.severity)
      writer.field("summary", descriptor.summary)
      writer.field("since", descriptor.since.description)
      writer.field("here", standing.isOff ? "off" : standing.isAsleep ? "asleep" : "on")
      if !standing.isOff { writer.field("severity_here", standing.severity?.name) }
    }
  }
}
