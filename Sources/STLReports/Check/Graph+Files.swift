import STLGraph
import STLModel
import STLText

extension Graph {
  /// The file that the finding's place is in: of a kept entity the version that was last read.
  func file(of finding: Finding) -> SourceFile? {
    if !stale.isEmpty, let entity = finding.entity {
      let path = FilePath(finding.place.path)
      for node in stale where FilePath(entities[node].file.path) == path {
        if ref(of: node) == entity { return entities[node].file }
      }
    }
    return file(at: finding.place.path)
  }

  /// The file with this path, nil where there is none.
  func file(at path: String) -> SourceFile? {
    let path = FilePath(path)
    let found = files.partitionPoint { FilePath($0.path) < path }
    return found < files.count && FilePath(files[found].path) == path ? files[found] : nil
  }
}
