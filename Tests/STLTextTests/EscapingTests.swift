import STLText
import Testing

/// What cannot be seen is spelled out; what can be seen stays as it is.
@Suite struct EscapingTests {
  @Test(arguments: [
    ("a\u{1B}[31mb", "a\\u{1B}[31mb"), ("a\nb\tc\r", "a\\nb\\tc\\r"), ("\u{202E}evil", "\\u{202E}evil"),
    ("zero\u{200B}width", "zero\\u{200B}width"), ("join\u{200D}er", "join\\u{200D}er"), ("\u{FEFF}", "\\u{FEFF}"),
    ("soft\u{AD}", "soft\\u{AD}"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"), ("\u{E0041}", "\\u{E0041}"),
    ("\u{9B}31m", "\\u{9B}31m"), ("\u{7F}", "\\u{7F}"), ("\u{2028}", "\\u{2028}"), ("\u{3164}", "\\u{3164}"),
    ("\0", "\\u{0}"),
  ]) func `spells out what cannot be seen`(text: String, visible: String) {
    #expect(Escaping.visible(text) == visible)
  }

  @Test(arguments: [
    "plain", "Tomáš", "田中健", "فاطمة", "नेहा", "❤\u{FE0F}", "\u{600}12", "a\u{A0}b", "Toma\u{301}s", "\\n",
  ])
  func `leaves what can be seen`(text: String) {
    #expect(Escaping.visible(text) == text)
  }

  @Test func `a terminal gets line breaks and our colours, nothing else`() {
    func sent(_ text: String, _ areColoursOurs: Bool = false) -> String {
      String(decoding: Escaping.forTerminal(Array(text.utf8), areColoursOurs: areColoursOurs), as: UTF8.self)
    }
    #expect(sent("id,title\r\na,\"x\ry\tz\"\r\n") == "id,title\r\na,\"x\\ry\\tz\"\r\n")
    #expect(sent("a\u{202E}b\u{1B}]0;t\u{7}\u{1B}[2J\n") == "a\\u{202E}b\\u{1B}]0;t\\u{7}\\u{1B}[2J\n")
    #expect(sent("\u{1B}[1;31mred\u{1B}[0m") == "\\u{1B}[1;31mred\\u{1B}[0m")
    #expect(sent("\u{1B}[1;31mred\u{1B}[0m\u{1B}[2J\u{1B}", true) == "\u{1B}[1;31mred\u{1B}[0m\\u{1B}[2J\\u{1B}")
  }

  @Test func `twice is once`() {
    let once = Escaping.visible("a\u{202E}\u{1B}")
    #expect(Escaping.visible(once) == once)
  }
}
