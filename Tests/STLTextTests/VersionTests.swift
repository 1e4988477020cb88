import STLText
import Testing

@Suite struct VersionTests {
  @Test(arguments: [
    ("1", "1.0.0"), ("0.1", "0.1.0"), ("1.10.2", "1.10.2"), ("0.0", "0.0.0"), ("banana", nil), ("", nil), ("1.", nil),
    ("1.2.3.4", nil), ("+1", nil), ("-1", nil), ("v1", nil), ("1.0 ", nil), ("9999999999", nil),
  ])
  func `reads up to three numbers`(text: String, expected: String?) {
    #expect(Version(text)?.description == expected)
  }

  @Test func `numbers are compared, not texts`() {
    #expect(Version("1.9").map { $0 < Version(1, 10) } == true)
  }
}
