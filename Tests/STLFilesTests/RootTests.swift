import STLEngine
import STLFiles
import STLSystem
import Testing

/// What becomes of the root itself, and of the git work tree around it.
@Suite struct RootTests {
  private func start(_ scratch: Scratch) throws -> Watched {
    try scratch.makeDirectory("root")
    try scratch.write("root/a.yaml", "one")
    var watched = Watched(scratch, root: "root")
    #expect(watched.look() == ["a.yaml"])
    return watched
  }

  @Test func `a root that goes is degraded and keeps what was known until it is back`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.rename("root", "away")
    #expect(watched.look() == [])
    #expect(watched.observer.condition.isDegraded)
    #expect(!watched.observer.isSettled)
    try scratch.write("away/a.yaml", "two")
    try scratch.rename("away", "root")
    watched.observer.drain()
    let look = watched.observer.look()
    #expect(look.isFresh)
    #expect(look.batch.changes.map(\.path) == ["a.yaml"])
    #expect(watched.observer.condition == .ok)
    try scratch.write("root/a.yaml", "three")
    #expect(watched.look() == ["a.yaml"])
  }

  @Test func `another directory at the root's path is read and watched`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.makeDirectory("next")
    try scratch.write("next/b.yaml", "b")
    try scratch.rename("root", "old")
    try scratch.rename("next", "root")
    #expect(watched.look() == ["-a.yaml", "b.yaml"])
    #expect(watched.observer.condition == .ok)
    try scratch.write("old/a.yaml", "nobody's")
    try scratch.write("root/b.yaml", "c")
    #expect(watched.look() == ["b.yaml"])
  }

  @Test func `a root that is a link follows it when it is pointed elsewhere`() throws {
    let scratch = try Scratch()
    for name in ["one", "two"] {
      try scratch.makeDirectory(name)
      try scratch.write(name + "/a.yaml", name)
    }
    try Files.symbolicLink(scratch.full("current"), to: "one")
    var watched = Watched(scratch, root: "current")
    watched.look()
    #expect(watched.told == ["a.yaml": "one"])
    try Files.symbolicLink(scratch.full("new"), to: "two")
    try scratch.rename("new", "current")
    watched.look()
    #expect(watched.told == ["a.yaml": "two"])
  }

  @Test func `an empty directory in the root's place is no empty organisation`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.rename("root", "away")
    try scratch.makeDirectory("root")
    try scratch.makeDirectory("root/.git")
    #expect(watched.look() == [])
    #expect(watched.observer.condition.isDegraded)
    #expect(watched.look() == [])
    try scratch.write("root/b.yaml", "b")
    #expect(watched.look() == ["-a.yaml", "b.yaml"])
    #expect(watched.observer.condition == .ok)
  }

  @Test func `a root that loses its last file is an empty organisation`() throws {
    let scratch = try Scratch()
    var watched = try start(scratch)
    try scratch.remove("root/a.yaml")
    #expect(watched.look() == ["-a.yaml"])
    #expect(watched.observer.condition == .ok)
  }

  @Test func `a root that comes later is waited for`() throws {
    let scratch = try Scratch()
    var watched = Watched(scratch, root: "root")
    #expect(watched.look() == [])
    #expect(watched.observer.condition.isDegraded)
    try scratch.makeDirectory("root")
    try scratch.write("root/a.yaml", "one")
    watched.observer.drain()
    let look = watched.observer.look()
    #expect(look.batch.isComplete)
    #expect(!look.isFresh)
    #expect(look.batch.changes.map(\.path) == ["a.yaml"])
  }

  @Test func `a root that is a file is degraded`() throws {
    let scratch = try Scratch()
    try scratch.write("root", "")
    var watched = Watched(scratch, root: "root")
    watched.look()
    #expect(watched.observer.condition.isDegraded)
  }

  @Test func `git's lock and HEAD are seen from a root inside the work tree`() throws {
    let scratch = try Scratch()
    try scratch.makeDirectory(".git")
    try scratch.write(".git/HEAD", "ref: refs/heads/main\n")
    try scratch.makeDirectory("sub")
    try scratch.makeDirectory("sub/root")
    try scratch.write("sub/root/a.yaml", "one")
    var watched = Watched(scratch, root: "sub/root")
    watched.look()
    #expect(watched.observer.prefix == "sub/root/")
    #expect(!watched.observer.isGitLocked)
    #expect(watched.observer.headChanges == 0)
    try scratch.write(".git/index.lock", "")
    #expect(watched.observer.drain() > 0)
    #expect(watched.observer.isGitLocked)
    let lock = try FileStamp(of: scratch.full(".git/index.lock"))
    #expect(watched.observer.gitLockAge(now: lock.modified + 5) == 5)
    try scratch.write(".git/HEAD.lock", "0123\n")
    try scratch.rename(".git/HEAD.lock", ".git/HEAD")
    try scratch.rename(".git/index.lock", ".git/index")
    #expect(watched.look() == [])
    #expect(!watched.observer.isGitLocked)
    #expect(watched.observer.gitLockAge(now: 0) == nil)
    #expect(watched.observer.headChanges == 1)
    #expect(watched.observer.counters.scans == 1)
  }

  @Test func `a linked work tree has its state elsewhere`() throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("main")
    try scratch.makeDirectory("main/.git")
    try scratch.makeDirectory("main/.git/worktrees")
    try scratch.makeDirectory("main/.git/worktrees/root")
    try scratch.makeDirectory("root")
    try scratch.write("root/.git", "gitdir: ../main/.git/worktrees/root\n")
    var watched = Watched(scratch, root: "root")
    watched.look()
    #expect(watched.observer.prefix == "")
    try scratch.write("main/.git/worktrees/root/index.lock", "")
    #expect(watched.observer.isGitLocked)
    #expect(watched.observer.drain() > 0)
  }

  @Test(arguments: [
    ".git/HEAD", ".git/refs/heads/main", ".git/packed-refs", ".git/commondir", ".git/logs", ".git/index.lock",
  ])
  func `a pipe in the git directory is never waited for`(path: String) throws {
    let scratch = try Scratch()
    for directory in [".git", ".git/refs", ".git/refs/heads"] { try scratch.makeDirectory(directory) }
    if path != ".git/HEAD" { try scratch.write(".git/HEAD", "ref: refs/heads/main\n") }
    try Files.makeFIFO(scratch.full(path))
    var watched = Watched(scratch)
    watched.look()
    #expect(watched.observer.commit == nil)
    #expect(watched.observer.condition == .ok)
  }

  @Test func `a pipe in the place of the git directory is never waited for`() throws {
    let scratch = try Scratch()
    try Files.makeFIFO(scratch.full(".git"))
    var watched = Watched(scratch)
    watched.look()
    #expect(watched.observer.commit == nil)
    try scratch.remove(".git")
    try scratch.write(".git", "gitdir: elsewhere\n")
    try scratch.makeDirectory("elsewhere")
    try Files.makeFIFO(scratch.full("elsewhere/HEAD"))
    watched.look(.everything)
    #expect(watched.observer.commit == nil)
  }

  @Test func `a git directory that is renamed is a directory like any other`() throws {
    let scratch = try Scratch()
    try scratch.makeDirectory(".git")
    try scratch.write(".git/HEAD", "ref: refs/heads/main\n")
    try scratch.write(".git/a.yaml", "one")
    var watched = Watched(scratch)
    watched.look()
    try scratch.rename(".git", "old")
    #expect(watched.look() == ["old/a.yaml"])
    try scratch.write("old/a.yaml", "two")
    #expect(watched.look() == ["old/a.yaml"])
    try scratch.rename("old", ".git")
    #expect(watched.look() == ["-old/a.yaml"])
    try scratch.write(".git/a.yaml", "three")
    #expect(watched.look() == [])
    #expect(watched.observer.counters.scans == 1)
    // Its watch ended with the name that counted; the slow pass has one again.
    watched.look(.everything)
    try scratch.write(".git/index.lock", "")
    #expect(watched.observer.drain() > 0)
    #expect(watched.observer.isGitLocked)
  }

  @Test func `a repository that is made later is found by the slow pass`() throws {
    let scratch = try Scratch()
    var watched = Watched(scratch)
    watched.look()
    try scratch.makeDirectory(".git")
    try scratch.write(".git/index.lock", "")
    // A directory above may be a repository too: only the lock counts.
    watched.look(.everything)
    #expect(watched.observer.isGitLocked)
  }
}
