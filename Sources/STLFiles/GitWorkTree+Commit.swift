import STLSystem

extension GitWorkTree {
  /// The commit that HEAD names, in full; nil before the first commit, or where it cannot be told from the files.
  ///
  /// A store of another kind (`reftable`) leaves a placeholder in HEAD that leads nowhere.
  func headCommit() -> String? {
    guard var line = GitWorkTree.line(of: directory + "/HEAD") else { return nil }
    let common = commonDirectory
    for _ in 0...FileLimits.gitHopsMax {
      if GitWorkTree.isCommit(line) { return line }
      guard line.hasPrefix("ref: ") else { return nil }
      let name = String(line.dropFirst("ref: ".count))
      guard name.hasPrefix("refs/"), !name.split(separator: "/").contains("..") else { return nil }
      // References of one work tree only, such as those of a bisection, lie beside HEAD.
      if let next = GitWorkTree.line(of: common + "/" + name) ?? GitWorkTree.line(of: directory + "/" + name) {
        line = next
      } else if let commit = packed.commit(of: name, in: common + "/packed-refs") {
        return commit
      } else {
        return nil
      }
    }
    return nil
  }

  /// Where the references are: a linked work tree shares them with the main one.
  private var commonDirectory: String {
    guard let line = GitWorkTree.line(of: directory + "/commondir") else { return directory }
    return line.hasPrefix("/") ? line : directory + "/" + line
  }

  /// The first line of a small file.
  private static func line(of path: String) -> String? {
    guard let bytes = try? Files.readRegular(path, limit: FileLimits.gitLineBytesMax), !bytes.isEmpty else {
      return nil
    }
    return String(validating: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
  }

  /// SHA-1 or SHA-256, in full.
  static func isCommit(_ text: String) -> Bool {
    (text.utf8.count == 40 || text.utf8.count == 64)
      && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x66 }
  }
}
