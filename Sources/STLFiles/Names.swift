import STLSyntax
import STLSystem

/// The names of one directory, sorted out: what is hidden left out, every other one as text that no other one has.
struct Names {
  struct File {
    var name: String
    var kind: FileKind
    var fileName: FileName
    /// Why it is not looked at.
    var problem: Problem?
  }

  /// In byte order of the names, then the ones with a problem.
  private(set) var files: [File] = []
  private(set) var directories: Set<String> = []
  /// Regular files that are not read.
  private(set) var documents: Set<String> = []
  private(set) var hasOddNames = false

  init(_ entries: [DirectoryEntry]) {
    var taken: Set<String> = []
    var odd: [(entry: DirectoryEntry, fileName: FileName, problem: Problem)] = []
    for entry in entries.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
      let fileName = FileName(entry.name)
      guard Names.matters(entry, fileName) else { continue }
      guard let name = String(validating: entry.name, as: UTF8.self) else {
        odd.append((entry, fileName, FileProblems.nameNotUTF8))
        continue
      }
      // Texts are equal where Unicode says so, also with other bytes.
      guard taken.insert(name).inserted else {
        odd.append((entry, fileName, FileProblems.nameNotUnique))
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
    for (entry, fileName, problem) in odd {
      guard entry.kind == .directory || fileName.isRead else { continue }
      hasOddNames = true
      var name = FileName.escaped(entry.name)
      while !taken.insert(name).inserted { name += "?" }
      files.append(File(name: name, kind: entry.kind, fileName: fileName, problem: problem))
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
