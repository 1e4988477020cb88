import STLText
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("*.yaml", "a.yaml", true), ("*.yaml", "x/y/a.yaml", true), ("*.yaml", "a.yml", false),
    ("plans/**", "plans/a.yaml", true), ("plans/**", "plans/b/c.yaml", true), ("plans/**", "other/a.yaml", false),
    ("plans/**", "plans", false), ("plans", "plans/a.yaml", true), ("plans/", "x/plans/a.yaml", true),
    ("/plans", "plans/a.yaml", true), ("/plans", "x/plans/a.yaml", false), ("a/*/c.yaml", "a/b/c.yaml", true),
    ("a/*/c.yaml", "a/b/d/c.yaml", false), ("a/**/c.yaml", "a/c.yaml", true), ("a/**/c.yaml", "a/b/d/c.yaml", true),
    ("**/*.yaml", "org.yaml", true), ("?.yaml", "a.yaml", true), ("?.yaml", "ab.yaml", false),
    ("[a-c].yaml", "b.yaml", true), ("[!a-c].yaml", "b.yaml", false), ("[a-c].yaml", "d.yaml", false),
    ("caf?", "café/a.yaml", true), ("caf??", "café/a.yaml", false), ("caf[éè].yaml", "café.yaml", true),
    ("caf[!a].yaml", "café.yaml", true), ("[à-ï]*", "été/a.yaml", true), ("*?.yaml", "港.yaml", true),
    ("a/b", "a/b/c/d.yaml", true), ("", "a.yaml", false), ("draft*", "drafts/x.yaml", true),
  ])
  func `matches as gitignore does`(pattern: String, path: String, expected: Bool) {
    #expect(Glob(pattern).matches(Glob.Path(path)) == expected)
  }

  @Test func `many stars stay linear`() {
    let pattern = String(repeating: "*a", count: 40) + "b"
    #expect(!Glob(pattern).matches(Glob.Path(String(repeating: "a", count: 4000))))
    #expect(!Glob("**/a/**/a/**/a/**/b").matches(Glob.Path(String(repeating: "a/", count: 300) + "c")))
  }
}
