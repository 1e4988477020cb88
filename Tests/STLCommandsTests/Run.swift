import STLSystem
import Testing

@testable import STLCommands

/// Runs `stlctl` in this process with an environment and a working directory of its own.
func run(
  _ words: [String], in directory: String = "/", _ environment: [String: String] = [:], terminalColumns: Int? = nil
) -> (status: Int32, output: String, errors: String) {
  final class Written { var output: [UInt8] = [], errors: [UInt8] = [] }
  let written = Written()
  let surroundings = Surroundings(
    environment: { environment[$0] }, directory: directory, terminalColumns: terminalColumns,
    write: { bytes throws(SystemError) in written.output += bytes },
    writeError: { bytes throws(SystemError) in written.errors += bytes })
  let status = Stlctl.run(words, in: surroundings)
  return (status, String(decoding: written.output, as: UTF8.self), String(decoding: written.errors, as: UTF8.self))
}

/// A directory of its own with files in it, removed with everything when the test ends.
final class Folder {
  let path: String

  init(_ files: [(path: String, text: String)] = []) throws {
    path = try Files.realPath(try Files.makeTemporaryDirectory(prefix: "/tmp/stlctl-test-"))
    for (name, text) in files {
      var directory = path
      for part in name.split(separator: "/").dropLast() {
        directory += "/" + part
        if (try? FileStamp(of: directory)) == nil { try Files.makeDirectory(directory) }
      }
      try Files.replace(path + "/" + name, with: Array(text.utf8))
    }
  }

  deinit { Folder.remove(path) }

  private static func remove(_ path: String) {
    guard let entries = try? Descriptor.open(path, [.directory, .noFollow]).entries() else {
      _ = try? Files.unlink(path)
      return
    }
    for entry in entries { remove(path + "/" + String(decoding: entry.name, as: UTF8.self)) }
    _ = try? Files.removeDirectory(path)
  }
}

/// Two initiatives of one leader, in a folder.
let sample: [(path: String, text: String)] = [
  ("org.yaml", "org: acme\n"), ("plans/first.yaml", "initiative: robots\nleader: ana\n"),
  ("plans/second.yaml", "initiative: drones\nleader: ana\n"), ("other.yaml", "initiative: boats\nleader: bo\n"),
]
