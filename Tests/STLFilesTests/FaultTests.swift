import Simulation
import STLEngine
import STLFiles
import STLModel
import STLSyntax
import STLSystem
import Testing

/// What the kernel can do to an observer, on a file system in memory.
@Suite struct FaultTests {
  /// An observer and the tree as its batches tell it.
  private struct Told {
    var observer: Observer<MemoryFileSystem>
    var texts: [String: String] = [:]
    /// The last look was a scan after doubt.
    var isFresh = false

    init(_ files: MemoryFileSystem, mode: WatchMode = .auto) {
      observer = Observer(files: files, mode: mode, threads: 1)
    }

    mutating func look(_ options: LookOptions = []) {
      observer.drain()
      let look = observer.look(options)
      if look.batch.isComplete { texts = [:] }
      for (path, file) in look.batch.changes {
        texts[path] = file.map {
          $0.readingProblem.map { "! " + $0 } ?? String(decoding: $0.bytes, as: UTF8.self)
        }
      }
      isFresh = look.isFresh
    }
  }

  private func tree() -> MemoryFileSystem {
    let files = MemoryFileSystem()
    files.makeDirectory("d")
    files.makeDirectory("d/e")
    files.write("a.yaml", "a")
    files.write("d/b.yaml", "b")
    files.write("d/e/c.yaml", "c")
    files.advance()
    return files
  }

  @Test func `a queue that overflows is a fresh scan`() {
    let files = MemoryFileSystem(queueMax: 10)
    files.makeDirectory("d")
    var told = Told(files)
    told.look()
    for index in 0..<20 { files.write("d/f\(index).yaml", "\(index)") }
    told.look()
    #expect(told.isFresh)
    #expect(told.texts == files.texts)
    #expect(told.observer.counters.overflows == 1)
    #expect(told.observer.counters.scans == 2)
    files.write("d/f1.yaml", "again")
    told.look()
    #expect(!told.isFresh)
    #expect(told.texts == files.texts)
    #expect(told.observer.counters.scans == 2)
  }

  @Test func `an unknown watch is a fresh scan`() {
    let files = tree()
    var told = Told(files)
    told.look()
    // A watch that the observer does not know of.
    files.makeDirectory(".hidden")
    _ = try? files.watch(".hidden")
    files.write(".hidden/x", "x")
    told.look()
    #expect(told.isFresh)
  }

  @Test func `a file written between the listing and the watch cannot be missed`() {
    let files = tree()
    var told = Told(files)
    told.look()
    files.before("list", "n") { $0.write("n/early.yaml", "early") }
    files.before("finishRead", "n/early.yaml") { $0.write("n/late.yaml", "late") }
    files.makeDirectory("n")
    told.look()
    #expect(told.texts["n/early.yaml"] == "early")
    told.look()
    #expect(told.texts == files.texts)
    #expect(told.observer.counters.scans == 1)
  }

  @Test func `a file that changes while it is read is read again`() {
    let files = tree()
    var told = Told(files)
    told.look()
    files.write("a.yaml", "two")
    files.before("finishRead", "a.yaml") { files in
      files.advance(1)
      files.write("a.yaml", "three")
    }
    told.look()
    #expect(told.texts["a.yaml"] == "three")
    // Never at rest: the last state stays, and the hint.
    files.write("a.yaml", "four")
    files.fail("finishRead", "a.yaml", .EAGAIN, times: 1)
    told.look()
    #expect(told.texts["a.yaml"] == "three")
    #expect(told.observer.hasHints)
    told.look()
    #expect(told.texts["a.yaml"] == "four")
    #expect(told.observer.isSettled)
  }

  @Test func `a file in whose tick nothing can be sure is read again`() {
    let files = tree()
    var told = Told(files, mode: .poll)
    files.write("a.yaml", "one")
    told.look()
    // The same size within the same tick: an equal stamp.
    files.write("a.yaml", "two")
    told.look()
    #expect(told.texts["a.yaml"] == "two")
    files.advance()
    told.look()
    let read = told.observer.counters.filesRead
    told.look()
    #expect(told.observer.counters.filesRead == read)
  }

  @Test func `a file and a directory without permission are told until they have it`() throws {
    let files = tree()
    files.fail("read", "a.yaml", .EACCES, times: 2)
    files.fail("list", "d", .EACCES, times: 2)
    var told = Told(files, mode: .poll)
    told.look()
    let expected = [
      "a.yaml": "! file cannot be read: permission denied (EACCES)",
      "d": "! directory cannot be read: permission denied (EACCES)",
    ]
    #expect(told.texts == expected)
    told.look()
    #expect(told.texts == expected)
    told.look()
    #expect(told.texts == files.texts)
    files.fail("list", "d", .EIO)
    told.look()
    #expect(told.texts == ["a.yaml": "a", "d": "! directory cannot be read: input/output error (EIO)"])
  }

