import STLFiles
import STLRules
import STLSystem
import STLText

/// The program `stld`, apart from its last line.
package enum StldMain {
  private static let help = """
    stld \(Version.current): follows an organisation's files and answers who leads what

    usage: stld [--root DIR] [--socket PATH] [--config FILE] [--state DIR] [--today DATE]
                [--watch auto|inotify|poll] [--log-level LEVEL] [--check-config]

      --root DIR         the directory to follow; else the nearest one above that holds org.yaml
      --socket PATH      where to listen; a socket that the service manager passes goes before it
      --config FILE      settings by key: root, socket, state, today, watch, log_level
      --state DIR        where state may be kept; nothing is yet
      --today DATE       judge by this day instead of the local one
      --watch HOW        auto (default), inotify, or poll: look at every file in each call
      --log-level LEVEL  error, warning, info (default) or debug
      --check-config     print the settings with their origins and what they come to, and end
      --help, --version

    Each setting may stand in the environment too: STL_ROOT, STL_SOCKET, STL_CONFIG, STL_STATE, STL_TODAY, STL_WATCH,
    STL_LOG_LEVEL. A flag goes before the environment, that before the file. SIGHUP reads the file and every other file
    again; SIGTERM ends.

    """

  /// Runs the program with the arguments after its name; the exit status: 0 done, 1 failed, 2 usage, 3 missing.
  package static func run(arguments: [String]) -> Int32 {
    do throws(Options.Failure) {
      let words = try Words(arguments)
      if words.wantsHelp { return write(help) }
      if words.wantsVersion { return write("stld \(Version.current)\n") }
      let options = try Options(flags: words.flags)
      if words.checksConfiguration { return write(try options.listing()) }
      return try serve(options, flags: words.flags)
    } catch {
      try? StandardStream.error.write("stld: \(Escaping.visible(error.message))\n")
      return error.status
    }
  }

  private static func write(_ text: String) -> Int32 {
    do {
      try StandardStream.output.write(text)
      return 0
    } catch {
      return error.errno == .EPIPE ? 0 : 1
    }
  }

  private static func serve(_ options: Options, flags: [(name: String, value: String)]) throws(Options.Failure) -> Int32
  {
    do {
      // Before the first thread.
      let kernel = try LinuxKernel(takesSignals: true)
      let endpoint: Endpoint
      if let passed = try Endpoint.passed() { endpoint = passed } else { endpoint = try Endpoint.bind(options.socket) }
      let watchdog = Process.environment("WATCHDOG_USEC").flatMap { Int($0) }.map { max(1, $0 / 1000 / 2) }
      let server = try Server(
        settings(options, flags), kernel: kernel, files: KernelFileSystem(root: options.root), endpoint: endpoint,
        watchdogMilliseconds: watchdog)
      return server.run()
    } catch let error as EndpointError {
      throw Options.Failure(status: 1, message: error.message)
    } catch let error as SystemError {
      throw Options.Failure(status: 1, message: "\(error)")
    } catch {
      preconditionFailure("two kinds of errors come from here")
    }
  }

  private static func settings(_ options: Options, _ flags: [(name: String, value: String)]) -> ServerSettings {
    ServerSettings(
      root: options.root, socket: options.socket, watch: options.watch, today: options.today,
      log: Log(level: options.logLevel, fields: [("STL_ROOT", options.root)])
    ) {
      do throws(Options.Failure) {
        return .success(settings(try Options(flags: flags), flags))
      } catch {
        return .failure(EndpointError(message: error.message))
      }
    }
  }

  /// The command line.
  private struct Words {
    var flags: [(name: String, value: String)] = []
    var wantsHelp = false
    var wantsVersion = false
    var checksConfiguration = false

    private static let valued = Options.Key.allCases.map(\.flag) + ["--config"]
    private static let plain = ["--help", "--version", "--check-config"]

    init(_ arguments: [String]) throws(Options.Failure) {
      var rest = arguments[...]
      while let word = rest.popFirst() {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
        let name = parts[0]
        switch name {
        case "--help" where parts.count == 1, "-h" where parts.count == 1: wantsHelp = true
        case "--version" where parts.count == 1: wantsVersion = true
        case "--check-config" where parts.count == 1: checksConfiguration = true
        case _ where Words.valued.contains(name):
          guard let value = parts.count == 2 ? parts[1] : rest.popFirst(), !value.isEmpty else {
            throw .usage("\(name) takes a value; see stld --help")
          }
          flags.append((name, value))
        case _ where Words.plain.contains(name): throw .usage("\(name) takes no value")
        default:
          let what = word.hasPrefix("-") ? "option" : "word"
          let hint = nearest(to: name, among: Words.valued + Words.plain).map { "; did you mean \($0)?" }
          throw .usage("unknown \(what) \"\(name)\"\(hint ?? "; see stld --help")")
        }
      }
    }
  }
}
