import STLSystem

/// The project's own files, as the house rules see them.
struct Repository {
  struct Source {
    /// From the root of the project, with `/`.
    var path: String
    var text: String

    /// The folder under `Sources` or `Tests`.
    var target: String { String(path.split(separator: "/")[1]) }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  }

  static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  static func read(_ path: String) throws -> String {
    String(decoding: try Files.read(root + "/" + path, limit: 1 << 22), as: UTF8.self)
  }

  /// Every file below `folder` whose name ends in `suffix`.
  static func files(in folder: String, suffix: String) throws -> [Source] {
    var found: [Source] = []
    for entry in try Descriptor.open(root + "/" + folder, [.readOnly, .directory]).entries() {
      let name = String(decoding: entry.name, as: UTF8.self)
      let path = folder + "/" + name
      if entry.kind == .directory {
        found += try files(in: path, suffix: suffix)
      } else if name.hasSuffix(suffix) {
        found.append(Source(path: path, text: try read(path)))
      }
    }
    return found.sorted { $0.path < $1.path }
  }
}
