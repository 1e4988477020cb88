import STLDaemon
import STLEngine
import STLFiles
import STLReports
import STLSystem
import STLText

/// Where answers come from: a daemon, or the files themselves, read in this process.
enum Tree {
  case daemon(Daemon)
  case local(LocalTree)
  /// No organisation: an empty world.
  case empty

  /// The tree that section "which tree answers" of the contract names, or a usage error.
  static func choose(_ client: Client) throws(CommandError) -> Tree {
    if let root = client.root { return .local(try LocalTree(root)) }
    if let socket = client.socket { return .daemon(try Daemon(socket)) }
    if let root = nonEmpty("STL_ROOT") { return .local(try LocalTree(root)) }
    if let socket = nonEmpty("STL_SOCKET") { return .daemon(try Daemon(socket)) }
    let above = rootAbove()
    for socket in defaultSockets {
      guard let daemon = try? Daemon(socket) else { continue }
      guard let above else { return .daemon(daemon) }
      if (try? daemon.root()) == above { return .daemon(daemon) }
    }
    if let above { return .local(try LocalTree(above)) }
    let here = (try? Files.workingDirectory()) ?? "here"
    throw .missing(
      "no organisation here: no org.yaml above \(here), no daemon at \(defaultSockets.first ?? "any socket"); give --root"
    )
  }

  /// The chosen tree, or an empty one where there is none; a tree that was asked for by name has to be there.
  static func chooseOrEmpty(_ client: Client) -> Tree {
    (try? choose(client)) ?? .empty
  }

  /// A daemon, for commands that only a daemon can answer.
  static func daemon(_ client: Client) throws(CommandError) -> Daemon {
    if client.root != nil { throw .usage("this command asks a daemon: --socket, not --root") }
    if let socket = client.socket ?? nonEmpty("STL_SOCKET") { return try Daemon(socket) }
    for socket in defaultSockets {
      if let daemon = try? Daemon(socket) { return daemon }
    }
    throw .noDaemon(
      "no daemon at \(defaultSockets.joined(separator: " or ")); start one: stld --root DIR, or give --socket")
  }

  /// The user's socket first, then the system's.
  static var defaultSockets: [String] {
    var found: [String] = []
    if Process.effectiveUserID != 0 {
      found.append((nonEmpty("XDG_RUNTIME_DIR") ?? "/run/user/\(Process.effectiveUserID)") + "/stl/stld.sock")
    } else if let runtime = nonEmpty("XDG_RUNTIME_DIR") {
      found.append(runtime + "/stl/stld.sock")
    }
    return found + ["/run/stl/stld.sock"]
  }

  /// The answer to a question; over a socket the same bytes as in process.
  func ask(_ question: Question, isReport: Bool = false) throws(CommandError) -> Answer {
    do throws(QuestionError) {
      switch self {
      case .daemon(let daemon): return try daemon.answer(question)
      case .local(let local): return try local.world.answer(question, origin: local.origin)
      case .empty: return try World(files: []).answer(question, origin: Origin())
      }
    } catch {
      throw CommandError(error)
    }
  }

  /// `path` (relative to the working directory, or to the root) as seen from the root.
  func pathFromRoot(_ path: String) throws(CommandError) -> String {
    let root: String
    switch self {
    case .daemon(let daemon): root = try daemon.root()
    case .local(let local): root = local.root
    case .empty: return path
    }
    let here = (try? Files.workingDirectory()) ?? "/"
    let absolute = (try? Files.realPath(path.hasPrefix("/") ? path : here + "/" + path))
    if absolute == root { return "" }
    if let absolute, absolute.hasPrefix(root + "/") { return String(absolute.dropFirst(root.count + 1)) }
    if absolute == nil || !path.hasPrefix("/"), let below = try? Files.realPath(root + "/" + path),
      below.hasPrefix(root + "/")
    {
      return String(below.dropFirst(root.count + 1))
    }
    guard absolute != nil else { throw .missing("no file or folder is called \"\(path)\"") }
    throw .missing("\"\(path)\" does not lie below the root \(root)")
  }

