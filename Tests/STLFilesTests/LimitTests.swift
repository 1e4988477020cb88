import Simulation
import STLEngine
import STLModel
import STLSystem
import Testing

@testable import STLFiles

/// The limits of files: what holds at the edge, and what happens one beyond.
@Suite struct LimitTests {
  /// An observer of an empty tree in memory, looked at once.
  private func observer(_ files: MemoryFileSystem) -> Observer<MemoryFileSystem> {
    var observer = Observer(files: files, threads: 1)
    _ = observer.look()
    return observer
  }

  @Test func `events of a drain`() {
    let files = MemoryFileSystem(queueMax: 100_000)
    var observer = observer(files)
    // Two names in turn: the kernel keeps one of equal events that follow each other.
    func names(_ count: Int) -> [String] { (0..<count).map { $0.isMultiple(of: 2) ? "a.yaml" : "b.yaml" } }
    files.announce(names(FileLimits.eventsPerDrainMax - 1))
    #expect(observer.drain() == FileLimits.eventsPerDrainMax - 1)
    #expect(!observer.needsScan)
    files.announce(names(FileLimits.eventsPerDrainMax + 100))
    #expect(observer.drain() == FileLimits.eventsPerDrainMax)
    #expect(observer.needsScan)
  }

  @Test func `hints`() {
    let files = MemoryFileSystem(queueMax: 100_000)
    var observer = observer(files)
    let step = FileLimits.hintsMax / 4
    for part in 0..<4 {
      files.announce((part * step..<(part + 1) * step).map { "\($0).yaml" })
      observer.drain()
    }
    #expect(observer.hintCount == FileLimits.hintsMax)
    #expect(!observer.needsScan)
    files.announce(["one-more.yaml"])
    observer.drain()
    #expect(observer.needsScan)
  }

  @Test func `ended watches`() {
    var observer = observer(MemoryFileSystem())
    observer.ended = Set(1_000_000..<1_000_000 + Int32(FileLimits.endedWatchesMax))
    observer.drain()
    #expect(observer.ended.count == FileLimits.endedWatchesMax)
    #expect(!observer.needsScan)
    observer.ended.insert(1)
    observer.drain()
    #expect(observer.ended.isEmpty)
    #expect(observer.needsScan)
  }

  @Test(arguments: [false, true]) func `rounds of a look`(isBeyond: Bool) {
    let files = MemoryFileSystem()
    var observer = observer(files)
    // The file becomes a directory with such a file in it whenever somebody comes to read it.
    var path = "a.yaml"
    files.write(path, "x")
    for _ in 0..<FileLimits.roundsMax - (isBeyond ? 0 : 1) {
      files.before("read", path) { [path] files in
        files.remove(path)
        files.makeDirectory(path)
        files.write(path + "/a.yaml", "x")
      }
      path += "/a.yaml"
    }
    observer.drain()
    _ = observer.look()
    #expect(observer.needsScan == isBeyond)
    observer.drain()
    let last = observer.look()
    if isBeyond { #expect(last.batch.changes.contains { $0.path == path }) }
    #expect(!observer.needsScan)
  }

  @Test(
    arguments: [(nil, FileLimits.tickNanoseconds), (0x6969, FileLimits.remoteTickNanoseconds)] as [(UInt32?, Int64)])
  func `a tick`(type: UInt32?, tick: Int64) {
    for age in [tick - 1, tick] {
      let files = MemoryFileSystem()
      if let type { files.setFileSystem(type: type) }
      files.write("a.yaml", "x")
      files.advance(age)
      var observer = Observer(files: files, mode: .poll, threads: 1)
      if type != nil { observer = Observer(files: files, threads: 1) }
      _ = observer.look()
      let read = observer.counters.filesRead
      _ = observer.look(.everything)
      #expect(observer.counters.filesRead - read == (age < tick ? 1 : 0), "\(age)")
    }
  }

  // MARK: git

  private let commit = String(repeating: "1", count: 40)

  /// A work tree whose HEAD names a branch.
  private func workTree() throws -> Scratch {
    let scratch = try Scratch()
    for folder in [".git", ".git/refs", ".git/refs/heads"] { try scratch.makeDirectory(folder) }
    try scratch.write(".git/HEAD", "ref: refs/heads/b1\n")
    return scratch
  }

  private func headCommit(_ scratch: Scratch) -> String? { GitWorkTree(above: scratch.path)?.headCommit() }

  @Test func `references that name references`() throws {
    let scratch = try workTree()
    for count in [FileLimits.gitHopsMax, FileLimits.gitHopsMax + 1] {
      for hop in 1..<count { try scratch.write(".git/refs/heads/b\(hop)", "ref: refs/heads/b\(hop + 1)\n") }
      try scratch.write(".git/refs/heads/b\(count)", commit + "\n")
      #expect(headCommit(scratch) == (count == FileLimits.gitHopsMax ? commit : nil))
    }
  }

  @Test func `files of git that are one line`() throws {
    let scratch = try workTree()
    for count in [FileLimits.gitLineBytesMax, FileLimits.gitLineBytesMax + 1] {
      let rest = String(repeating: "\n", count: count - 40)
      try scratch.write(".git/refs/heads/b1", commit + rest)
      #expect(headCommit(scratch) == (count == FileLimits.gitLineBytesMax ? commit : nil))
    }
    try scratch.makeDirectory("linked")
    let pointer = "gitdir: ../.git"
    for count in [FileLimits.gitLineBytesMax, FileLimits.gitLineBytesMax + 1] {
      try scratch.write("linked/.git", pointer + String(repeating: "\n", count: count - pointer.utf8.count))
      // Else the work tree above is found.
      let found = try #require(GitWorkTree(above: scratch.full("linked")))
      #expect(found.prefix == (count == FileLimits.gitLineBytesMax ? "" : "linked/"))
    }
  }

  @Test func `packed references`() throws {
    let scratch = try workTree()
    try scratch.write(".git/packed-refs", commit + " refs/heads/b1\n")
    #expect(headCommit(scratch) == commit)
    // The rest is a hole in the file.
    let outcome = try Subprocess(
      program: "/usr/bin/env",
      arguments: ["truncate", "-s", String(FileLimits.gitPackedBytesMax + 1), scratch.full(".git/packed-refs")],
      environment: ["PATH=/usr/bin:/bin"], outputBytesMax: 1000, timeNanosecondsMax: 20_000_000_000
    ).run()
    try #require(outcome.isSuccess)
    #expect(headCommit(scratch) == nil)
  }
}
