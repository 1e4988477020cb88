import STLSyntax
import Testing

struct DocumentTests {
  static let cases: [(yaml: String, events: String)] = [
    ("", ""),
    ("\n", ""),
    ("# c", ""),
    ("---", "+DOC --- : -DOC"),
    ("---\n", "+DOC --- : -DOC"),
    ("--- a", "+DOC --- :a -DOC"),
    ("---\na: b", "+DOC --- +MAP :a :b -MAP -DOC"),
    ("---\n- a\n...", "+DOC --- +SEQ :a -SEQ -DOC ..."),
    ("a\n...\n", "+DOC :a -DOC ..."),
    ("a\n---\nb", "+DOC :a -DOC +DOC --- :b -DOC"),
    ("---\na\n---\nb\n", "+DOC --- :a -DOC +DOC --- :b -DOC"),
    ("--- a\n--- b\n", "+DOC --- :a -DOC +DOC --- :b -DOC"),
    ("...", ""),
    ("---\n# c\n", "+DOC --- : -DOC"),
    ("a: b\n...\n# c\n", "+DOC +MAP :a :b -MAP -DOC ..."),
    ("a: b\n...\n...\n", "+DOC +MAP :a :b -MAP -DOC ..."),
    ("--- # c\na: b", "+DOC --- +MAP :a :b -MAP -DOC"),
    ("---\ta", "+DOC --- :a -DOC"),
    ("a\n...\nb\n", "+DOC :a -DOC ... +DOC :b -DOC"),
    ("--- \"a\"", "+DOC --- \"a -DOC"),
    ("--- [a]", "+DOC --- +SEQ [] :a -SEQ -DOC"),
    ("--- |\n a\n--- >\n b\n", "+DOC --- |a\\n -DOC +DOC --- >b\\n -DOC"),
    ("a: b\n... # c\n---\nc: d", "+DOC +MAP :a :b -MAP -DOC ... +DOC --- +MAP :c :d -MAP -DOC"),
    ("a\n---\n# b\n", "+DOC :a -DOC +DOC --- : -DOC"),
    ("---\n---\n", "+DOC --- : -DOC +DOC --- : -DOC"),
    ("a---b: c\n", "+MAP :a---b :c -MAP"),
    ("---a: b", "+MAP :---a :b -MAP"),
    ("a: b\n---c: d", "+MAP :a :b :---c :d -MAP"),
    (" --- a: b", "+MAP ⟨:--- a⟩ :b -MAP"),
    ("---\n...\n", "+DOC --- : -DOC ..."),
    ("a: b\n---\n\n---\nc: d\n", "+DOC +MAP :a :b -MAP -DOC +DOC --- : -DOC +DOC --- +MAP :c :d -MAP -DOC"),
  ]

  @Test(arguments: cases) func `reads documents`(yaml: String, expected: String) {
    #expect(problems(yaml) == [])
    #expect(events(yaml) == expected)
    checkWhole(Array(yaml.utf8))
  }
}
