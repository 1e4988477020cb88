import STLSyntax
import STLSystem
import STLText

/// The settings of a configuration file: one mapping in the syntax of the organisation's files.
struct ConfigurationFile {
  struct Entry {
    var key: Options.Key
    var text: String
    /// Where the value stands, from 1.
    var line: Int
    var column: Int
  }

  private(set) var entries: [Entry] = []

  init(_ path: String) throws(Options.Failure) {
    let bytes: [UInt8]
    do {
      bytes = try Files.read(path, limit: DaemonLimits.configurationBytesMax)
    } catch {
      throw .missing("the configuration \(path) cannot be read: \(error.errno.words)")
    }
    try self.init(path, bytes)
  }

  init(_ path: String, _ bytes: [UInt8]) throws(Options.Failure) {
    let tree = SyntaxTree(bytes)
    func place(_ start: Int) -> String {
      let (line, column) = tree.lines.position(of: start, in: bytes)
      return "\(path):\(line):\(column)"
    }
    if let problem = tree.problems.first {
      throw .usage("\(place(problem.place.lowerBound)): \(problem.message)")
    }
    guard tree.documents.count <= 1 else { throw .usage("\(path): a configuration is one document") }
    guard let root = tree.documents.first?.root else { return }
    let mapping = tree.nodes[root]
    if mapping.isScalar, mapping.textCount == 0 { return }
    guard mapping.isMapping else { throw .usage("\(place(Int(mapping.start))): a configuration is keys with values") }
    var index = root + 1
    while index < Int(mapping.next) {
      let name = tree.nodes[index]
      let value = tree.nodes[Int(name.next)]
      index = Int(value.next)
      let word = ConfigurationFile.text(name, tree)
      guard let key = Options.Key(rawValue: word) else {
        let names = Options.Key.allCases.map(\.rawValue)
        let hint =
          nearest(to: word, among: names).map { "; did you mean \"\($0)\"?" }
          ?? ": one of \(names.joined(separator: ", "))"
        throw .usage("\(place(Int(name.start))): unknown key \"\(word)\"\(hint)")
      }
      guard value.isScalar else { throw .usage("\(place(Int(value.start))): \"\(word)\" takes one value") }
      let text = ConfigurationFile.text(value, tree)
      // An empty value is an absent one, as everywhere.
      if value.style == .plain, ["", "~", "null"].contains(text) { continue }
      let (line, column) = tree.lines.position(of: Int(value.start), in: bytes)
      entries.append(Entry(key: key, text: text, line: line, column: column))
    }
  }

  private static func text(_ node: Node, _ tree: SyntaxTree) -> String {
    String(decoding: tree.text[Int(node.textStart)..<Int(node.textStart) + Int(node.textCount)], as: UTF8.self)
  }
}
