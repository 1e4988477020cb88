/// The engine room: batches of changes in, one immutable world with a revision out.
///
/// The world after any sequence of batches equals the world of the final files, entities of broken files apart, which are
/// kept as they last were. It knows no disk, no clock and no socket.

import STLModel
import STLGraph
import STLRules
import STLText

/// Holds the files of a root and the world that they make.
package struct Engine {
  private struct Slot {
    var file: SourceFile
    /// Entities of earlier versions that this version broke.
    var kept: [Entity]
  }

  /// In byte order of their paths.
  private var slots: [Slot] = []
  private var documents: Set<FilePath> = []
  /// The state that answers come from.
  package private(set) var world = World(revision: 0, graph: Graph(files: []), documents: Documents())

  /// No files yet.
  package init() {}

  /// Takes in what was seen; true when there is a new world.
  @discardableResult
  package mutating func apply(_ batch: ChangeBatch) -> Bool {
    var isChanged = world.revision == 0
    if batch.isComplete {
      let present = Set(batch.documents.lazy.filter(\.exists).map { FilePath($0.path) })
      isChanged = isChanged || present != documents
      documents = present
      isChanged = replaceAll(batch.changes) || isChanged
    } else {
      for (path, exists) in batch.documents {
        if exists {
          isChanged = documents.insert(FilePath(path)).inserted || isChanged
        } else {
          isChanged = documents.remove(FilePath(path)) != nil || isChanged
        }
      }
      for (path, file) in batch.changes { isChanged = replace(path, with: file) || isChanged }
    }
    guard isChanged else { return false }
    let files = slots.map(\.file)
    let graph = Graph(files: files, kept: slots.flatMap(\.kept))
    // Entity files are documents too: a PR/FAQ may be the Markdown file of an initiative.
    world = World(
      revision: world.revision + 1, graph: graph, documents: Documents(documents, entityFiles: files))
    return true
  }

  /// The whole tree anew: what is not in it is gone.
  private mutating func replaceAll(_ changes: [(path: String, file: SourceFile?)]) -> Bool {
    let order = changes.indices.sorted { (FilePath(changes[$0].path), $0) < (FilePath(changes[$1].path), $1) }
    var merged: [Slot] = []
    merged.reserveCapacity(order.count)
    var old = slots[...]
    var isChanged = false
    for (position, index) in order.enumerated() {
      // The last entry of a path counts.
      let next = order.dropFirst(position + 1).first
      guard !(next.map { FilePath(changes[$0].path) == FilePath(changes[index].path) } ?? false),
        let file = changes[index].file
      else { continue }
      while let first = old.first, SourceFile.precedes(first.file, file) {
        old.removeFirst()
        isChanged = true
      }
      guard let first = old.first, FilePath(first.file.path) == FilePath(file.path) else {
        merged.append(Slot(file: file, kept: []))
        isChanged = true
        continue
      }
      old.removeFirst()
      let isSame = Engine.isSame(first.file, file)
      merged.append(isSame ? first : Engine.slot(after: first, file))
      isChanged = isChanged || !isSame
    }
    isChanged = isChanged || !old.isEmpty
    slots = merged
    return isChanged
  }

  private mutating func replace(_ path: String, with file: SourceFile?) -> Bool {
    let index = index(of: path)
    let isThere = index < slots.count && FilePath(slots[index].file.path) == FilePath(path)
    guard let file else {
      if isThere { slots.remove(at: index) }
      return isThere
    }
    guard isThere else {
      slots.insert(Slot(file: file, kept: []), at: index)
      return true
    }
    if Engine.isSame(slots[index].file, file) { return false }
    slots[index] = Engine.slot(after: slots[index], file)
    return true
  }

  /// Where `path` stands, or would stand.
  private func index(of path: String) -> Int {
    slots.partitionPoint { $0.file.path.utf8.lexicographicallyPrecedes(path.utf8) }
  }

  private static func isSame(_ old: SourceFile, _ new: SourceFile) -> Bool {
    old === new || old.bytes == new.bytes && old.problems == new.problems
  }

  private static func slot(after slot: Slot, _ file: SourceFile) -> Slot {
    Slot(file: file, kept: kept(of: slot.file.views + slot.kept, in: file))
  }

  /// Which entities of the version before are kept while `file` is broken.
  private static func kept(of earlier: [Entity], in file: SourceFile) -> [Entity] {
    if file.isUnreadable { return earlier }
    guard !file.unread.isEmpty else { return [] }
    let present = Set(file.views.map(\.reference))
    // A broken document that still tells its kind and id keeps that entity only; one that does not may be any of them.
    let anyMayBe = file.unread.contains { $0.id == nil || $0.kind == nil }
    let broken = Set(
      file.unread.compactMap { unread in unread.kind.flatMap { kind in unread.id.map { "\(kind.name)/\($0)" } } })
    return earlier.filter { entity in
      let reference = entity.reference
      return !present.contains(reference) && (anyMayBe || broken.contains(reference))
    }
  }
}
