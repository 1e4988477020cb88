import STLModel
import STLSyntax
import STLSystem

/// What there is to see at a path that an organisation's files may have.
struct Sight: Sendable, Equatable {
  /// Which file it is.
  var serial: Int
  /// Nil where the content cannot be read: a link, a pipe, a file that is too large or that nobody may read.
  var bytes: [UInt8]?
  /// Nobody may read it, which is another problem than being too large.
  var isClosed = false
  /// False for a text that is none of the organisation's files.
  var isShown = true
}

/// What was on disk and when, in the order of what happened; against it answers are held.
///
/// Names that are not ASCII are left out: how they are shown is the subject of other tests.
struct Truth: Sendable {
  /// Counts everything that happens, so that two things can be put in order.
  private(set) var sequence = 0
  private(set) var current: [String: Sight] = [:]
  private var past: [String: [(sequence: Int, bytes: [UInt8]?)]] = [:]
  private var pastCount = 0
  /// Paths whose last change no event told of, or that an injected failure hid, with everything below them.
  private(set) var unseen: [String: Int] = [:]
  /// When such a path was seen after all.
  private var seenAgain: [String: Int] = [:]
  /// What files held while a writer that has not finished has had them open, by writer.
  private var unfinished: [Int: (serial: Int, versions: [[UInt8]])] = [:]
  private(set) var isLocked = false
  private var lockedUntil = -1
  /// The root is missing or holds nothing.
  private(set) var isRootTroubled = false
  private var rootTroubledUntil = -1
  /// Another directory is at the root's path, which no event tells of.
  private var rootReplacedAt: Int?

  private static let pastMax = 4000

  mutating func happen() -> Int {
    sequence += 1
    return sequence
  }

  // MARK: What happens

  /// A writer is about to change what it has open.
  mutating func willWrite(_ writer: Int, _ node: MemoryTree.Node) {
    let version = node.holeBytes > 0 || node.permissions & 0o444 == 0 ? Truth.special : node.bytes
    unfinished[writer, default: (node.serial, [])].versions.append(version)
  }

  /// Something was done to the tree.
  ///
  /// `loudPath` is the name by which the content of a file was changed, nil where no event tells of it. Only where the deed `isAtomic` was there no moment at which a replaced file was missing.
  mutating func changed(
    to sights: [String: Sight], loudPath: String?, finished writers: [Int], isAtomic: Bool
  ) {
    sequence += 1
    for (path, sight) in sights {
      guard let old = current[path] else {
        remember(path, nil, nil)
        continue
      }
      if old == sight { continue }
      remember(path, old, sight)
      if old.serial != sight.serial, !isAtomic { remember(path, bytes: nil) }
      if old.serial == sight.serial, path != loudPath { unseen[path] = sequence }
    }
    for (path, old) in current where sights[path] == nil { remember(path, old, nil) }
    current = sights
    for writer in writers {
      guard let (serial, versions) = unfinished.removeValue(forKey: writer) else { continue }
      for (path, sight) in sights where sight.serial == serial {
        for version in versions { remember(path, bytes: version) }
      }
    }
    if pastCount > Truth.pastMax { forget() }
  }

  private mutating func remember(_ path: String, _ old: Sight?, _ new: Sight?) {
    let isShown = old?.isShown ?? false
    remember(path, bytes: isShown ? old?.bytes : nil, isSpecial: isShown && old?.bytes == nil)
    guard let old, old.serial != new?.serial else { return }
    for (serial, versions) in unfinished.values where serial == old.serial {
      for version in versions { remember(path, bytes: version) }
    }
  }

  /// Stands for what cannot be read.
  private static let special: [UInt8] = [0]

  private mutating func remember(_ path: String, bytes: [UInt8]?, isSpecial: Bool = false) {
    // A text without front matter is not shown.
    let isText = path.hasSuffix(".md") && !(bytes?.starts(with: "---".utf8) ?? true) && bytes != Truth.special
    past[path, default: []].append((sequence, isSpecial ? Truth.special : isText ? nil : bytes))
    pastCount += 1
  }

  /// The older half goes; answers to calls that are older than that are not compared.
  private mutating func forget() {
    oldest = sequence - (sequence - oldest) / 2
    seenAgain = seenAgain.filter { $0.value >= oldest }
    pastCount = 0
    for path in past.keys {
      past[path]?.removeAll { $0.sequence < oldest }
      if past[path]?.isEmpty == true { past[path] = nil }
      pastCount += past[path]?.count ?? 0
    }
  }

  /// The first moment of which everything is remembered.
  private(set) var oldest = 0

  mutating func noteLock(_ isLocked: Bool) {
    if self.isLocked, !isLocked { lockedUntil = sequence }
    self.isLocked = isLocked
  }

  mutating func noteRoot(isTroubled: Bool) {
    if isRootTroubled || isTroubled { rootTroubledUntil = sequence }
    isRootTroubled = isTroubled
  }

  mutating func noteRootReplaced() { rootReplacedAt = sequence }

  /// A look at the root failed.
  mutating func noteRootFailure() { rootTroubledUntil = sequence + 1 }

  /// What is at `path` and below it may be seen wrongly until everything was looked at.
  mutating func hide(_ path: String) { unseen[path] = sequence }

  /// Everything was looked at in peace, in a look that began at `start`.
  mutating func seen(since start: Int) {
    for (path, since) in unseen where since <= start { seenAgain[path] = sequence }
    unseen = unseen.filter { $0.value > start }
    if let at = rootReplacedAt, at <= start { rootReplacedAt = nil }
  }

