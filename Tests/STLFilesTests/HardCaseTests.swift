import STLEngine
import STLFiles
import STLModel
import STLSyntax
import STLSystem
import STLText
import Testing

/// Names that are no ordinary file: each is said at its path, none is followed, none blocks, none is dropped.
@Suite struct HardCaseTests {
  @Test func `symbolic links are told and not followed`() throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("root")
    try scratch.makeDirectory("outside")
    try scratch.write("outside/secret.yaml", "secret")
    try scratch.makeDirectory("root/real")
    try scratch.write("root/real/x.yaml", "x")
    try Files.symbolicLink(scratch.full("root/file.yaml"), to: "../outside/secret.yaml")
    try Files.symbolicLink(scratch.full("root/dangling.yaml"), to: "nowhere")
    try Files.symbolicLink(scratch.full("root/directory"), to: "real")
    try Files.symbolicLink(scratch.full("root/out"), to: "../outside")
    try Files.symbolicLink(scratch.full("root/note.txt"), to: "real/x.yaml")
    var watched = Watched(scratch, root: "root")
    watched.look()
    let link = "! symbolic link is not followed"
    #expect(
      watched.told == [
        "dangling.yaml": link, "directory": link, "file.yaml": link, "out": link, "real/x.yaml": "x",
      ])
    try Files.symbolicLink(scratch.full("root/later"), to: "real")
    try Files.symbolicLink(scratch.full("root/plain"), to: "real/x.yaml")
    #expect(watched.look() == ["!later"])
    try scratch.remove("root/later")
    try scratch.remove("root/out")
    #expect(watched.look() == ["-later", "-out"])
    try scratch.remove("root/file.yaml")
    try scratch.write("root/file.yaml", "mine")
    #expect(watched.look() == ["file.yaml"])
    #expect(watched.look(.everything) == [])
  }

  @Test func `a link is an information, with a way out`() throws {
    let scratch = try Scratch()
    try Files.symbolicLink(scratch.full("a.yaml"), to: "b")
    var observer = Observer(files: KernelFileSystem(root: scratch.path))
    let problem = try #require(try observer.readOnce().changes.first?.file?.problems.first)
    #expect(problem.kind == .unreadable)
    #expect(problem.severity == .info)
    #expect(problem.hints.last?.isWayOut == true)
  }

  @Test func `a directory on the way becomes a link while it is known`() throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("root")
    try scratch.makeDirectory("root/d")
    try scratch.makeDirectory("outside")
    try scratch.write("root/d/x.yaml", "mine")
    try scratch.write("outside/x.yaml", "not mine")
    var watched = Watched(scratch, root: "root")
    watched.look()
    try scratch.rename("root/d", "root/e")
    try Files.symbolicLink(scratch.full("root/d"), to: "../outside")
    watched.look()
    #expect(watched.told == ["d": "! symbolic link is not followed", "e/x.yaml": "mine"])
  }

  @Test(arguments: ["", "..", "../outside", "d/../../outside/x.yaml", "/etc/passwd", "link/x.yaml", "d/link"])
  func `nothing outside the root is read`(path: String) throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("root")
    try scratch.makeDirectory("root/d")
    try scratch.makeDirectory("outside")
    try scratch.write("outside/x.yaml", "secret")
    try Files.symbolicLink(scratch.full("root/link"), to: "../outside")
    try Files.symbolicLink(scratch.full("root/d/link"), to: "/etc/passwd")
    let files = KernelFileSystem(root: scratch.full("root"))
    _ = try files.openRoot()
    let reading = try? files.read(path, ReadDemand(bytesMax: 1000))
    #expect(reading == nil || reading == .notRegular(.directory))
  }

  @Test func `pipes and sockets are named and never waited for`() throws {
    let scratch = try Scratch()
    try Files.makeFIFO(scratch.full("pipe.yaml"))
    try Files.makeFIFO(scratch.full("pipe"))
    let socket = try Descriptor.streamSocket()
    try socket.bind(to: SocketAddress(scratch.full("socket.yml")))
    var watched = Watched(scratch)
    watched.look()
    #expect(watched.told == ["pipe.yaml": "! a named pipe is not read", "socket.yml": "! a socket is not read"])
    try Files.makeFIFO(scratch.full("later.yaml"))
    #expect(watched.look() == ["!later.yaml"])
    try scratch.remove("later.yaml")
    try scratch.write("later.yaml", "x")
    #expect(watched.look() == ["later.yaml"])
  }

  @Test func `a pipe that took a file's place is refused when it is opened`() throws {
    let scratch = try Scratch()
    try Files.makeFIFO(scratch.full("a.yaml"))
    let files = KernelFileSystem(root: scratch.path)
    _ = try files.openRoot()
    #expect(try files.read("a.yaml", ReadDemand(bytesMax: 10)) == .notRegular(.fifo))
  }

  @Test func `a directory with a file's name is entered and told`() throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("x.yaml")
    try scratch.write("x.yaml/y.yaml", "y")
    var watched = Watched(scratch)
    #expect(watched.look() == ["!x.yaml", "x.yaml/y.yaml"])
    try scratch.rename("x.yaml", "x")
    #expect(watched.look() == ["-x.yaml", "-x.yaml/y.yaml", "x/y.yaml"])
  }

  @Test func `a large file is not read, and its size is said`() throws {
    let scratch = try Scratch()
    let text = String(repeating: "#", count: SourceFile.bytesMax)
    try scratch.write("a.yaml", text)
    try scratch.write("b.yaml", text + "#")
    var observer = Observer(files: KernelFileSystem(root: scratch.path))
    let changes = try observer.readOnce().changes
    #expect(changes.map(\.path) == ["a.yaml", "b.yaml"])
    #expect(changes.first?.file?.bytes.count == SourceFile.bytesMax)
    let problem = changes.last?.file?.problems.first
    #expect(problem?.kind == .tooLarge)
    #expect(problem?.message == "file has 4194305 bytes, more than the limit of 4194304")
  }

  @Test func `names that are not UTF-8 are told in their escaped form`() throws {
    let scratch = try Scratch()
    let directory = try Descriptor.open(scratch.path, .directory)
    try scratch.write("a\\xFF.yaml", "good")
    try directory.create([0x61, 0xFF] + Array(".yaml".utf8)).writeAll([0x78])
    try directory.create([0xFF] + Array(".txt".utf8)).writeAll([0x78])
    var watched = Watched(scratch)
    watched.look()
    #expect(watched.told == ["a\\xFF.yaml": "good", "a\\xFF.yaml?": "! name is not UTF-8"])
    try scratch.remove("a\\xFF.yaml")
    watched.look()
    #expect(watched.told == ["a\\xFF.yaml": "! name is not UTF-8"])
    try scratch.write("a\\xFF.yaml", "good")
    watched.look()
    #expect(watched.told == ["a\\xFF.yaml": "good", "a\\xFF.yaml?": "! name is not UTF-8"])
    try directory.unlink([0x61, 0xFF] + Array(".yaml".utf8))
    watched.look()
    #expect(watched.told == ["a\\xFF.yaml": "good"])
  }

  @Test func `a name that is not UTF-8 gives way to a directory of its escaped form`() throws {
    let scratch = try Scratch()
    let directory = try Descriptor.open(scratch.path, .directory)
    try directory.create([0x61, 0xFF] + Array(".yaml".utf8)).writeAll([0x78])
    var watched = Watched(scratch)
    watched.look()
    let problem = "! name is not UTF-8"
    #expect(watched.told == ["a\\xFF.yaml": problem])
    try scratch.makeDirectory("a\\xFF.yaml")
    try scratch.write("a\\xFF.yaml/b.yaml", "b")
    watched.look()
    let named = "! a directory has the name of a file"
    #expect(
      watched.told == ["a\\xFF.yaml": named, "a\\xFF.yaml/b.yaml": "b", "a\\xFF.yaml?": problem])
    scratch.removeTree("a\\xFF.yaml")
    try scratch.makeDirectory("a\\xFF.yaml")
    try scratch.write("a\\xFF.yaml/c.yaml", "c")
    watched.look()
    #expect(
      watched.told == ["a\\xFF.yaml": named, "a\\xFF.yaml/c.yaml": "c", "a\\xFF.yaml?": problem])
    scratch.removeTree("a\\xFF.yaml")
    watched.look()
    #expect(watched.told == ["a\\xFF.yaml": problem])
    #expect(watched.observer.counters.scans == 1)
  }

  /// What is told, by the bytes of the paths: texts are equal where only the composition of letters differs.
  private func told(_ batches: [ChangeBatch]) -> [FilePath: String] {
    var told: [FilePath: String] = [:]
    for (path, file) in batches.flatMap(\.changes) {
      told[FilePath(path)] = file.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    return told
  }

  @Test(arguments: [WatchMode.auto, .poll])
  func `two names that Unicode calls equal are two files`(mode: WatchMode) throws {
    let scratch = try Scratch()
    let (composed, decomposed) = ("\u{E9}.yaml", "e\u{301}.yaml")
    var observer = Observer(files: KernelFileSystem(root: scratch.path), mode: mode, threads: 1)
    var batches: [ChangeBatch] = []
    func look() {
      observer.drain()
      batches.append(observer.look().batch)
    }
    try scratch.write(composed, "composed")
    look()
    try scratch.rename(composed, decomposed)
    look()
    #expect(told(batches) == [FilePath(decomposed): "composed"])
    try scratch.write(composed, "beside it")
    look()
    #expect(told(batches) == [FilePath(decomposed): "composed", FilePath(composed): "beside it"])
    try scratch.write(decomposed, "again")
    try scratch.remove(composed)
    look()
    #expect(told(batches) == [FilePath(decomposed): "again"])
    try scratch.remove(decomposed)
    look()
    #expect(told(batches).isEmpty)
    #expect(observer.look(.everything).batch.changes.isEmpty)
  }

  @Test(arguments: [WatchMode.auto, .poll])
  func `two names that Unicode calls equal are two directories and two documents`(mode: WatchMode) throws {
    let scratch = try Scratch()
    let (composed, decomposed) = ("\u{E9}", "e\u{301}")
    var observer = Observer(files: KernelFileSystem(root: scratch.path), mode: mode, threads: 1)
    var batches: [ChangeBatch] = []
    func look() {
      observer.drain()
      batches.append(observer.look().batch)
    }
    func documents() -> Set<FilePath> {
      var found: Set<FilePath> = []
      for (path, exists) in batches.flatMap(\.documents) {
        if exists { found.insert(FilePath(path)) } else { found.remove(FilePath(path)) }
      }
      return found
    }
    try scratch.makeDirectory(composed)
    try scratch.write(composed + "/a.yaml", "a")
    try scratch.write(composed + "/\u{E9}.txt", "")
    look()
    try scratch.rename(composed, decomposed)
    try scratch.rename(decomposed + "/\u{E9}.txt", decomposed + "/e\u{301}.txt")
    look()
    #expect(told(batches) == [FilePath(decomposed + "/a.yaml"): "a"])
    #expect(documents() == [FilePath(decomposed + "/e\u{301}.txt")])
    try scratch.makeDirectory(composed)
    try scratch.write(composed + "/a.yaml", "b")
    look()
    #expect(told(batches) == [FilePath(decomposed + "/a.yaml"): "a", FilePath(composed + "/a.yaml"): "b"])
    scratch.removeTree(decomposed)
    try scratch.write(decomposed, "a document")
    look()
    #expect(told(batches) == [FilePath(composed + "/a.yaml"): "b"])
    #expect(documents() == [FilePath(decomposed)])
    #expect(observer.directoryCount == 2)
  }

  @Test func `names in any script, also of directories that change places`() throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("équipe")
    try scratch.makeDirectory("组织")
    try scratch.write("équipe/Ω.yaml", "1")
    try scratch.write("组织/Ω.yaml", "2")
    var watched = Watched(scratch)
    #expect(watched.look() == ["équipe/Ω.yaml", "组织/Ω.yaml"])
    try scratch.rename("équipe", "t")
    try scratch.rename("组织", "équipe")
    try scratch.rename("t", "组织")
    watched.look()
    #expect(watched.told == ["équipe/Ω.yaml": "2", "组织/Ω.yaml": "1"])
    try scratch.write("équipe/Ω.yaml", "3")
    #expect(watched.look() == ["équipe/Ω.yaml"])
    #expect(watched.observer.watchCount == 3)
  }

  @Test func `a directory too deep for a path is told`() throws {
    let scratch = try Scratch()
    let name = String(repeating: "d", count: 250)
    var directory = try Descriptor.open(scratch.path, .directory)
    for _ in 0..<17 {
      try Files.makeDirectory("/proc/self/fd/\(directory.number)/\(name)")
      directory = try directory.open(name, .directory)
    }
    var observer = Observer(files: KernelFileSystem(root: scratch.path))
    let changes = try observer.readOnce().changes
    #expect(changes.count == 1)
    #expect(
      changes.first?.file?.problems.first?.message == "directory cannot be read: file name too long (ENAMETOOLONG)")
    for depth in (0..<17).reversed() {
      var parent = try Descriptor.open(scratch.path, .directory)
      for _ in 0..<depth { parent = try parent.open(name, .directory) }
      try Files.removeDirectory("/proc/self/fd/\(parent.number)/\(name)")
    }
  }

  @Test func `a program that does not stay reads many files on several threads`() throws {
    let scratch = try Scratch()
    for directory in 0..<20 {
      try scratch.makeDirectory("d\(directory)")
      for file in 0..<50 { try scratch.write("d\(directory)/f\(file).yaml", "\(directory) \(file)") }
    }
    var one = Observer(files: KernelFileSystem(root: scratch.path), threads: 1)
    var four = Observer(files: KernelFileSystem(root: scratch.path), threads: 4)
    let batch = try one.readOnce()
    let same = try four.readOnce()
    #expect(batch.isComplete)
    #expect(batch.changes.count == 1000)
    #expect(batch.changes.map(\.path) == same.changes.map(\.path))
    #expect(batch.changes.map { $0.file?.bytes } == same.changes.map { $0.file?.bytes })
    #expect(one.watchDescriptor == nil)
  }

  @Test func `a root that is not there is an error with its path`() throws {
    let scratch = try Scratch()
    var observer = Observer(files: KernelFileSystem(root: scratch.full("nowhere")))
    #expect(
      throws: SystemError(call: "open", path: scratch.full("nowhere"), errno: .ENOENT)
    ) { try observer.readOnce() }
  }
}
