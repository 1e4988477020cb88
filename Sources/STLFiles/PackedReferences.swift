import STLSystem
import STLText
import Synchronization

/// git's file of packed references; it may hold a hundred thousand, so it is read again only when it is another one.
///
/// git replaces the file by a rename, so another content always has another stamp.
final class PackedReferences: Sendable {
  private struct Answer {
    var path: String
    var stamp: FileStamp
    var name: String
    var commit: String?
  }

  private let last = Mutex<Answer?>(nil)

  /// The commit that the file at `path` has for a reference; nil where it has none.
  func commit(of name: String, in path: String) -> String? {
    guard let stamp = try? FileStamp(of: path) else { return nil }
    return last.withLock { last in
      if let last, FilePath(last.path) == FilePath(path), last.stamp == stamp, FilePath(last.name) == FilePath(name) {
        return last.commit
      }
      let commit = PackedReferences.read(name, in: path)
      last = Answer(path: path, stamp: stamp, name: name, commit: commit)
      return commit
    }
  }

  /// Lines of a commit, a space and a name.
  private static func read(_ name: String, in path: String) -> String? {
    guard let bytes = try? Files.readRegular(path, limit: FileLimits.gitPackedBytesMax) else { return nil }
    let wanted = Array(name.utf8)
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard line.count > wanted.count, line.suffix(wanted.count).elementsEqual(wanted),
        line[line.endIndex - wanted.count - 1] == UInt8(ascii: " ")
      else { continue }
      let commit = String(decoding: line.dropLast(wanted.count + 1), as: UTF8.self)
      return GitWorkTree.isCommit(commit) ? commit : nil
    }
    return nil
  }
}
