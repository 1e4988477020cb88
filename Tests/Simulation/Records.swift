import STLEngine
import STLGraph
import STLJSON
import STLModel
import STLRules
import STLText

/// What the daemon's revisions held, for as long as replies that name them may be on their way.
struct Records {
  struct Record {
    let files: [String: SourceFile]
    /// By day: how often each finding is there.
    var findings: [String: [UInt64: Int]] = [:]
  }

  private struct Key: Hashable {
    let incarnation: Int
    let revision: Int
  }

  private var records: [Key: Record] = [:]
  private var order: [Key] = []
  private static let recordsMax = 256

  subscript(incarnation: Int, revision: Int) -> Record? {
    records[Key(incarnation: incarnation, revision: revision)]
  }

  /// Keeps what a revision holds; false where the same revision held something else before.
  mutating func add(_ world: World, _ incarnation: Int) -> Bool {
    let key = Key(incarnation: incarnation, revision: world.revision)
    var files: [String: SourceFile] = [:]
    files.reserveCapacity(world.graph.files.count)
    for file in world.graph.files { files[file.path] = file }
    if let old = records[key] {
      return old.files.count == files.count
        && files.allSatisfy { path, file in old.files[path].map { Records.isSame($0, file) } ?? false }
    }
    records[key] = Record(files: files)
    order.append(key)
    if order.count > Records.recordsMax {
      for key in order.prefix(Records.recordsMax / 2) { records[key] = nil }
      order.removeFirst(Records.recordsMax / 2)
    }
    return true
  }

  /// Keeps the findings of a revision on a day.
  mutating func addFindings(_ world: World, _ incarnation: Int, on day: CivilDate) {
    let key = Key(incarnation: incarnation, revision: world.revision)
    let text = day.description
    guard records[key] != nil, records[key]?.findings[text] == nil else { return }
    records[key]?.findings[text] = Records.counts(world.evaluation(today: day).findings.map(Records.identity))
  }

  /// ASCII paths whose files differ between two revisions, in order; nil where one is forgotten.
  func paths(_ incarnation: Int, from old: Int, to new: Int) -> [String]? {
    guard let old = self[incarnation, old]?.files, let new = self[incarnation, new]?.files else { return nil }
    let changed = new.filter { path, file in !(old[path].map { Records.isSame($0, file) } ?? false) }.map(\.key)
    return (changed + old.keys.filter { new[$0] == nil }).filter(Truth.isCompared).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  static func isSame(_ left: SourceFile, _ right: SourceFile) -> Bool {
    left === right || left.bytes == right.bytes && left.problems == right.problems
  }

  static func counts(_ identities: [UInt64]) -> [UInt64: Int] {
    var counts: [UInt64: Int] = [:]
    for identity in identities { counts[identity, default: 0] += 1 }
    return counts
  }

  /// What makes a finding the same for a subscriber, wherever it moves to in its file.
  static func identity(_ finding: Finding) -> UInt64 {
    identity(
      finding.code, finding.entity, finding.place.path, finding.message, finding.severity.name, finding.isWaived)
  }

  /// The same of a finding on the wire.
  static func identity(_ finding: JSON) -> UInt64 {
    identity(
      finding["code"]?.stringValue ?? "", finding["entity"]?.stringValue, finding["path"]?.stringValue ?? "",
      finding["message"]?.stringValue ?? "", finding["severity"]?.stringValue ?? "",
      finding["waived"]?.boolValue ?? false)
  }

  private static func identity(
    _ code: String, _ entity: String?, _ path: String, _ message: String, _ severity: String, _ isWaived: Bool
  ) -> UInt64 {
    var transcript = Transcript()
    transcript.add(code)
    transcript.add(entity ?? "")
    transcript.add(path)
    transcript.add(message)
    transcript.add(severity)
    transcript.add(isWaived ? 1 : 0)
    return transcript.hash
  }
}
