/// The engine room: batches of changes in, one immutable world with a revision out.
///
/// The world after any sequence of batches equals the world of the final files, entities of broken files apart, which are
/// kept as they last were. It knows no disk, no clock and no socket.

import STLModel
import STLGraph
import STLRules

/// Holds the files of a root and the world that they make.
package struct Engine {
  private struct Slot {
    var file: SourceFile
    /// Entities of earlier versions that this version broke.
    var kept: [Entity]
  }

  private var slots: [String: Slot] = [:]
  private var documents: Set<String> = []
  /// The state that answers come from.
  package private(set) var world = World(revision: 0, graph: Graph(files: []), documents: Documents())

  package init() {}

  /// Takes in what was seen; true when there is a new world.
  @discardableResult
  package mutating func apply(_ batch: ChangeBatch) -> Bool {
    var isChanged = world.revision == 0
    if batch.isComplete {
      let named = Set(batch.changes.map(\.path))
      for path in slots.keys where !named.contains(path) {
        slots[path] = nil
        isChanged = true
      }
      let present = Set(batch.documents.filter(\.exists).map(\.path))
      isChanged = isChanged || present != documents
      documents = present
    } else {
      for (path, exists) in batch.documents {
        if exists {
          isChanged = documents.insert(path).inserted || isChanged
        } else {
          isChanged = documents.remove(path) != nil || isChanged
        }
      }
    }
    for (path, file) in batch.changes { isChanged = replace(path, with: file) || isChanged }
    guard isChanged else { return false }
    let ordered = slots.values.sorted { SourceFile.precedes($0.file, $1.file) }
    let graph = Graph(files: ordered.map(\.file), kept: ordered.flatMap(\.kept))
    // Entity files are documents too: a PR/FAQ may be the Markdown file of an initiative.
    let paths = documents.union(slots.keys)
    world = World(revision: world.revision + 1, graph: graph, documents: Documents(paths))
    return true
  }

  private mutating func replace(_ path: String, with file: SourceFile?) -> Bool {
    guard let file else { return slots.removeValue(forKey: path) != nil }
    guard let slot = slots[path] else {
      slots[path] = Slot(file: file, kept: [])
      return true
    }
    if slot.file.bytes == file.bytes, slot.file.problems == file.problems { return false }
    slots[path] = Slot(file: file, kept: Engine.kept(of: slot.file.views + slot.kept, in: file))
    return true
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
