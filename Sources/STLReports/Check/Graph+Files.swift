import STLGraph
import STLModel
import STLText

extension Graph {
  /// The file that the finding's place is in: of a kept entity the version that was last read.
  func file(of finding: Finding) -> SourceFile? {
    if !stale.isEmpty, let entity = finding.entity {
      for node in stale where entities[node].file.path == finding.place.path {
        if ref(of: node) == entity { return entities[node].file }
      }
    }
    return file(at: finding.place.path)
  }

  /// The file with this path, nil where there is none.
  func file(at path: String) -> SourceFile? {
    let found = files.partitionPoint { $0.path.utf8.lexicographicallyPrecedes(path.utf8) }
    return found < files.count && files[found].path == path ? files[found] : nil
  }
}