  /// The nearest directory above the working directory, itself included, that holds org.yaml.
  private static func rootAbove() -> String? { root(above: ".") }

  /// The nearest directory above `path`, itself included, that holds org.yaml; `path` need not exist.
  static func root(above path: String) -> String? {
    var named = path
    while (try? FileStamp(of: named)) == nil, let slash = named.lastIndex(of: "/") { named = String(named[..<slash]) }
    if named.isEmpty { named = "/" }
    guard var directory = (try? Files.realPath(named)) ?? (try? Files.workingDirectory()) else { return nil }
    while true {
      if (try? FileStamp(of: directory + "/org.yaml")) != nil { return (try? Files.realPath(directory)) ?? directory }
      guard directory != "/", let slash = directory.lastIndex(of: "/") else { return nil }
      directory = slash == directory.startIndex ? "/" : String(directory[..<slash])
    }
  }

  private static func nonEmpty(_ name: String) -> String? {
    Process.environment(name).flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// A root that was read once, in this process.
struct LocalTree {
  let root: String
  let world: World
  let origin: Origin

  init(_ path: String) throws(CommandError) {
    do throws(SystemError) {
      root = try Files.realPath(path)
      let stamp = try FileStamp(of: root)
      guard stamp.kind == .directory else {
        throw SystemError(call: "open", path: path, errno: .ENOTDIR)
      }
      let files = KernelFileSystem(root: root)
      _ = files.findWorkTree()
      var observer = Observer(files: files)
      var engine = Engine()
      engine.apply(try observer.readOnce())
      world = engine.world
      origin = Origin(commit: observer.commit)
    } catch {
      throw .missing("cannot read the root \"\(path)\": \(error.errno.words)")
    }
  }
}

extension CommandError {
  /// A question without an answer: what is missing is 3, what is not a word of the program is 2.
  init(_ error: QuestionError) {
    switch error {
    case .notFound(let what, let name, let nearest, let choices):
      let all = choices.isEmpty ? "" : "; one of: " + choices.joined(separator: ", ")
      let hint = nearest.map { "; did you mean \"\($0)\"?" } ?? (what == "rule" ? "; all: stlctl explain --rules" : all)
      let status: Status = what == "entity" ? .missing : .usage
      self.init(status: status, message: "no \(what) is called \"\(name)\"\(hint)")
    case .badQuery(let message, let offset):
      self.init(status: .usage, message: message + (offset > 0 ? " (at character \(offset + 1))" : ""))
    }
  }
}

extension Tree {
  /// A daemon in this process where --root or STL_ROOT names files, or none answers for the directory above; else nil.
  static func embedded(_ client: Client) throws(CommandError) -> Daemon? {
    let named = client.root ?? (client.socket == nil ? nonEmpty("STL_ROOT") : nil)
    if let named { return try embed(named) }
    if client.socket != nil || nonEmpty("STL_SOCKET") != nil { return nil }
    guard let above = rootAbove() else { return nil }
    for socket in defaultSockets {
      if let daemon = try? Daemon(socket), (try? daemon.root()) == above { return nil }
    }
    return try embed(above)
  }

  private static func embed(_ path: String) throws(CommandError) -> Daemon {
    do throws(SystemError) {
      let root = try Files.realPath(path)
      guard try FileStamp(of: root).kind == .directory else {
        throw SystemError(call: "open", path: path, errno: .ENOTDIR)
      }
      let pair = try SocketPair(nonBlocking: false)
      // The server takes its end over; the number carries it into the thread.
      let (near, far) = pair.release()
      var threads = Threads()
      try threads.start {
        let settings = Server.Settings(root: root, log: Log(level: .warning, program: "stlctl"))
        try? Server.serve(settings, connected: Descriptor(adopting: far))
      }
      return Daemon(adopting: Descriptor(adopting: near), server: threads)
    } catch {
      throw .missing("cannot read the root \"\(path)\": \(error.errno.words)")
    }
  }
}
