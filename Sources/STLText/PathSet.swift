/// Files and folders, relative to the root; without any it holds everything.
package struct PathSet: Sendable {
  /// As they were given, without `./` in front and `/` behind; empty where everything is wanted.
  package let paths: [String]
  private let wanted: Set<FilePath>

  package init(_ words: [String] = []) {
    let clean = words.map { word in
      var path = word[...]
      while path.hasPrefix("./") { path = path.dropFirst(2) }
      while path.hasSuffix("/") { path = path.dropLast() }
      return path == "." ? "" : String(path)
    }
    // The root itself holds everything.
    paths = clean.contains("") ? [] : clean
    wanted = Set(paths.map { FilePath($0) })
  }

  /// Whether the file at `path`, or a folder above it, is in the set.
  package func contains(_ path: String) -> Bool { wanted.isEmpty || !PathSet.prefixes(of: path, in: wanted).isEmpty }

  /// Those of `paths` that are none of `files` and no folder above one, in order.
  package func missing(among files: some Sequence<String>) -> [String] {
    var missing = wanted
    for file in files where !missing.isEmpty { missing.subtract(PathSet.prefixes(of: file, in: missing)) }
    return paths.filter { missing.contains(FilePath($0)) }
  }

  /// The path and the folders above it, as far as `set` has them.
  private static func prefixes(of path: String, in set: Set<FilePath>) -> [FilePath] {
    var found: [FilePath] = []
    var next = FilePath(path)
    while !next.isEmpty {
      if set.contains(next) { found.append(next) }
      next = FilePath.split(next)?.directory ?? ""
    }
    return found
  }
}
