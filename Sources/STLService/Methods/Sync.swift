package import STLWire

/// Waits until every change that was finished before the call is in the snapshot.
package enum Sync: ServiceMethod {
  package static let timeoutMillisecondsDefault = 30_000
  package static let timeoutMillisecondsMax = 3_600_000

  package static let description = Interface.Method(
    "Sync",
    """
    Waits until every change that was finished before the call is in the snapshot, also for git while it changes the \
    work tree. Fails with SyncTimeout rather than answer from an older one.
    """,
    input: [
      .optional("timeout_ms", .int, "How long to wait, in milliseconds; 30000 where it is left out."),
      .optional("full", .bool, "Look at every file, whatever the kernel has told."),
    ],
    output: .head)

  package static var precondition: MethodPrecondition { .request(isOwnerOnly: false) }

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let timeout = try call.count("timeout_ms") ?? timeoutMillisecondsDefault
    guard timeout <= timeoutMillisecondsMax else {
      throw .limitExceeded(limit: "timeout_ms", maximum: timeoutMillisecondsMax)
    }
    return .request(.sync(timeoutMilliseconds: timeout, isFull: call.bool("full")))
  }

  /// The reply once the snapshot is current.
  package static func reply(_ context: ServiceContext) -> Reply { context.success() }
}
