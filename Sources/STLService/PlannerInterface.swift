/// The service room: the Varlink interface `org.stlctl.Planner` and what each of its methods answers.
///
/// One method is one file. Values of the rooms below turn into wire values here, by hand, so that a change of the
/// interface shows as a diff. It does no I/O, reads no clock and knows no socket: the daemon hands in a
/// `ServiceContext` and sends what comes back.

package import STLWire

/// The interface as data.
package enum PlannerInterface {
  package static let name = "org.stlctl.Planner"

  /// Every method, in the order of the interface's text; a method that is not listed here does not exist.
  package static let methods: [any ServiceMethod.Type] = [
    Status.self, Sync.self, Findings.self, List.self, Get.self, Neighbours.self, CheckText.self, Report.self,
    ListReports.self, Explain.self, Rules.self, Changes.self, Reload.self, Rescan.self,
  ]

  /// Types, methods and errors with their comments.
  package static let description = Interface(
    name: name,
    comment: """
      Asks a running stld about the organisation that it follows: its findings, its entities, its reports, and what \
      changes. Every call is answered from files as they are when the call arrives; every success carries the revision \
      that it was answered from. Nullable fields are left out when they have no value; fields are only ever added.
      """,
    types: WireTypes.all,
    methods: methods.map { $0.description },
    errors: ServiceError.descriptions)

  /// The method `name`, given without the interface.
  package static func method(_ name: String) -> (any ServiceMethod.Type)? {
    methods.first { $0.description.name == name }
  }
}
