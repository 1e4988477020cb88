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

  /// What answers, before it is opened.
  enum Source: Equatable {
    case files(String)
    case socket(String)
  }

  /// What section "which tree answers" of the contract names.
  ///
  /// `serves` says whether a daemon answers at a socket, and whether its root is the one that is given, where one is.
  static func source(
    root: String?, socket: String?, _ surroundings: Surroundings, serves: (_ socket: String, _ root: String?) -> Bool
  ) throws(CommandError) -> Source {
    if let named = named(root: root, socket: socket, surroundings) { return named }
    let above = OrganisationRoot.nearest(to: surroundings.directory).map { (try? Files.realPath($0)) ?? $0 }
    let sockets = StandardSocket.all(surroundings.variable)
    if let socket = sockets.first(where: { serves($0, above) }) { return .socket(socket) }
    if let above { return .files(above) }
    throw .missing(
      "no organisation here: no org.yaml above \(surroundings.directory), "
        + "no daemon at \(sockets.joined(separator: " or ")); give --root")
  }

  /// What the options or the environment name; the options go first.
  private static func named(root: String?, socket: String?, _ surroundings: Surroundings) -> Source? {
    if let root { return .files(root) }
    if let socket { return .socket(socket) }
    if let root = surroundings.variable("STL_ROOT") { return .files(surroundings.absolute(root)) }
    return surroundings.variable("STL_SOCKET").map { .socket($0) }
  }

  private static func source(_ client: Client) throws(CommandError) -> Source {
    try source(root: client.root, socket: client.socket, client.surroundings) { socket, root in
      guard let daemon = try? Daemon(socket) else { return false }
      guard let root else { return true }
      return (try? daemon.root()).map { FilePath($0) } == FilePath(root)
    }
  }

  /// The tree that answers.
  static func choose(_ client: Client) throws(CommandError) -> Tree {
    switch try source(client) {
    case .files(let root): .local(try LocalTree(client.surroundings.absolute(root)))
    case .socket(let path): .daemon(try Daemon(path))
    }
  }

  /// The chosen tree, or an empty one where nothing names one and none is near.
  static func chooseOrEmpty(_ client: Client) throws(CommandError) -> Tree {
    do {
      return try choose(client)
    } catch {
      guard named(root: client.root, socket: client.socket, client.surroundings) == nil else { throw error }
      return .empty
    }
  }

  /// A daemon, for commands that only a daemon can answer.
  static func daemon(_ client: Client) throws(CommandError) -> Daemon {
    if client.root != nil { throw .usage("this command asks a daemon: --socket, not --root") }
    if let socket = client.socket ?? client.surroundings.variable("STL_SOCKET") { return try Daemon(socket) }
    let sockets = StandardSocket.all(client.surroundings.variable)
    for socket in sockets {
      if let daemon = try? Daemon(socket) { return daemon }
    }
    throw .noDaemon("no daemon at \(sockets.joined(separator: " or ")); start one: stld --root DIR, or give --socket")
  }

  /// A daemon that tells of changes, in this process where files are chosen.
  static func watched(_ client: Client) throws(CommandError) -> (daemon: Daemon, isEmbedded: Bool) {
    switch try source(client) {
    case .files(let root): (try embed(client.surroundings.absolute(root)), true)
    case .socket(let path): (try Daemon(path), false)
    }
  }

  /// Some answer was of the last state, because the root cannot be read.
  var isStale: Bool {
    if case .daemon(let daemon) = self { daemon.isStale } else { false }
  }

  /// The answer to a question; over a socket the same bytes as in process.
  func ask(_ question: Question) throws(CommandError) -> Answer {
    let world: World
    let origin: Origin
    switch self {
    case .daemon(let daemon): return try daemon.answer(question)
    case .local(let local): (world, origin) = (local.world, local.origin)
    case .empty: (world, origin) = (World(files: []), Origin())
    }
    do {
      return try world.answer(question, origin: origin)
    } catch {
      throw CommandError(error)
    }
  }

  /// `path` (relative to the working directory, or to the root) as seen from the root.
  func pathFromRoot(_ path: String, _ surroundings: Surroundings) throws(CommandError) -> String {
    let root: String
    switch self {
    case .daemon(let daemon): root = try daemon.root()
    case .local(let local): root = local.root
    case .empty: return path
    }
    let absolute = try? Files.realPath(surroundings.absolute(path))
    if let below = absolute.flatMap({ Tree.part(of: $0, below: root) }) { return below }
    if absolute == nil || !path.hasPrefix("/"), let found = try? Files.realPath(root + "/" + path),
      let below = Tree.part(of: found, below: root)
    {
      return below
    }
    guard absolute != nil else { throw .missing("no file or folder is called \"\(path)\"") }
    throw .missing("\"\(path)\" does not lie below the root \(root)")
  }

  /// What follows `root` in `path`; nil where it does not lie there.
  private static func part(of path: String, below root: String) -> String? {
    guard FilePath(root).holds(FilePath(path)) else { return nil }
    return String(decoding: path.utf8.dropFirst(root.utf8.count + 1), as: UTF8.self)
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
      origin = Origin(commit: observer.commit, prefix: observer.prefix)
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
      let hint = nearest.map { "; did you mean \"\($0)\"?" } ?? (what == .rule ? "; all: stlctl explain --rules" : all)
      self.init(status: what.isInFiles ? .missing : .usage, message: "no \(what.name) is called \"\(name)\"\(hint)")
    case .badQuery(let message, let offset):
      self.init(status: .usage, message: message + (offset > 0 ? " (at character \(offset + 1))" : ""))
    }
  }
}

extension Tree {
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
        let settings = ServerSettings(root: root, log: Log(level: .warning, program: "stlctl"))
        try? Server.serve(settings, connected: Descriptor(adopting: far))
      }
      return Daemon(adopting: Descriptor(adopting: near), server: threads)
    } catch {
      throw .missing("cannot read the root \"\(path)\": \(error.errno.words)")
    }
  }
}
