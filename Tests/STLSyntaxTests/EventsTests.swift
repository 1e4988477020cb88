import STLSyntax
import Testing

@Test func `an empty file has no document`() {
  #expect(SyntaxTree([]).events == Array("+STR\n-STR\n".utf8))
}
