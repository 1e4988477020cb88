import STLJSON
import STLReports
package import STLWire

/// Which reports there are.
package enum ListReports: ServiceMethod {
  package static let description = Interface.Method(
    "ListReports", "Gives the reports and views that Report makes.",
    output: .head + [
      .field("reports", .array(.named("ReportKind")), "The reports, then the views.")
    ])

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    .reply(
      context.success { writer in
        writer.array("reports", ReportCatalogue.reports + ReportCatalogue.views) { writer, descriptor in
          writer.object { writer in
            writer.field("name", descriptor.name)
            writer.field("summary", descriptor.summary)
            writer.field("formats", descriptor.formats)
            writer.field("ref", word(descriptor.ref))
            writer.field("ref_summary", descriptor.refSummary.isEmpty ? nil : descriptor.refSummary)
            writer.array("arguments", descriptor.arguments) { writer, argument in
              writer.object { writer in
                writer.field("name", argument.name)
                writer.field("value", argument.value)
                writer.field("summary", argument.summary)
              }
            }
          }
        }
      })
  }

  private static func word(_ reference: ReportDescriptor.Reference) -> String {
    switch reference {
    case .none: "none"
    case .optional: "optional"
    case .required: "required"
    }
  }
}
