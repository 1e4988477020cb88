import STLText
import Testing

@Suite struct PathSetTests {
  @Test(
    arguments: [
      ([], "a/b", true), (["."], "a/b", true), (["a"], "a/b", true), (["./a/"], "a/b/c.yaml", true),
      (["a/b"], "a/b", true),
      (["a"], "ab", false), (["a/b"], "a", false), (["x", "a/b"], "a/b/c", true), (["é"], "e\u{301}", false),
    ] as [([String], String, Bool)])
  func `a file is in the set where it or a folder above it is`(paths: [String], path: String, isIn: Bool) {
    #expect(PathSet(paths).contains(path) == isIn)
  }

  @Test func `what no file lies at or below is missing, in order`() {
    let set = PathSet(["z", "a", "b/c", "b/d", "a/x.yaml"])
    #expect(set.missing(among: ["a/x.yaml", "b/c/y.yaml", "bb"]) == ["z", "b/d"])
    #expect(PathSet(["."]).missing(among: []) == [])
  }

  @Test func `many paths among many files take one walk`() {
    let files = (0..<5000).map { "folder/\($0)/plan.yaml" }
    let set = PathSet((0..<5000).map { "folder/\($0)" })
    #expect(set.missing(among: files) == [])
    #expect(files.allSatisfy(set.contains))
  }
}
