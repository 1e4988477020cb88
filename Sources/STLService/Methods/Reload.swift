package import STLWire

/// Reads the daemon's configuration again, then every file.
package enum Reload: ServiceMethod {
  package static let description = Interface.Method(
    "Reload",
    """
    Reads the configuration of the daemon again, then looks at every file, as the signal SIGHUP does. For the daemon's \
    own user and root only.
    """,
    output: .head)

  package static var precondition: MethodPrecondition { .request(isOwnerOnly: true) }

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    .request(.reload)
  }

  /// The reply once configuration and files were read.
  package static func reply(_ context: ServiceContext) -> Reply { context.success() }
}