  @Test func `no free descriptor is no problem of a file`() {
    let files = tree()
    var told = Told(files)
    told.look()
    files.write("a.yaml", "two")
    files.write("d/b.yaml", "two")
    files.fail("read", "a.yaml", .EMFILE)
    files.makeDirectory("n")
    files.write("n/x.yaml", "x")
    files.fail("list", "n", .ENFILE)
    told.look()
    #expect(told.texts == ["a.yaml": "a", "d/b.yaml": "two", "d/e/c.yaml": "c"])
    #expect(!told.observer.isSettled)
    told.look()
    #expect(told.texts == files.texts)
    #expect(told.observer.isSettled)
  }

  @Test func `a directory that is read but not watched is looked at again`() {
    let files = tree()
    var told = Told(files)
    told.look()
    files.makeDirectory("n")
    files.fail("watch", "n", .EMFILE)
    told.look()
    told.look()
    files.write("n/x.yaml", "x")
    told.look()
    #expect(told.texts == files.texts)
    #expect(told.observer.counters.scans == 1)
  }

  @Test func `a directory that may be read but not watched is a reason to poll`() {
    let files = tree()
    files.fail("watch", "d", .EACCES, times: 2)
    var told = Told(files)
    told.look()
    #expect(told.observer.condition.isPolling)
    #expect(told.texts == files.texts)
    #expect(told.observer.isSettled)
    told.look(.everything)
    told.look(.everything)
    #expect(told.observer.condition == .ok)
  }

