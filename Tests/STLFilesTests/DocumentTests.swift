import STLEngine
import STLFiles
import STLSystem
import Testing

/// Documents beside the entities: every batch says which came and went.
@Suite struct DocumentTests {
  /// `+path` and `-path`, sorted.
  private func documents(_ observer: inout Observer<KernelFileSystem>) -> [String] {
    observer.drain()
    return observer.look().batch.documents.map { ($0.exists ? "+" : "-") + $0.path }.sorted()
  }

  private func observer(_ scratch: Scratch, _ mode: WatchMode = .auto) -> Observer<KernelFileSystem> {
    Observer(files: KernelFileSystem(root: scratch.path), mode: mode, threads: 1)
  }

  @Test(arguments: [WatchMode.auto, .poll]) func `documents come, change and go`(mode: WatchMode) throws {
    let scratch = try Scratch()
    try scratch.makeDirectory("docs")
    try scratch.write("docs/plan.pdf", "x")
    try scratch.write("docs/notes.md", "# Notes\n")
    try scratch.write("a.yaml")
    try scratch.write(".hidden", "x")
    var observer = observer(scratch, mode)
    #expect(documents(&observer) == ["+docs/notes.md", "+docs/plan.pdf"])
    #expect(documents(&observer) == [])

    try scratch.write("docs/plan.pdf", "changed")
    try scratch.write("docs/new.txt", "x")
    try scratch.rename("docs/notes.md", "docs/moved.md")
    #expect(documents(&observer) == ["+docs/moved.md", "+docs/new.txt", "-docs/notes.md"])

    try scratch.remove("docs/new.txt")
    #expect(documents(&observer) == ["-docs/new.txt"])

    try scratch.rename("docs", "texts")
    #expect(
      documents(&observer) == [
        "+texts/moved.md", "+texts/plan.pdf", "-docs/moved.md", "-docs/plan.pdf",
      ])
    scratch.removeTree("texts")
    #expect(documents(&observer) == ["-texts/moved.md", "-texts/plan.pdf"])
  }

  @Test func `a document becomes an entity file and back`() throws {
    let scratch = try Scratch()
    try scratch.write("a.md", "# Text\n")
    var observer = observer(scratch)
    #expect(documents(&observer) == ["+a.md"])
    try scratch.write("a.md", "---\nteam: a\n---\n")
    #expect(documents(&observer) == ["-a.md"])
    try scratch.write("a.md", "# Text again\n")
    #expect(documents(&observer) == ["+a.md"])
  }

  @Test func `a directory or a link in the place of a document`() throws {
    let scratch = try Scratch()
    try scratch.write("a.txt", "x")
    try scratch.write("b.txt", "x")
    var observer = observer(scratch)
    #expect(documents(&observer) == ["+a.txt", "+b.txt"])
    try scratch.remove("a.txt")
    try scratch.makeDirectory("a.txt")
    try scratch.remove("b.txt")
    try Files.symbolicLink(scratch.full("b.txt"), to: "/etc/hostname")
    #expect(documents(&observer) == ["-a.txt", "-b.txt"])
  }
}
