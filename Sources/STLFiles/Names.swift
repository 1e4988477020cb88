import STLSyntax
import STLSystem
import STLText

/// The names of one directory, sorted out: what is hidden left out, every other one as a text that no other one has.
struct Names {
  struct File {
    var name: FilePath
    var kind: FileKind
    var fileName: FileName
    /// Why it is not looked at.
    var problem: Problem?
  }

  /// In byte order of the names, then the ones with a problem.
  private(set) var files: [File] = []
  private(set) var directories: Set<FilePath> = []
  /// Regular files that are not read.
  private(set) var documents: Set<FilePath> = []
  private(set) var hasOddNames = false

  init(_ entries: [DirectoryEntry]) {
    var odd: [(entry: DirectoryEntry, fileName: FileName)] = []
    for entry in entries.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
      let fileName = FileName(entry.name)
      guard Names.matters(entry, fileName) else { continue }
      guard let name = FilePath(bytes: entry.name) else {
        if entry.kind == .directory || fileName.isRead { odd.append((entry, fileName)) }
        continue
      }
      if entry.kind == .directory {
        directories.insert(name)
      } else if entry.kind == .regular, fileName == .other {
        documents.insert(name)
      } else {
        let problem = Names.problem(entry.kind, fileName)
        files.append(File(name: name, kind: entry.kind, fileName: fileName, problem: problem))
      }
    }
    if !odd.isEmpty { show(odd) }
  }

  /// Adds names that are not UTF-8 in their escaped form, which another name may have.
  private mutating func show(_ odd: [(entry: DirectoryEntry, fileName: FileName)]) {
    hasOddNames = true
    var taken = directories.union(documents).union(files.lazy.map(\.name))
    for (entry, fileName) in odd {
      var name = FileName.escaped(entry.name)
      while !taken.insert(FilePath(name)).inserted { name += "?" }
      files.append(
        File(name: FilePath(name), kind: entry.kind, fileName: fileName, problem: FileProblems.nameNotUTF8))
    }
  }

  private static func matters(_ entry: DirectoryEntry, _ fileName: FileName) -> Bool {
    if fileName == .hidden { return false }
    switch entry.kind {
    case .directory: return true
    case .symbolicLink, .regular: return fileName != .litter
    default: return fileName.isRead
    }
  }

  private static func problem(_ kind: FileKind, _ fileName: FileName) -> Problem? {
    switch kind {
    case .fifo, .socket, .characterDevice, .blockDevice: FileProblems.notRegular(kind)
    case .regular, .directory, .symbolicLink, .unknown: nil
    }
  }
}
