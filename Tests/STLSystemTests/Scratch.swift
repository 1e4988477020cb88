import STLSystem

/// A directory of its own with a few plain files, removed when the test ends.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = try Files.makeTemporaryDirectory(prefix: "/tmp/stl-system-")
  }

  deinit { Scratch.remove(path) }

  func full(_ name: String) -> String { path + "/" + name }

  func write(_ name: String, _ text: String) throws {
    try Descriptor.open(full(name), [.writeOnly, .create, .truncate], mode: 0o644).writeAll(Array(text.utf8))
  }

  func names() throws -> [String] {
    try Descriptor.open(path, .directory).entries().map { String(decoding: $0.name, as: UTF8.self) }.sorted()
  }

  private static func remove(_ path: String) {
    guard let entries = try? Descriptor.open(path, [.directory, .noFollow]).entries() else {
      _ = try? Files.unlink(path)
      return
    }
    for entry in entries {
      if entry.kind == .directory {
        remove(path + "/" + String(decoding: entry.name, as: UTF8.self))
      } else {
        try? Descriptor.open(path, .directory).unlink(entry.name)
      }
    }
    _ = try? Files.removeDirectory(path)
  }
}
