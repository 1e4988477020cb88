import STLSystem
import Testing

/// A directory of its own with a root in it, removed with everything when the test ends.
final class Place {
  let path: String
  var root: String { path + "/root" }
  var socket: String { path + "/s" }

  init(_ files: [String: String] = ["plan.yaml": "initiative: plan\n"]) throws {
    path = try Files.makeTemporaryDirectory(prefix: "/tmp/stl-end-")
    try Files.makeDirectory(root)
    for (name, text) in files { try write(name, text) }
  }

  deinit { Place.remove(path) }

  func full(_ name: String) -> String { root + "/" + name }

  /// Creates or truncates, then writes: what `echo >` does.
  func write(_ name: String, _ text: String) throws {
    var directory = root
    for part in name.split(separator: "/").dropLast() {
      directory += "/" + part
      if (try? FileStamp(of: directory)) == nil { try Files.makeDirectory(directory) }
    }
    try Descriptor.open(full(name), [.writeOnly, .create, .truncate], mode: 0o644).writeAll(Array(text.utf8))
  }

  /// Runs a program in the root; its output.
  @discardableResult
  func run(_ words: String..., in directory: String? = nil) throws -> String { try run(words, in: directory) }

  @discardableResult
  func run(_ words: [String], in directory: String? = nil) throws -> String {
    let outcome = try outcome(words, in: directory)
    try #require(outcome.isSuccess, "\(words): \(String(decoding: outcome.errorOutput, as: UTF8.self))")
    return String(decoding: outcome.output, as: UTF8.self)
  }

  /// Runs a program in the root, whatever comes of it.
  func outcome(_ words: [String], in directory: String? = nil) throws -> Subprocess.Outcome {
    try Subprocess(
      program: "/usr/bin/env", arguments: words,
      environment: [
        "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=\(path)", "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=a",
        "GIT_AUTHOR_EMAIL=a@b", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@b",
      ], directory: directory ?? root, outputBytesMax: 1 << 20, timeNanosecondsMax: Stld.nanosecondsMax
    ).run()
  }

  static func remove(_ path: String) {
    guard let entries = try? Descriptor.open(path, [.directory, .noFollow]).entries() else {
      _ = try? Files.unlink(path)
      return
    }
    for entry in entries { remove(path + "/" + String(decoding: entry.name, as: UTF8.self)) }
    _ = try? Files.removeDirectory(path)
  }
}
