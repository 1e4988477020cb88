import STLText
import Testing

@Suite struct FilePathTests {
  @Test func `a path is its bytes`() {
    let composed = FilePath("\u{E9}/a.yaml")
    let decomposed = FilePath("e\u{301}/a.yaml")
    #expect(composed.text == decomposed.text)
    #expect(composed != decomposed)
    #expect(decomposed < composed)
    #expect(Set([composed, decomposed, composed]).count == 2)
    #expect(Set((0..<100).map { FilePath(String(repeating: "a", count: $0)) }).count == 100)
    #expect(FilePath(bytes: [0x61]) == "a")
    #expect(FilePath(bytes: [0xFF]) == nil)
  }

  @Test func `a folder holds itself and what is below it`() {
    for (folder, path, isHeld) in [
      ("a", "a", true), ("a", "a/b", true), ("a", "ab", false), ("a/b", "a", false), ("\u{E9}", "e\u{301}/a", false),
      // A name may begin with a mark that joins what stands before it.
      ("a", "a/\u{301}", true), ("a", "a\u{301}/b", false),
    ] {
      #expect(FilePath(folder).holds(FilePath(path)) == isHeld, "\(folder) \(path)")
    }
  }

  @Test func `a path is joined and split at its slashes`() {
    for path in ["a", "a/b", "a/b/\u{301}c.yaml"] {
      let parts = FilePath.split(FilePath(path))
      #expect(parts.map { FilePath.join($0.directory, $0.name) } == FilePath(path))
    }
    #expect(FilePath.split("") == nil)
    #expect(FilePath.split("a/b/c")?.directory == "a/b")
    #expect(FilePath.split("a")?.directory == "")
  }
}
