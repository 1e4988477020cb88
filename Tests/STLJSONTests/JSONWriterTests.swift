import STLJSON
import Testing

@Suite struct JSONWriterTests {
  @Test func `writes members in order, compact`() {
    #expect(
      text(.compact, report) == #"{"version":1,"ratio":0.25,"none":null,"rows":[{"id":"a"},{"id":"b"}],"empty":[]}"#)
  }

  @Test func `writes members in order, pretty`() {
    #expect(
      text(.pretty, report) == """
        {
          "version": 1,
          "ratio": 0.25,
          "none": null,
          "rows": [
            {
              "id": "a"
            },
            {
              "id": "b"
            }
          ],
          "empty": []
        }
        """)
  }

  private func report(_ writer: inout JSONWriter) {
    let absent: String? = nil
    let rows = ["a", "b"]
    writer.object { writer in
      writer.field("version", 1)
      writer.field("commit", absent)
      writer.field("ratio", orNull: 0.25)
      writer.field("none", orNull: absent)
      writer.array("rows", rows) { writer, row in
        writer.object { writer in writer.field("id", row) }
      }
      writer.field("empty", [String]())
    }
  }

  @Test func `has a call for every kind of value`() {
    #expect(
      text(.compact) { writer in
        writer.beginArray()
        writer.null()
        writer.bool(true)
        writer.integer(.min)
        writer.double(1.5)
        writer.string("s")
        writer.raw(Array(#"{"raw":1}"#.utf8))
        writer.value(JSON.array([1, "two", nil]))
        writer.value(["a", "b"])
        writer.object { writer in
          writer.key("k")
          writer.beginObject()
          writer.endObject()
          writer.object("o") { writer in writer.field("x", false) }
          writer.array("a") { writer in writer.integer(1) }
        }
        writer.endArray()
      }
        == #"[null,true,-9223372036854775808,1.5,"s",{"raw":1},[1,"two",null],["a","b"],{"k":{},"o":{"x":false},"a":[1]}]"#
    )
  }

  @Test func `writes JSON lines`() {
    var writer = JSONWriter()
    for number in 1...2 {
      writer.object { writer in writer.field("n", number) }
      #expect(writer.isComplete)
      writer.endLine()
    }
    #expect(String(decoding: writer.takeBytes(), as: UTF8.self) == "{\"n\":1}\n{\"n\":2}\n")
    #expect(writer.bytes.isEmpty)
  }

  static let numbers: [(number: Double, text: String)] = [
    (0, "0.0"), (-0.0, "-0.0"), (0.1, "0.1"), (1.0 / 3, "0.3333333333333333"), (1e300, "1e+300"),
    (.leastNonzeroMagnitude, "5e-324"), (.nan, "null"), (.infinity, "null"), (-.infinity, "null"),
  ]

  @Test(arguments: numbers) func `writes the shortest number`(number: Double, expected: String) {
    #expect(text(.compact) { $0.double(number) } == expected)
  }

  static let strings: [(string: String, text: String)] = [
    ("", #""""#),
    ("plain", #""plain""#),
    ("say \"hi\" \\ /", #""say \"hi\" \\ /""#),
    ("\u{0}\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F}", #""\u0000\u0001\b\t\n\u000b\f\r\u001f""#),
    ("a\u{7F}\u{9B}\u{A0}b", "\"a\\u007f\\u009b\u{A0}b\""),
    ("\u{2028}\u{2029}", #""\u2028\u2029""#),
    ("\u{202E}\u{2066}\u{200B}\u{FEFF}\u{61C}", #""\u202e\u2066\u200b\ufeff\u061c""#),
    ("é 漢 🚀", #""é 漢 🚀""#),
    ("e\u{301}", "\"e\u{301}\""),
  ]

  @Test(arguments: strings) func `escapes`(string: String, expected: String) throws {
    let written = text(.compact) { $0.string(string) }
    #expect(Array(written.utf8) == Array(expected.utf8))
    #expect(try JSONReader.read(written) == .string(string))
  }

  @Test func `stops at a call in the wrong place`() async {
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.beginObject()
      writer.integer(1)
    }
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.beginArray()
      writer.endObject()
    }
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.null()
      writer.null()
    }
  }

  private func text(_ style: JSONWriter.Style, _ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(style)
    body(&writer)
    #expect(writer.isComplete)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
