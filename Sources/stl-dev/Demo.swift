import STLCommands
import STLDaemon
import STLFiles
import STLSystem
import STLText

/// `stl-dev demo`: the daemon on the example organisation, its report, and then what changes.
enum Demo {
  private static let root = "docs/examples/acme"
  /// The day on which the example's story is told.
  private static let day = "2026-11-23"

  static func run(isOnce: Bool) -> Int32 {
    do {
      let kernel = try LinuxKernel(takesSignals: true)
      let folder = try Files.makeTemporaryDirectory(prefix: "stl-demo-")
      let socket = folder + "/stld.sock"
      let settings = ServerSettings(
        root: try Files.realPath(root), today: CivilDate(day), log: Log(level: .warning))
      let server = try Server(
        settings, kernel: kernel, files: KernelFileSystem(root: settings.root), endpoint: try Endpoint.bind(socket))
      var client = Threads()
      try client.start { Demo.ask(socket, folder, isOnce: isOnce) }
      let status = server.run()
      try? Files.removeDirectory(folder)
      return status
    } catch {
      try? StandardStream.error.write("stl-dev: cannot start the demo: \(error); run it in the project's own folder\n")
      return 1
    }
  }

  /// The client's part; when it is over the daemon is told to stop.
  private static func ask(_ socket: String, _ folder: String, isOnce: Bool) {
    _ = Stlctl.run(["--socket", socket, "--today", day, "report"])
    let stays = !isOnce && StandardStream.output.isTerminal
    if stays {
      try? StandardStream.output.write(
        """

        stld serves \(root) at \(socket), judged on \(day).
        Edit one of its files in any editor and see a line here; or in another terminal:
          swift run stlctl --socket \(socket) --today \(day) check
        Ctrl-C stops it.


        """)
      _ = Stlctl.run(["--socket", socket, "--today", day, "watch"])
    }
    try? send(.terminate, to: Process.identifier)
  }
}
