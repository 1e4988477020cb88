package import STLFiles
package import STLText

/// What a server is started with.
package struct ServerSettings: Sendable {
  /// Absolute path.
  package var root: String
  /// What the options name, for a reload to compare: the server has its endpoint.
  package var socket: String
  package var watch: WatchMode
  /// A fixed day; nil for the local one.
  package var today: CivilDate?
  package var log: Log
  /// Reads the settings again for a reload: the new ones, or what is wrong.
  package var reread: @Sendable () -> Result<ServerSettings, EndpointError>

  package init(
    root: String, socket: String = "", watch: WatchMode = .auto, today: CivilDate? = nil, log: Log = Log(),
    reread: (@Sendable () -> Result<ServerSettings, EndpointError>)? = nil
  ) {
    self.root = root
    self.socket = socket
    self.watch = watch
    self.today = today
    self.log = log
    self.reread = reread ?? { .failure(EndpointError(message: "there is no configuration")) }
  }
}
