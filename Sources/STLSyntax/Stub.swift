internal import STLText

extension SyntaxTree {
  package init(_ bytes: [UInt8]) { self.init(text: bytes, sourceCount: bytes.count, lines: .init(bytes.span)) }
  package static func frontMatter(of bytes: [UInt8]) -> (tree: SyntaxTree, bodyStart: Int)? { nil }
}
