import STLDaemon
import STLSystem
import Testing

@testable import STLCommands

/// Which tree answers: options, the environment, the nearest org.yaml through its daemon or without, the default socket.
@Suite struct TreeTests {
  private func source(
    root: String? = nil, socket: String? = nil, in directory: String, _ environment: [String: String] = [:],
    daemons: [String: String] = [:]
  ) -> Result<Tree.Source, CommandError> {
    let surroundings = Surroundings(
      environment: { environment[$0] }, directory: directory, write: { _ in }, writeError: { _ in })
    return Result { () throws(CommandError) in
      try Tree.source(root: root, socket: socket, surroundings) { socket, root in
        daemons[socket].map { root == nil || $0 == root } ?? false
      }
    }
  }

  private let own = StandardSocket.own { _ in nil }

  @Test func `options go before the environment, a root before a socket`() throws {
    let folder = try Folder(sample)
    let both = ["STL_ROOT": "/b", "STL_SOCKET": "/d"]
    #expect(try source(root: "/a", in: folder.path, both).get() == .files("/a"))
    #expect(try source(socket: "/c", in: folder.path, both).get() == .socket("/c"))
    #expect(try source(in: folder.path, both).get() == .files("/b"))
    #expect(try source(in: folder.path, ["STL_SOCKET": "/d", "STL_ROOT": ""]).get() == .socket("/d"))
    #expect(try source(in: folder.path, ["STL_ROOT": "x"]).get() == .files(folder.path + "/x"))
  }

  @Test func `the nearest org file above is read, or its daemon asked`() throws {
    let folder = try Folder(sample)
    let below = folder.path + "/plans"
    #expect(try source(in: below).get() == .files(folder.path))
    #expect(try source(in: below, daemons: [own: folder.path]).get() == .socket(own))
    #expect(try source(in: below, daemons: [own: "/another"]).get() == .files(folder.path))
  }

  @Test func `a directory called org yaml is no org file`() throws {
    let folder = try Folder(sample + [("plans/org.yaml/x.yaml", "")])
    #expect(try source(in: folder.path + "/plans").get() == .files(folder.path))
  }

  @Test func `the working directory may be a link`() throws {
    let folder = try Folder(sample)
    let links = try Folder()
    try Files.symbolicLink(links.path + "/link", to: folder.path)
    #expect(try source(in: links.path + "/link/plans", daemons: [own: folder.path]).get() == .socket(own))
  }

  @Test func `without an org file the default socket answers, else there is no organisation`() throws {
    let folder = try Folder()
    #expect(try source(in: folder.path, daemons: [StandardSocket.system: "/x"]).get() == .socket(StandardSocket.system))
    guard case .failure(let error) = source(in: folder.path) else {
      Issue.record("something answers")
      return
    }
    #expect(error.status == .missing)
    #expect(error.message.hasPrefix("no organisation here: no org.yaml above \(folder.path), no daemon at \(own)"))
    #expect(error.message.hasSuffix("; give --root"))
  }

  @Test func `a path is given from the working directory or from the root`() throws {
    let folder = try Folder(sample)
    let tree = Tree.local(try LocalTree(folder.path))
    func path(_ path: String, in directory: String) throws -> String {
      let surroundings = Surroundings(
        environment: { _ in nil }, directory: directory, write: { _ in }, writeError: { _ in })
      return try tree.pathFromRoot(path, surroundings)
    }
    #expect(try path("plans/first.yaml", in: folder.path) == "plans/first.yaml")
    #expect(try path("first.yaml", in: folder.path + "/plans") == "plans/first.yaml")
    #expect(try path("other.yaml", in: folder.path + "/plans") == "other.yaml")
    #expect(try path(".", in: folder.path + "/plans") == "plans")
    #expect(try path(folder.path, in: "/") == "")
    #expect(throws: CommandError.self) { try path("/tmp", in: folder.path) }
  }

  @Test func `a catalogue needs no organisation, but one that is named has to be there`() throws {
    let folder = try Folder()
    let socket = ["XDG_RUNTIME_DIR": folder.path]
    #expect(run(["explain", "STL001"], in: folder.path, socket).output.hasPrefix("STL001 leaderless"))
    #expect(run(["explain", "STL001", "--root", "nowhere"], in: folder.path, socket).status == 3)
  }
}