  @Test func `too few watches are a reason to poll, with the setting's name`() {
    let files = MemoryFileSystem(watchesMax: 2)
    for name in ["d", "e", "f"] { files.makeDirectory(name) }
    files.write("f/a.yaml", "a")
    var told = Told(files)
    told.look()
    #expect(told.texts == files.texts)
    #expect(
      told.observer.condition
        == .polling("fs.inotify.max_user_watches is 7 for all programs of this user, and this root has 4 directories"))
    #expect(files.watchCount == 0)
    files.write("f/a.yaml", "b")
    told.look()
    #expect(told.texts == files.texts)
    // Room was made: the slow pass watches again.
    files.remove("d")
    files.remove("e")
    told.look(.everything)
    #expect(told.observer.condition == .ok)
    #expect(told.observer.watchCount == 2)
    files.write("f/a.yaml", "c")
    told.look()
    #expect(told.texts == files.texts)
  }

  @Test func `no queue at all is a reason to poll`() {
    let files = tree()
    files.fail("startWatching", "", .EMFILE)
    var told = Told(files)
    told.look()
    #expect(told.observer.condition.isPolling)
    files.writeSilently("a.yaml", "silent")
    told.look()
    #expect(told.texts == files.texts)
  }

  @Test(arguments: [UInt32(0x6969), 0x6573_5546, 0x794C_7630, 0xFF53_4D42])
  func `a file system that tells not all is polled, unless watching is asked for`(type: UInt32) {
    let files = tree()
    files.setFileSystem(type: type)
    var told = Told(files)
    told.look()
    #expect(told.observer.condition.isPolling)
    files.writeSilently("a.yaml", "silent")
    told.look()
    #expect(told.texts == files.texts)
    var forced = Told(files, mode: .inotify)
    forced.look()
    #expect(forced.observer.condition == .ok)
  }

  @Test func `a queue that cannot be read is given up`() {
    let files = tree()
    var told = Told(files)
    told.look()
    files.write("a.yaml", "two")
    files.fail("watchEvents", "", .EIO)
    told.look()
    #expect(told.isFresh)
    #expect(told.texts == files.texts)
    #expect(told.observer.condition.isPolling)
    told.look(.everything)
    #expect(told.observer.condition == .ok)
  }

  @Test func `a root whose kind of file system cannot be told is polled until it can`() {
    let files = tree()
    files.fail("fileSystemType", "", .EMFILE)
    var told = Told(files)
    told.look()
    #expect(told.observer.condition.isPolling)
    #expect(told.texts == files.texts)
    told.look(.everything)
    #expect(told.observer.condition == .ok)
  }

  @Test func `a root that cannot be listed keeps what was known`() {
    let files = tree()
    var told = Told(files)
    told.look()
    files.fail("list", "", .EIO, times: 2)
    told.look(.everything)
    #expect(told.observer.condition.isDegraded)
    #expect(told.texts == files.texts)
    files.write("a.yaml", "two")
    told.look()
    #expect(told.observer.condition.isDegraded)
    told.look()
    #expect(told.isFresh)
    #expect(told.observer.condition == .ok)
    #expect(told.texts == files.texts)
  }

  @Test func `a file in a directory that cannot be read any more is told with the directory only`() {
    let files = tree()
    var told = Told(files)
    told.look()
    files.write("d/b.yaml", "two")
    files.write("d/e/c.yaml", "two")
    files.change { tree in
      if let (parent, name) = tree.split("d") { tree.setPermissions(0, parent, name) }
    }
    told.look()
    #expect(told.texts.keys.sorted() == ["a.yaml", "d"])
    files.write("d/b.yaml", "three")
    told.look()
    #expect(told.texts.keys.sorted() == ["a.yaml", "d"])
    files.change { tree in
      if let (parent, name) = tree.split("d") { tree.setPermissions(0o755, parent, name) }
    }
    told.look()
    #expect(told.texts == files.texts)
  }

  @Test func `a directory with the name of a file is told again after a moment in which nothing could be told`() {
    let files = tree()
    files.makeDirectory("x.yaml")
    var told = Told(files)
    told.look()
    let problem = told.texts["x.yaml"]
    // A file of that name came and went, and the name cannot be looked at.
    files.remove("x.yaml")
    files.write("x.yaml", "x")
    files.remove("x.yaml")
    files.makeDirectory("x.yaml")
    files.fail("stamp", "x.yaml", .EIO, times: 3)
    told.look()
    #expect(told.texts["x.yaml"] != nil)
    told.look(.everything)
    #expect(told.texts["x.yaml"] == problem)
  }

  @Test(arguments: ["d", "b\u{FC}ro"]) func `a directory that was closed is read once it is open`(name: String) {
    let files = MemoryFileSystem()
    files.makeDirectory(name)
    files.write(name + "/x.yaml", "x")
    let permit = { (permissions: UInt32) in
      files.change { tree in
        if let (parent, name) = tree.split(name) { tree.setPermissions(permissions, parent, name) }
      }
    }
    permit(0)
    var told = Told(files)
    told.look()
    #expect(told.texts.keys.sorted() == [name])
    permit(0o755)
    told.look()
    #expect(told.texts == files.texts)
  }

  @Test func `a name whose letters are composed in another way is another name`() {
    let files = MemoryFileSystem()
    let (old, new) = ("u\u{308}", "\u{FC}")
    files.makeDirectory(old)
    files.write(old + "/x.yaml", "x")
    files.write(old + ".yaml", "y")
    files.write(old + ".txt", "z")
    var observer = Observer(files: files, threads: 1)
    _ = observer.look()
    for ending in ["", ".yaml", ".txt"] { files.rename(old + ending, new + ending) }
    observer.drain()
    let batch = observer.look().batch
    func bytes(_ texts: [String]) -> Set<[UInt8]> { Set(texts.map { Array($0.utf8) }) }
    #expect(bytes(batch.changes.filter { $0.file == nil }.map(\.path)) == bytes([old + "/x.yaml", old + ".yaml"]))
    #expect(bytes(batch.changes.filter { $0.file != nil }.map(\.path)) == bytes([new + "/x.yaml", new + ".yaml"]))
    #expect(bytes(batch.documents.filter { !$0.exists }.map(\.path)) == bytes([old + ".txt"]))
    #expect(bytes(batch.documents.filter(\.exists).map(\.path)) == bytes([new + ".txt"]))
    #expect(files.watchCount == 2)
  }

  @Test func `a root that goes, comes back, and is replaced`() {
    let files = tree()
    var told = Told(files)
    told.look()
    let before = files.texts
    let root = files.takeRoot()
    told.look()
    #expect(told.observer.condition.isDegraded)
    #expect(told.texts == before)
    files.putRoot()
    told.look()
    #expect(told.observer.condition.isDegraded)
    #expect(told.texts == before)
    files.write("new.yaml", "new")
    told.look()
    #expect(told.observer.condition == .ok)
    #expect(told.texts == ["new.yaml": "new"])
    files.putRoot(root)
    told.look()
    #expect(told.isFresh)
    #expect(told.texts == before)
  }

  @Test func `progress is told in steps`() {
    let files = MemoryFileSystem()
    for index in 0..<2500 { files.write("f\(index).yaml", "x") }
    var observer = Observer(files: files, threads: 1)
    var told: [LookProgress] = []
    _ = observer.look { told.append($0) }
    #expect(told.map(\.filesDone) == [1024, 2048, 2500])
    #expect(told.allSatisfy { $0.filesFound == 2500 })
  }

  @Test func `the last events are kept, and no more`() {
    let files = tree()
    var told = Told(files)
    told.look()
    for index in 0..<300 { files.write("f\(index).yaml", "x") }
    told.look()
    #expect(told.observer.recentEvents.count == 256)
    #expect(told.observer.recentEvents.last == "CLOSE_WRITE f299.yaml")
  }
}
