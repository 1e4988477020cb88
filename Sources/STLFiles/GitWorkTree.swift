import STLSystem

/// Where git keeps the state of the work tree that holds the root; only looked at, git is not run.
struct GitWorkTree: Sendable {
  /// Absolute path of the `.git` directory, or of the one that a `.git` file names.
  let directory: String
  /// The root as seen from the top of the work tree, with a `/` at its end; empty where the root is the top.
  let prefix: String
  let packed = PackedReferences()

  static let mask: WatchMask = [.closedAfterWrite, .movedTo, .movedFrom, .created, .deleted, .onlyDirectory]

  /// The work tree at or above `root`, nil where there is none.
  init?(above root: String) {
    guard let start = try? Files.realPath(root) else { return nil }
    var path = start
    while true {
      let base = path == "/" ? "" : path
      if let found = GitWorkTree.resolve(base + "/.git", base: base) {
        directory = found
        prefix = path == start ? "" : String(decoding: start.utf8.dropFirst(base.utf8.count + 1), as: UTF8.self) + "/"
        return
      }
      guard !base.isEmpty, let cut = base.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
      path = cut == base.startIndex ? "/" : String(base[..<cut])
    }
  }

  private static func resolve(_ path: String, base: String) -> String? {
    guard let stamp = try? FileStamp(of: path) else { return nil }
    switch stamp.kind {
    case .directory: return path
    case .regular:
      // A linked work tree or a submodule: `gitdir: PATH`.
      guard let bytes = try? Files.readRegular(path, limit: FileLimits.gitLineBytesMax) else { return nil }
      let line = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
      guard line.hasPrefix("gitdir: ") else { return nil }
      let target = String(line.dropFirst("gitdir: ".count))
      let absolute = target.hasPrefix("/") ? target : base + "/" + target
      return (try? FileStamp(of: absolute))?.kind == .directory ? absolute : nil
    default: return nil
    }
  }

  func indexLock() -> FileStamp? { try? FileStamp(of: directory + "/index.lock", follows: false) }

  /// HEAD, its log (which every commit and checkout extends) and the packed references.
  func headStamps() -> [FileStamp?] {
    ["HEAD", "logs/HEAD", "packed-refs"].map { try? FileStamp(of: directory + "/" + $0, follows: false) }
  }
}
