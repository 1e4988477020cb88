import STLText

/// What to look at again, by directory: collected from events, used up by a look.
struct Hints: Sendable {
  /// Names in a directory.
  private(set) var names: [FilePath: Set<FilePath>] = [:]
  /// Directories to list again.
  private(set) var lists: Set<FilePath> = []
  /// Directories to list again with everything below them.
  private(set) var trees: Set<FilePath> = []
  /// Names that somebody is writing to and has not closed.
  private(set) var dirty: [FilePath: Set<FilePath>] = [:]
  private(set) var count = 0

  var isEmpty: Bool { names.isEmpty && lists.isEmpty && trees.isEmpty }
  var hasDirty: Bool { !dirty.isEmpty }

  mutating func name(_ name: FilePath, in directory: FilePath) {
    if names[directory, default: []].insert(name).inserted { count += 1 }
    clean(name, in: directory)
  }

  mutating func list(_ directory: FilePath) {
    if lists.insert(directory).inserted { count += 1 }
  }

  mutating func tree(_ directory: FilePath) {
    if trees.insert(directory).inserted { count += 1 }
  }

  mutating func dirty(_ name: FilePath, in directory: FilePath) {
    if names[directory]?.contains(name) == true { return }
    if dirty[directory, default: []].insert(name).inserted { count += 1 }
  }

  /// From now on the dirty names are looked at too.
  mutating func includeDirty() {
    for (directory, names) in dirty { self.names[directory, default: []].formUnion(names) }
    dirty = [:]
  }

  /// Gives all hints but the dirty ones and forgets them.
  mutating func take() -> Hints {
    var taken = self
    taken.dirty = [:]
    names = [:]
    lists = []
    trees = []
    count = dirty.values.reduce(0) { $0 + $1.count }
    return taken
  }

  mutating func forgetDirty() {
    dirty = [:]
    count = 0
  }

  /// Whether a hint names `directory`, or one above it, with everything below.
  func covers(_ directory: FilePath) -> Bool {
    if trees.isEmpty { return false }
    var path = directory
    while true {
      if trees.contains(path) { return true }
      guard let parts = FilePath.split(path) else { return false }
      path = parts.directory
    }
  }

  private mutating func clean(_ name: FilePath, in directory: FilePath) {
    if dirty.isEmpty { return }
    dirty[directory]?.remove(name)
    if dirty[directory]?.isEmpty == true { dirty[directory] = nil }
  }
}
