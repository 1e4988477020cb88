import STLText
import Testing

/// How many columns text takes, and how it is cut, padded and wrapped by columns.
@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("robots", 6), ("Tomáš", 5), ("Toma\u{301}s\u{30C}", 5), ("田中健", 6), ("ｆｕｌｌ", 8), ("ﾊﾝ", 2),
    ("نادية", 5), ("שלום", 4), ("नेहा जोशी", 8), ("🦊", 2), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("…", 1),
    ("█▏·", 3),
  ]) func `counts columns`(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test func `cuts by columns and keeps whole characters`() {
    #expect("checkout-latency".cut(to: 9) == "checkout…")
    #expect("checkout".cut(to: 8) == "checkout")
    #expect("田中健太郎".cut(to: 6) == "田中…")
    #expect("checkout".cut(to: 6, mark: "...") == "che...")
    #expect("checkout".cut(to: 0) == "")
  }

  @Test func `pads by columns`() {
    #expect("田中".padded(to: 6) == "田中  ")
    #expect("42".padded(to: 5, isRight: true) == "   42")
    #expect("longer".padded(to: 3) == "longer")
  }

  @Test func `wraps at spaces`() {
    #expect("one two three".wrapped(to: 7) == ["one two", "three"])
    #expect("one two three".wrapped(to: 5) == ["one", "two", "three"])
    #expect("田中 健太郎".wrapped(to: 6) == ["田中", "健太郎"])
    #expect("".wrapped(to: 5) == [""])
  }

  @Test func `breaks what is longer than a line`() {
    #expect("checkout-latency".wrapped(to: 10) == ["checkout-l", "atency"])
    #expect("a checkout-latency b".wrapped(to: 12) == ["a checkout-l", "atency b"])
    #expect("of the checkout-latency".wrapped(to: 12) == ["of the", "checkout-lat", "ency"])
    #expect("田中健太郎".wrapped(to: 5) == ["田中", "健太", "郎"])
    #expect("Toma\u{301}s\u{30C}".wrapped(to: 4) == ["Toma\u{301}", "s\u{30C}"])
  }
}
