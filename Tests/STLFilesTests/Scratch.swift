import STLEngine
import STLFiles
import STLModel
import STLSyntax
import STLSystem
import Testing

/// A directory of its own, removed with everything in it when the test ends; paths are relative to it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = try Files.makeTemporaryDirectory(prefix: "/tmp/stl-files-")
  }

  deinit { Scratch.remove(path) }

  func full(_ name: String) -> String { name.isEmpty ? path : path + "/" + name }

  /// Creates or truncates, then writes: what `echo >` does.
  func write(_ name: String, _ text: String = "team: a\n") throws {
    try Descriptor.open(full(name), [.writeOnly, .create, .truncate], mode: 0o644).writeAll(Array(text.utf8))
  }

  func makeDirectory(_ name: String) throws { try Files.makeDirectory(full(name)) }
  func rename(_ name: String, _ target: String) throws { try Files.rename(full(name), to: full(target)) }
  func remove(_ name: String) throws { try Files.unlink(full(name)) }
  func removeTree(_ name: String) { Scratch.remove(full(name)) }

  private static func remove(_ path: String) {
    _ = try? Files.chmod(path, mode: 0o700)
    guard let entries = try? Descriptor.open(path, [.directory, .noFollow]).entries() else {
      _ = try? Files.unlink(path)
      return
    }
    for entry in entries {
      let name = String(decoding: entry.name, as: UTF8.self)
      if entry.kind == .directory {
        remove(path + "/" + name)
      } else if name.utf8.elementsEqual(entry.name) {
        _ = try? Files.unlink(path + "/" + name)
      } else {
        try? Descriptor.open(path, .directory).unlink(entry.name)
      }
    }
    _ = try? Files.removeDirectory(path)
  }
}

/// An observer of a scratch directory, and what it told, as short texts.
struct Watched {
  var observer: Observer<KernelFileSystem>
  /// Path to text, or to `! message` for a problem: the tree as the batches tell it.
  var told: [String: String] = [:]

  init(_ scratch: Scratch, root: String = "", mode: WatchMode = .auto) {
    observer = Observer(files: KernelFileSystem(root: scratch.full(root)), mode: mode, threads: 2)
  }

  /// Drains, looks, and gives what the batch says: `path`, `-path` for a file that is gone, `!path` for a problem.
  @discardableResult
  mutating func look(_ options: LookOptions = []) -> [String] {
    observer.drain()
    let look = observer.look(options)
    if look.batch.isComplete { told = [:] }
    var said: [String] = []
    for (path, file) in look.batch.changes {
      said.append(text(path, file))
      told[path] = file.map { $0.readingProblem.map { "! " + $0 } ?? String(decoding: $0.bytes, as: UTF8.self) }
    }
    return said.sorted()
  }

  private func text(_ path: String, _ file: SourceFile?) -> String {
    guard let file else { return "-" + path }
    return file.readingProblem == nil ? path : "!" + path
  }
}

extension SourceFile {
  /// Why the file could not be read; what is wrong with its text is not this room's business.
  var readingProblem: String? { bytes.isEmpty ? problems.first?.message : nil }
}
