import STLModel
import STLSyntax
import STLSystem
import STLText

/// One file to look at: a value that any thread can work on.
struct Examination: Sendable {
  var directory: FilePath
  var name: FilePath
  var path: FilePath
  var fileName: FileName
  /// The file's stamp of the last read, where an equal one proves that nothing changed.
  var known: FileStamp?
  /// The file was just listed as a regular file, so it need not be looked at before it is opened.
  var isListedRegular: Bool

  /// What a look at one file found.
  enum Outcome: Sendable {
    case unchanged
    case gone
    case source(SourceFile, FileStamp, isRacy: Bool)
    /// A regular file whose name says that it is none of ours.
    case document
    /// A regular file that is none of ours, by its content.
    case skipped(FileStamp, isRacy: Bool)
    /// Something that cannot be read; `isLasting` where only a new stamp can change that.
    case problem(Problem, FileStamp?, isLasting: Bool)
    case directory
    /// Nothing could be said now; the file is looked at again.
    case postponed
  }

  /// Looks at the file, reads it where it may have changed, and parses it.
  func outcome<Files: FileSystem>(_ files: Files, tick: Int64) -> Outcome {
    do {
      var stamp: FileStamp?
      if known != nil || !isListedRegular {
        let seen = try files.stamp(of: path.text)
        switch seen.kind {
        case .regular: break
        case .directory: return .directory
        case .symbolicLink:
          let matters = fileName.isRead || (fileName == .other && files.isLinkToDirectory(path.text))
          return matters ? .problem(FileProblems.link, seen, isLasting: false) : .gone
        default:
          return fileName.isRead ? .problem(FileProblems.notRegular(seen.kind), seen, isLasting: true) : .gone
        }
        if let known, known == seen { return .unchanged }
        stamp = seen
      }
      guard fileName.isRead else { return fileName == .other ? .document : .gone }
      return try read(files, tick: tick, stamp: stamp)
    } catch {
      switch error.errno {
      case .ENOENT, .ENOTDIR: return .gone
      case .ELOOP: return .problem(FileProblems.link, nil, isLasting: false)
      case .EMFILE, .ENFILE, .ENOMEM, .EAGAIN, .ESTALE: return .postponed
      default: return .problem(FileProblems.unreadableFile(error), nil, isLasting: false)
      }
    }
  }

  private func read<Files: FileSystem>(
    _ files: Files, tick: Int64, stamp: FileStamp?
  ) throws(SystemError) -> Outcome {
    for _ in 0..<FileLimits.readAttemptsMax {
      switch try files.read(path.text, fileName.demand) {
      case .whole(let bytes, let stamp, let readAt):
        let file = SourceFile(path: path.text, bytes: bytes)
        return .source(file, stamp, isRacy: Examination.isRacy(stamp, readAt, tick))
      case .declined(let stamp, let readAt):
        return .skipped(stamp, isRacy: Examination.isRacy(stamp, readAt, tick))
      case .tooLarge(let stamp): return .problem(.tooLarge(stamp.size), stamp, isLasting: true)
      case .notRegular(.directory): return .directory
      case .notRegular(let kind): return .problem(FileProblems.notRegular(kind), nil, isLasting: false)
      case .changing: continue
      }
    }
    return .postponed
  }

  /// Whether a write after the read could leave the same stamp.
  private static func isRacy(_ stamp: FileStamp, _ readAt: Int64, _ tick: Int64) -> Bool {
    max(stamp.modified, stamp.changed) > readAt &- tick
  }
}