  // MARK: Questions

  /// Everything can be known from events.
  var isAllTold: Bool { unseen.isEmpty && rootReplacedAt == nil }

  func wasLocked(since start: Int) -> Bool { isLocked || lockedUntil >= start }

  func wasRootTroubled(since start: Int) -> Bool { isRootTroubled || rootTroubledUntil >= start }

  /// A path at which `files` show something that was not there at any time since `start`; nil where all is well.
  func contradiction(_ files: [String: SourceFile], since start: Int) -> String? {
    if start < oldest { return nil }
    for (path, file) in files where Truth.isCompared(path) {
      if current[path].map({ $0.isShown && Truth.shows(file, $0.bytes) }) ?? false { continue }
      if isHidden(path, since: start) { continue }
      if past[path]?.contains(where: { $0.sequence > start && Truth.shows(file, past: $0.bytes) }) ?? false { continue }
      if Truth.isSpecial(file), wasClosed(above: path, since: start) { continue }
      if let serial = current[path]?.serial,
        unfinished.values.contains(where: { writing in
          writing.serial == serial && writing.versions.contains { Truth.shows(file, past: $0) }
        })
      {
        continue
      }
      return "\"\(path)\" (\(file.bytes.count) bytes), on disk are \(current[path]?.bytes?.count ?? -1)"
    }
    for (path, sight) in current where sight.isShown && files[path] == nil {
      if unfinished.values.contains(where: { $0.serial == sight.serial }) { continue }
      if past[path]?.contains(where: { $0.sequence > start && $0.bytes == nil }) ?? false { continue }
      if !isHidden(path, since: start) {
        return "nothing of \"\(path)\", on disk are \(current[path]?.bytes?.count ?? -1) bytes"
      }
    }
    return nil
  }

  /// A directory above `path` was closed while its files were being looked at.
  private func wasClosed(above path: String, since start: Int) -> Bool {
    var prefix = path[...]
    while let cut = prefix.lastIndex(of: "/") {
      prefix = prefix[..<cut]
      let directory = String(prefix)
      if let sight = current[directory], sight.bytes == nil { return true }
      if past[directory]?.contains(where: { $0.sequence > start && $0.bytes == Truth.special }) ?? false { return true }
    }
    return false
  }

  static func isCompared(_ path: String) -> Bool { path.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "\\") } }

  private static func shows(_ file: SourceFile, _ bytes: [UInt8]?) -> Bool {
    guard let bytes else { return isSpecial(file) }
    return file.bytes == bytes && !isSpecial(file)
  }

  private static func shows(_ file: SourceFile, past bytes: [UInt8]?) -> Bool {
    guard let bytes else { return false }
    return bytes == special ? isSpecial(file) : shows(file, bytes)
  }

  private static func isSpecial(_ file: SourceFile) -> Bool {
    file.bytes.isEmpty && file.problems.first.map { $0.kind == .unreadable || $0.kind == .tooLarge } ?? false
  }

  /// Whether a change of `path` could be missed in an answer to a call that began at `start`.
  private func isHidden(_ path: String, since start: Int) -> Bool {
    func isHidden(_ path: String) -> Bool { unseen[path] != nil || seenAgain[path].map { $0 > start } ?? false }
    if unseen.isEmpty, seenAgain.isEmpty { return false }
    if isHidden(path) || isHidden("") { return true }
    var prefix = path[...]
    while let cut = prefix.lastIndex(of: "/") {
      prefix = prefix[..<cut]
      if isHidden(String(prefix)) { return true }
    }
    return false
  }
}

extension MemoryTree {
  /// Everything that there is to see below the root.
  var sights: [String: Sight] {
    var sights: [String: Sight] = [:]
    if let rootAtPath { collect(rootAtPath, "", &sights) }
    return sights
  }

  private func collect(_ directory: Int, _ prefix: String, _ sights: inout [String: Sight]) {
    for entry in nodes[directory].entries where entry.name.first != UInt8(ascii: ".") {
      let node = nodes[entry.inode]
      let path = prefix + String(decoding: entry.name, as: UTF8.self)
      guard Truth.isCompared(path) else { continue }
      let isYAML = MemoryTree.has(entry.name, ".yaml") || MemoryTree.has(entry.name, ".yml")
      let isMarkdown = MemoryTree.has(entry.name, ".md")
      switch node.kind {
      case .directory:
        let isClosed = node.permissions & 0o444 == 0
        if isYAML || isMarkdown || isClosed { sights[path] = Sight(serial: node.serial) }
        if !isClosed { collect(entry.inode, path + "/", &sights) }
      case .regular where isYAML || isMarkdown:
        let isClosed = node.permissions & 0o444 == 0
        if isClosed || isYAML && node.holeBytes > 0 {
          sights[path] = Sight(serial: node.serial, isClosed: isClosed)
        } else {
          let isShown = isYAML || node.bytes.starts(with: "---".utf8)
          sights[path] = Sight(serial: node.serial, bytes: node.bytes, isShown: isShown)
        }
      case .regular: break
      case .symbolicLink:
        let isLitter = MemoryTree.has(entry.name, "~") || MemoryTree.has(entry.name, ".swp")
        if isYAML || isMarkdown || node.leadsToDirectory && !isLitter { sights[path] = Sight(serial: node.serial) }
      default: if isYAML || isMarkdown { sights[path] = Sight(serial: node.serial) }
      }
    }
  }

  private static func has(_ name: [UInt8], _ ending: String) -> Bool {
    name.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}
