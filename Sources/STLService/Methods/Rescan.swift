package import STLWire

/// Looks at every file again.
package enum Rescan: ServiceMethod {
  package static let description = Interface.Method(
    "Rescan",
    """
    Looks at every file again and answers with the snapshot after it. For the daemon's own user and root only. \
    With the log level debug the last raw events of the file system are logged first.
    """,
    output: .head)

  package static var precondition: MethodPrecondition { .request(isOwnerOnly: true) }

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    .request(.rescan)
  }

  /// The reply once the scan is done.
  package static func reply(_ context: ServiceContext) -> Reply { context.success() }
}
