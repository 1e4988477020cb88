import STLSyntax
import STLSystem
import STLText

/// What is said of a file that cannot be read; every text of this room that a user sees at a path.
enum FileProblems {
  static let link = Problem(
    .unreadable, at: 0..<0, "symbolic link is not followed",
    hints: [.wayOut("put the file itself here, or remove the link")], severity: .info)

  static let directoryNamedAsFile = Problem(
    .unreadable, at: 0..<0, "a directory has the name of a file",
    hints: [.wayOut("rename the directory so that it does not end in .yaml, .yml or .md; what is in it is read")])

  static func notRegular(_ kind: FileKind) -> Problem {
    switch kind {
    case .symbolicLink: link
    case .directory: directoryNamedAsFile
    default:
      Problem(
        .unreadable, at: 0..<0, "\(kind.name) is not read",
        hints: [.wayOut("put a regular file here, or rename it so that it does not end in .yaml, .yml or .md")])
    }
  }

  static func unreadableFile(_ error: SystemError) -> Problem {
    Problem(
      .unreadable, at: 0..<0, "file cannot be read: \(error.errno)", hints: [wayOut(error.errno, permission: "a+r")])
  }

  static func unreadableDirectory(_ error: SystemError) -> Problem {
    Problem(
      .unreadable, at: 0..<0, "directory cannot be read: \(error.errno)",
      hints: [wayOut(error.errno, permission: "a+rx")])
  }

  static let changing = Problem(
    .unreadable, at: 0..<0, "file changes while it is read",
    hints: [.wayOut("try again when its writer has finished")])

  static let nameNotUTF8 = Problem(
    .unreadable, at: 0..<0, "name is not UTF-8",
    hints: [.wayOut("rename it; each \\xHH of the path shown here is one byte of the name")])

  private static func wayOut(_ errno: Errno, permission: String) -> Problem.Hint {
    switch errno {
    case .EACCES, .EPERM: .wayOut("let this program read it, for example with chmod \(permission)")
    case .ENAMETOOLONG: .wayOut("shorten the names of the directories above it")
    default: .wayOut("check the disk or mount that holds it")
    }
  }
}
