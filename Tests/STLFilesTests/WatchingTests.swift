import STLEngine
import STLFiles
import STLSystem
import Testing

/// The measured event patterns: what people and programs do to a file, and what a look says of it.
@Suite struct WatchingTests {
  /// A watched directory with `a.yaml` in it.
  private func start(_ scratch: Scratch) throws -> Watched {
    try scratch.write("a.yaml", "one")
    var watched = Watched(scratch)
    #expect(watched.look() == ["a.yaml"])
    #expect(watched.observer.condition == .ok)
    #expect(watched.observer.isSettled)
    return watched
  }

  @Test func `the first batch is the whole tree`() throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("d")
    try scratch.makeDirectory("d/e")
    try scratch.write("a.yaml")
    try scratch.write("d/b.yml")
    try scratch.write("d/e/c.md", "---\nteam: a\n---\n")
    try scratch.write("d/plain.md", "# words")
    try scratch.write("d/other.txt")
    try scratch.makeDirectory(".git")
    try scratch.write(".git/x.yaml")
    try scratch.write(".hidden.yaml")
    var observer = Observer(files: KernelFileSystem(root: scratch.path))
    let look = observer.look()
    #expect(look.batch.isComplete)
    #expect(!look.isFresh)
    #expect(look.batch.changes.map(\.path) == ["a.yaml", "d/b.yml", "d/e/c.md"])
    #expect(observer.directoryCount == 3)
    #expect(observer.watchCount == 3)
    #expect(!observer.look().batch.isComplete)
  }

  @Test func `echo over a file`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.write("a.yaml", "two")
    #expect(watched.look() == ["a.yaml"])
    #expect(watched.told["a.yaml"] == "two")
    #expect(watched.look() == [])
  }

  @Test func `a second write of the same size within one clock tick is seen`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    for text in ["two", "six", "ten", "one"] {
      try scratch.write("a.yaml", text)
      watched.look()
      #expect(watched.told["a.yaml"] == text)
    }
  }

  @Test func `a write of the same bytes changes nothing`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.write("a.yaml", "one")
    #expect(watched.look() == [])
  }

  @Test func `sed -i, a temporary file renamed over the file`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.write("sedXYZ", "")
    try Files.chmod(scratch.full("sedXYZ"), mode: 0o640)
    try scratch.write("sedXYZ", "two")
    try scratch.rename("sedXYZ", "a.yaml")
    #expect(watched.look() == ["a.yaml"])
    #expect(watched.told["a.yaml"] == "two")
  }

  @Test func `Vim, a probe file, a backup and a new file`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.write("4913", "")
    try scratch.remove("4913")
    try scratch.write(".a.yaml.swp", "swap")
    try scratch.rename("a.yaml", "a.yaml~")
    try scratch.write("a.yaml", "two")
    try Files.chmod(scratch.full("a.yaml"), mode: 0o640)
    try scratch.remove("a.yaml~")
    let read = watched.observer.counters.filesRead
    #expect(watched.look() == ["a.yaml"])
    #expect(watched.observer.counters.filesRead == read + 1)
  }

  @Test(arguments: ["4913", "a.yaml~", ".#a.yaml", ".a.yaml.swp", "b.swp", ".git", ".hidden.yaml"])
  func `an editor's own files are no reason to look`(name: String) throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.write(name, "x")
    try scratch.write(name, "y")
    #expect(watched.observer.drain() > 0)
    #expect(watched.observer.isSettled)
    try scratch.remove(name)
    watched.observer.drain()
    #expect(watched.observer.isSettled)
  }

  @Test func `more events than the kernel keeps are a fresh scan`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.write("b.yaml", "two")
    // Equal events that follow each other are one.
    let count = (kernelSetting("fs.inotify.max_queued_events") ?? 16_384) / 2 + 1
    for _ in 0..<count { for name in ["a.yaml", "b.yaml"] { try Files.chmod(scratch.full(name), mode: 0o644) } }
    try scratch.write("c.yaml", "three")
    watched.observer.drain()
    let look = watched.observer.look()
    #expect(look.isFresh)
    #expect(look.batch.changes.map(\.path) == ["b.yaml", "c.yaml"])
    #expect(watched.observer.counters.overflows >= 1)
    try scratch.write("c.yaml", "four")
    #expect(watched.look() == ["c.yaml"])
    #expect(watched.observer.counters.scans == 2)
  }

  @Test func `Vim, looked at between the rename and the new file`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.rename("a.yaml", "a.yaml~")
    #expect(watched.look() == ["-a.yaml"])
    try scratch.write("a.yaml", "two")
    #expect(watched.look() == ["a.yaml"])
  }

  @Test func `atomic replacement`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try Files.replace(scratch.full("a.yaml"), with: Array("two".utf8))
    #expect(watched.look() == ["a.yaml"])
    #expect(watched.told["a.yaml"] == "two")
  }

  @Test func `a file comes, is renamed and goes`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.write("b.yaml", "b")
    #expect(watched.look() == ["b.yaml"])
    try scratch.rename("b.yaml", "c.yaml")
    #expect(watched.look() == ["-b.yaml", "c.yaml"])
    try scratch.rename("c.yaml", "c.txt")
    #expect(watched.look() == ["-c.yaml"])
    try scratch.remove("a.yaml")
    #expect(watched.look() == ["-a.yaml"])
    #expect(watched.told.isEmpty)
  }

  @Test func `a hard link comes without any write`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try Files.hardLink(scratch.full("b.yaml"), to: scratch.full("a.yaml"))
    #expect(watched.look() == ["b.yaml"])
  }

  @Test func `mkdir -p and a file in it, with one event only`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.makeDirectory("n")
    try scratch.makeDirectory("n/m")
    try scratch.write("n/m/x.yaml", "x")
    #expect(watched.look() == ["n/m/x.yaml"])
    #expect(watched.observer.watchCount == 3)
    try scratch.write("n/m/x.yaml", "y")
    #expect(watched.look() == ["n/m/x.yaml"])
  }

  @Test func `a directory moves within the root`() throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("n")
    try scratch.makeDirectory("n/m")
    try scratch.write("n/m/x.yaml", "x")
    var watched = try start(scratch: scratch, expected: ["a.yaml", "n/m/x.yaml"])
    try scratch.rename("n", "o")
    #expect(watched.look() == ["-n/m/x.yaml", "o/m/x.yaml"])
    try scratch.write("o/m/x.yaml", "y")
    #expect(watched.look() == ["o/m/x.yaml"])
    #expect(watched.observer.watchCount == 3)
    try scratch.rename("o/m", "m")
    try scratch.write("m/x.yaml", "z")
    #expect(watched.look() == ["-o/m/x.yaml", "m/x.yaml"])
    #expect(watched.observer.condition == .ok)
    #expect(watched.observer.counters.scans == 1)
  }

  @Test func `directories move into the root and out of it`() throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("root")
    try scratch.makeDirectory("out")
    try scratch.makeDirectory("out/p")
    try scratch.makeDirectory("out/p/q")
    try scratch.write("out/p/q/x.yaml", "x")
    var watched = Watched(scratch, root: "root")
    watched.look()
    try scratch.rename("out/p", "root/p")
    #expect(watched.look() == ["p/q/x.yaml"])
    try scratch.write("root/p/q/y.yaml", "y")
    #expect(watched.look() == ["p/q/y.yaml"])
    try scratch.rename("root/p", "out/p")
    #expect(watched.look() == ["-p/q/x.yaml", "-p/q/y.yaml"])
    #expect(watched.observer.watchCount == 1)
    // What happens outside is nobody's business, and no unknown watch.
    try scratch.write("out/p/q/x.yaml", "z")
    #expect(watched.look() == [])
    #expect(watched.observer.counters.scans == 1)
  }

  @Test func `two directories change places`() throws {
    let scratch = try Scratch()
    for name in ["n", "m"] {
      try scratch.makeDirectory(name)
      try scratch.write(name + "/x.yaml", name)
    }
    var watched = try start(scratch: scratch, expected: ["a.yaml", "m/x.yaml", "n/x.yaml"])
    try scratch.rename("n", "t")
    try scratch.rename("m", "n")
    try scratch.rename("t", "m")
    #expect(watched.look() == ["m/x.yaml", "n/x.yaml"])
    #expect(watched.told == ["a.yaml": "one", "m/x.yaml": "n", "n/x.yaml": "m"])
    try scratch.write("n/x.yaml", "again")
    #expect(watched.look() == ["n/x.yaml"])
    #expect(watched.observer.watchCount == 3)
  }

  @Test func `a directory goes and comes back`() throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("n")
    try scratch.write("n/x.yaml", "x")
    var watched = try start(scratch: scratch, expected: ["a.yaml", "n/x.yaml"])
    scratch.removeTree("n")
    #expect(watched.look() == ["-n/x.yaml"])
    #expect(watched.observer.watchCount == 1)
    try scratch.makeDirectory("n")
    try scratch.write("n/x.yaml", "x")
    #expect(watched.look() == ["n/x.yaml"])
    scratch.removeTree("n")
    try scratch.makeDirectory("n")
    try scratch.write("n/x.yaml", "y")
    #expect(watched.look() == ["n/x.yaml"])
    #expect(watched.told["n/x.yaml"] == "y")
    #expect(watched.observer.counters.scans == 1)
  }

  @Test func `a file becomes a directory and a file again`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.remove("a.yaml")
    try scratch.makeDirectory("a.yaml")
    try scratch.write("a.yaml/b.yaml", "b")
    watched.look()
    #expect(watched.told == ["a.yaml": "! a directory has the name of a file", "a.yaml/b.yaml": "b"])
    scratch.removeTree("a.yaml")
    try scratch.write("a.yaml", "two")
    watched.look()
    #expect(watched.told == ["a.yaml": "two"])
  }

  @Test func `a file that is held open is dirty until it is closed`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    do {
      let file = try Descriptor.open(scratch.full("a.yaml"), .writeOnly)
      try file.writeAll(Array("two".utf8))
      #expect(watched.look() == [])
      #expect(watched.observer.hasDirty)
      #expect(!watched.observer.isSettled)
      #expect(watched.look(.dirty) == ["a.yaml"])
      #expect(watched.observer.isSettled)
      try file.writeAll(Array(" three".utf8))
    }
    #expect(watched.look() == ["a.yaml"])
    #expect(watched.told["a.yaml"] == "two three")
    #expect(watched.observer.isSettled)
  }

  @Test func `a file that became empty can be held back`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.write("a.yaml", "")
    #expect(watched.look(.holdsEmptied) == [])
    #expect(!watched.observer.isSettled)
    #expect(watched.told["a.yaml"] == "one")
    try scratch.write("a.yaml", "two")
    #expect(watched.look(.holdsEmptied) == ["a.yaml"])
    try scratch.write("a.yaml", "")
    #expect(watched.look(.holdsEmptied) == [])
    #expect(watched.look() == ["a.yaml"])
    #expect(watched.told["a.yaml"] == "")
  }

  @Test func `Markdown gains and loses its front matter`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.write("p.md", "words")
    #expect(watched.look() == [])
    try scratch.write("p.md", "---\ninitiative: p\n---\n")
    #expect(watched.look() == ["p.md"])
    try scratch.write("p.md", "words")
    #expect(watched.look() == ["-p.md"])
    try scratch.write("p.md", "\u{FEFF}---\n")
    #expect(watched.look() == ["p.md"])
  }

  @Test func `a write outside the watched names is only a pass away`() throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("root")
    try scratch.write("outside", "one")
    try Files.hardLink(scratch.full("root/a.yaml"), to: scratch.full("outside"))
    var watched = Watched(scratch, root: "root")
    watched.look()
    try scratch.write("outside", "two")
    #expect(watched.look() == [])
    #expect(watched.look(.everything) == ["a.yaml"])
  }

  @Test func `a pass reads nothing again that has not changed`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    // A time far back is no reason to read again: only the time of the change counts, and that is recent here.
    watched.look(.everything)
    let read = watched.observer.counters.filesRead
    #expect(read >= 1)
    #expect(watched.look(.everything) == [])
  }

  @Test func `polling sees every change in the next look`() throws {
    let scratch = try Scratch()
    try scratch.write("a.yaml", "one")
    var watched = Watched(scratch, mode: .poll)
    #expect(watched.look() == ["a.yaml"])
    #expect(watched.observer.condition == .polling("polling was asked for"))
    #expect(watched.observer.watchDescriptor == nil)
    try scratch.write("a.yaml", "two")
    try scratch.makeDirectory("n")
    try scratch.write("n/b.yaml", "b")
    #expect(watched.look() == ["a.yaml", "n/b.yaml"])
    scratch.removeTree("n")
    #expect(watched.look() == ["-n/b.yaml"])
  }

  @Test func `raw events are kept as text`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.write("a.yaml", "two")
    watched.look()
    #expect(watched.observer.recentEvents.last == "CLOSE_WRITE a.yaml")
    #expect(watched.observer.counters.events >= 2)
    #expect(watched.observer.takeRecentEvents().last == "CLOSE_WRITE a.yaml")
    #expect(watched.observer.recentEvents == [])
  }

  private func start(scratch: Scratch, expected: [String]) throws -> Watched {
    try scratch.write("a.yaml", "one")
    var watched = Watched(scratch)
    #expect(watched.look() == expected)
    return watched
  }
}
