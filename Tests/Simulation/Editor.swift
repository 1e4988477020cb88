import STLSystem

/// What people, editors and git do to a tree.
enum Edit: Sendable {
  case save, replace, saveAsVim
  case open, scribble, close
  case makeDirectory, makeTree
  case moveFile, moveDirectory, moveOut, moveIn
  case removeFile, removeTree
  case link, writeThroughLink
  case permit, makeLink, makePipe, makeHole, makeDocument, makeOdd, swapKind
  case lock, unlock, commit, checkout
  case takeRoot, putRoot, swapRoot, emptyRoot
  /// Ends everything that is under way and makes sure that there is a root with something in it.
  case calmDown

  static let all = Weights<Edit>([
    (.save, 12), (.replace, 6), (.saveAsVim, 3), (.open, 4), (.scribble, 5), (.close, 5), (.makeDirectory, 3),
    (.makeTree, 3), (.moveFile, 5), (.moveDirectory, 4), (.moveOut, 2), (.moveIn, 3), (.removeFile, 5),
    (.removeTree, 2), (.link, 2), (.writeThroughLink, 2), (.permit, 2), (.makeLink, 1), (.makePipe, 1), (.makeHole, 1),
    (.makeDocument, 3), (.makeOdd, 1), (.swapKind, 2), (.lock, 2), (.unlock, 4), (.commit, 2), (.checkout, 1),
    (.takeRoot, 1), (.putRoot, 4), (.swapRoot, 1), (.emptyRoot, 1),
  ])
}

/// Carries out edits, chosen by a seed.
struct Editor: Sendable {
  var random: SeededGenerator
  let edits: Weights<Edit>
  let contents: Contents
  let filesMax: Int
  /// A description is wanted.
  var isTold = false
  private var lostRoot: Int?
  private var isMapped: [Int: Bool] = [:]
  private var commits = 0
  private var deed = ""

  init(_ random: SeededGenerator, _ edits: Weights<Edit>, _ contents: Contents, filesMax: Int) {
    self.random = random
    self.edits = edits
    self.contents = contents
    self.filesMax = filesMax
  }

  private static let directoriesMax = 10
  private static let depthMax = 4
  private static let writersMax = 4
  private static let holeBytes = 5 << 20
  private static let lockName = Array("index.lock".utf8)
  private static let names = ["a.yaml", "b.yaml", "c.yml", "d.yaml", "e.yaml", "f.yaml", "m.md", "org.yaml"]
  private static let directoryNames = ["a", "b", "c", "d.yaml"]

  /// A name in a directory below the root.
  private struct Spot {
    var parent: Int
    var name: [UInt8]
    var inode: Int
    var path: String
  }

  private struct Inventory {
    /// Directories with their paths and depths, the root first.
    var directories: [(inode: Int, path: String, depth: Int)] = []
    var files: [Spot] = []
    var folders: [Spot] = []
  }

  private func inventory(_ tree: MemoryTree) -> Inventory {
    var inventory = Inventory()
    func collect(_ inode: Int, _ path: String, _ depth: Int) {
      inventory.directories.append((inode, path, depth))
      for entry in tree.nodes[inode].entries where entry.name.first != UInt8(ascii: ".") {
        let full = path + String(decoding: entry.name, as: UTF8.self)
        let spot = Spot(parent: inode, name: entry.name, inode: entry.inode, path: full)
        if tree.nodes[entry.inode].kind == .directory {
          inventory.folders.append(spot)
          collect(entry.inode, full + "/", depth + 1)
        } else {
          inventory.files.append(spot)
        }
      }
    }
    if let root = tree.rootAtPath { collect(root, "", 0) }
    return inventory
  }

  /// What was done.
  struct Deed {
    var text = ""
    /// The name by which the content of a file was changed.
    var loudPath: String?
    /// Writers that closed.
    var finished: [Int] = []
    /// What took a name took it in the moment in which the other one lost it.
    var isAtomic = false
  }

  /// Does one thing.
  mutating func edit(_ tree: inout MemoryTree, _ truth: inout Truth, _ kind: Edit?) -> Deed {
    let kind = kind ?? edits.pick(&random)
    deed = ""
    var loudPath: String?
    var finished: [Int] = []
    let inventory = inventory(tree)
    guard let root = tree.rootAtPath else {
      switch kind {
      case .putRoot, .calmDown, .swapRoot: putRoot(&tree, isSame: kind != .swapRoot)
      default: break
      }
      if kind != .calmDown { return Deed(text: deed) }
      return edit(&tree, &truth, .calmDown)
    }
    switch kind {
    case .save:
      if let spot = target(inventory, tree) {
        loudPath = spot.path
        save(spot.parent, spot.name, &tree)
      }
    case .replace:
      if let spot = target(inventory, tree) {
        let temporary = Array(random.chance(500) ? "sedXy12".utf8 : ".tmp1".utf8)
        save(spot.parent, temporary, &tree, as: spot.name)
        if !tree.rename(spot.parent, temporary, spot.parent, spot.name) { tree.remove(spot.parent, temporary) }
        tell("replace \(spot.path)")
      }
    case .saveAsVim:
      if let spot = pick(inventory.files), tree.nodes[spot.inode].kind == .regular {
        let probe = Array("4913".utf8)
        tree.create(.regular, spot.parent, probe)
        tree.remove(spot.parent, probe)
        if tree.rename(spot.parent, spot.name, spot.parent, spot.name + Array("~".utf8)) {
          save(spot.parent, spot.name, &tree)
          tree.remove(spot.parent, spot.name + Array("~".utf8))
        }
        tell("save as Vim does: \(spot.path)")
      }
    case .open:
      if tree.writers.count < Editor.writersMax, let spot = target(inventory, tree) {
        loudPath = spot.path
        let before = tree.child(spot.name, of: spot.parent).map { tree.nodes[$0] }
        let isMapped = random.chance(300)
        if let writer = tree.open(spot.parent, spot.name, truncates: !isMapped && random.chance(700)) {
          if let before { truth.willWrite(writer, before) }
          self.isMapped[writer] = isMapped
          tell("open \(spot.path)\(isMapped ? " and map it" : "")")
        }
      }
    case .scribble:
      if let writer = pick(tree.writers) {
        let isMapped = isMapped[writer.number] ?? false
        loudPath = Editor.path(of: writer, inventory)
        truth.willWrite(writer.number, tree.nodes[writer.inode])
        tree.write(content(writer.name), to: writer.number, isMapped: isMapped)
        tell("write to \(loudPath ?? "what was removed")\(isMapped ? " through memory" : "")")
      }
    case .close:
      if let writer = pick(tree.writers) {
        close(writer, &tree, &finished)
        tell("close \(Editor.path(of: writer, inventory) ?? "what was removed")")
      }
    case .makeDirectory:
      if let place = roomForDirectory(inventory) {
        let name = random.pick(Editor.directoryNames)
        tree.create(.directory, place.inode, Array(name.utf8))
        tell("mkdir \(place.path)\(name)")
      }
    case .makeTree:
      if let place = roomForDirectory(inventory), inventory.files.count < filesMax,
        let outer = tree.create(.directory, place.inode, Array(random.pick(Editor.directoryNames).utf8)),
        let inner = tree.create(.directory, outer, Array(random.pick(Editor.directoryNames).utf8))
      {
        save(inner, Array(random.pick(Editor.names).utf8), &tree)
        tell("mkdir -p below \(place.path) and save a file there")
      }
    case .moveFile:
      if let spot = pick(inventory.files), let place = pick(inventory.directories) {
        let name = random.chance(500) ? spot.name : Array(random.pick(Editor.names).utf8)
        if tree.rename(spot.parent, spot.name, place.inode, name) {
          tell("mv \(spot.path) \(place.path)\(text(name))")
        }
      }
    case .moveDirectory:
      if let spot = pick(inventory.folders), let place = pick(inventory.directories), place.depth < Editor.depthMax {
        let name = Array(random.pick(Editor.directoryNames).utf8)
        if tree.rename(spot.parent, spot.name, place.inode, name) {
          tell("mv \(spot.path) \(place.path)\(text(name))")
        }
      }
    case .moveOut:
      if let spot = pick(random.chance(700) ? inventory.folders : inventory.files) {
        let name = Array("o\(random.below(3))".utf8)
        tree.remove(tree.outside, name)
        if tree.rename(spot.parent, spot.name, tree.outside, name) { tell("mv \(spot.path) out of the root") }
      }
    case .moveIn:
      if let entry = pick(tree.nodes[tree.outside].entries), let place = roomForDirectory(inventory) {
        let isDirectory = tree.nodes[entry.inode].kind == .directory
        let name = Array(random.pick(isDirectory ? Editor.directoryNames : Editor.names).utf8)
        if tree.rename(tree.outside, entry.name, place.inode, name) {
          tell("mv something from outside to \(place.path)\(text(name))")
        }
      }
    case .removeFile:
      if let spot = pick(inventory.files) {
        tree.remove(spot.parent, spot.name)
        tell("rm \(spot.path)")
      }
    case .removeTree:
      if let spot = pick(inventory.folders) {
        tree.remove(spot.parent, spot.name)
        tell("rm -r \(spot.path)")
      }
    case .link:
      if let spot = pick(inventory.files), let place = pick(inventory.directories),
        Truth.isCompared(spot.path + place.path)
      {
        let isInside = random.chance(600)
        let name = Array((isInside ? random.pick(Editor.names) : "o\(random.below(3))").utf8)
        let parent = isInside ? place.inode : tree.outside
        if !isInside { tree.remove(parent, name) }
        if tree.link(spot.inode, parent, name) {
          tell("ln \(spot.path) \(isInside ? place.path + text(name) : "to outside")")
        }
      }
    case .writeThroughLink:
      if let entry = pick(tree.nodes[tree.outside].entries), tree.nodes[entry.inode].kind == .regular {
        tree.writeSilently(content(Array("a.yaml".utf8)), to: entry.inode)
        tell("write to a file through its name outside")
      }
    case .permit:
      if let spot = pick(random.chance(600) ? inventory.files : inventory.folders) {
        let isClosed = tree.nodes[spot.inode].permissions == 0
        loudPath = spot.path
        tree.setPermissions(isClosed ? 0o755 : 0, spot.parent, spot.name)
        tell("chmod \(isClosed ? "755" : "0") \(spot.path)")
      }
    case .makeLink, .makePipe:
      if let place = pick(inventory.directories), inventory.files.count < filesMax {
        let name = Array((random.chance(300) ? "l" : random.pick(Editor.names)).utf8)
        if let inode = tree.create(kind == .makeLink ? .symbolicLink : .fifo, place.inode, name) {
          if random.chance(500) { tree.setLeadsToDirectory(inode) }
          tell("\(kind) \(place.path)\(text(name))")
        }
      }
    case .makeHole:
      if let spot = target(inventory, tree), let writer = tree.open(spot.parent, spot.name, truncates: true) {
        loudPath = spot.path
        tree.write([], holeBytes: Editor.holeBytes, to: writer)
        tree.close(writer)
        tell("make \(spot.path) too large")
      }
    case .makeDocument:
      if let place = pick(inventory.directories) {
        let name = Array("notes.txt".utf8)
        if tree.child(name, of: place.inode) == nil, inventory.files.count < filesMax {
          tree.create(.regular, place.inode, name)
          tell("create \(place.path)notes.txt")
        } else {
          tree.remove(place.inode, name)
          tell("rm \(place.path)notes.txt")
        }
      }
    case .makeOdd:
      if let place = pick(inventory.directories), inventory.files.count < filesMax {
        let odd: [[UInt8]] = [
          [0xFF, 0x2E, 0x79, 0x6D, 0x6C], Array("u\u{308}.yaml".utf8), Array("\u{FC}.yaml".utf8), [0xFE],
        ]
        save(place.inode, random.pick(odd), &tree)
        tell("save a file with an odd name in \(place.path)")
      }
    case .swapKind:
      if let spot = pick(inventory.files + inventory.folders) {
        let isDirectory = tree.nodes[spot.inode].kind == .directory
        tree.remove(spot.parent, spot.name)
        if isDirectory {
          save(spot.parent, spot.name, &tree)
        } else if inventory.folders.count < Editor.directoriesMax,
          let inode = tree.create(.directory, spot.parent, spot.name)
        {
          save(inode, Array("a.yaml".utf8), &tree)
        }
        tell("make a \(isDirectory ? "file of the directory" : "directory of the file") \(spot.path)")
      }
    case .lock:
      if let git = tree.find(".git"), tree.create(.regular, git, Editor.lockName) != nil { tell("git takes its lock") }
    case .unlock:
      if let git = tree.find(".git"), tree.child(Editor.lockName, of: git) != nil {
        tree.remove(git, Editor.lockName)
        tell("git lets go of its lock")
      }
    case .commit: moveHead(&tree)
    case .checkout:
      if let git = tree.find(".git"), tree.create(.regular, git, Editor.lockName) != nil {
        for spot in inventory.files where random.chance(300) && tree.nodes[spot.inode].kind == .regular {
          tree.remove(spot.parent, spot.name)
          if random.chance(700) { save(spot.parent, spot.name, &tree) }
        }
        moveHead(&tree)
        tree.remove(git, Editor.lockName)
        tell("git checkout")
      }
    case .takeRoot:
      lostRoot = tree.takeRoot(isTold: random.chance(500))
      tell("the root is taken away")
    case .putRoot:
      // What was mounted there is mounted again.
      if let lostRoot, !tree.hasVisible(root), lostRoot != root {
        _ = tree.takeRoot(isTold: false)
        tree.putRoot(lostRoot)
        tell("the old root takes the place of the empty one")
      }
    case .swapRoot:
      lostRoot = tree.takeRoot(isTold: random.chance(500))
      putRoot(&tree, isSame: false)
    case .emptyRoot:
      lostRoot = tree.takeRoot(isTold: random.chance(500))
      tree.putRoot()
      tell("an empty directory takes the root's place")
    case .calmDown:
      for writer in tree.writers { close(writer, &tree, &finished) }
      if let git = tree.find(".git") { tree.remove(git, Editor.lockName) }
      if !tree.hasVisible(root) { save(root, Array("a.yaml".utf8), &tree) }
      tell("everybody comes to an end")
    }
    let isAtomic = kind == .replace || kind == .moveFile || kind == .moveIn
    return Deed(text: deed, loudPath: loudPath, finished: finished, isAtomic: isAtomic)
  }

  private mutating func tell(_ text: @autoclosure () -> String) {
    if isTold { deed = text() }
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value? { values.isEmpty ? nil : random.pick(values) }

  private mutating func content(_ name: [UInt8]) -> [UInt8] { contents.file(text(name), &random) }

  /// A file that is there, or a free name while there is room.
  private mutating func target(
    _ inventory: Inventory, _ tree: MemoryTree
  ) -> (parent: Int, name: [UInt8], path: String)? {
    if inventory.files.count >= filesMax || random.chance(600), let spot = pick(inventory.files) {
      guard tree.nodes[spot.inode].kind == .regular else { return nil }
      return (spot.parent, spot.name, spot.path)
    }
    guard let place = pick(inventory.directories) else { return nil }
    let name = random.pick(Editor.names)
    return (place.inode, Array(name.utf8), place.path + name)
  }

  private mutating func roomForDirectory(_ inventory: Inventory) -> (inode: Int, path: String, depth: Int)? {
    guard inventory.folders.count < Editor.directoriesMax, let place = pick(inventory.directories),
      place.depth < Editor.depthMax
    else { return nil }
    return place
  }

  private mutating func save(
    _ parent: Int, _ name: [UInt8], _ tree: inout MemoryTree, as finalName: [UInt8]? = nil
  ) {
    guard let writer = tree.open(parent, name, truncates: true) else { return }
    tree.write(content(finalName ?? name), to: writer)
    tree.close(writer)
    tell("save \(text(name))")
  }

  private mutating func close(_ writer: MemoryTree.Writer, _ tree: inout MemoryTree, _ finished: inout [Int]) {
    tree.close(writer.number)
    isMapped[writer.number] = nil
    finished.append(writer.number)
  }

  private static func path(of writer: MemoryTree.Writer, _ inventory: Inventory) -> String? {
    inventory.files.first { $0.parent == writer.parent && $0.name == writer.name && !writer.isUnlinked }?.path
  }

  private mutating func putRoot(_ tree: inout MemoryTree, isSame: Bool) {
    if isSame, let lostRoot {
      tree.putRoot(lostRoot)
      tell("the root is back")
      return
    }
    tree.putRoot()
    if let root = tree.rootAtPath {
      for _ in 0..<random.within(1...4) { save(root, Array(random.pick(Editor.names).utf8), &tree) }
      if random.chance(500) { Editor.makeGit(&tree) }
    }
    tell("another directory takes the root's place")
  }

  static func makeGit(_ tree: inout MemoryTree) {
    guard let root = tree.rootAtPath, let git = tree.create(.directory, root, Array(".git".utf8)) else { return }
    tree.create(.directory, git, Array("logs".utf8))
  }

  private mutating func moveHead(_ tree: inout MemoryTree) {
    guard let git = tree.find(".git") else { return }
    commits += 1
    let digits = String(commits)
    let commit = String(repeating: "0", count: 40 - digits.utf8.count) + digits
    if let writer = tree.open(git, Array("HEAD.lock".utf8), truncates: true) {
      tree.write(Array(commit.utf8), to: writer)
      tree.close(writer)
      _ = tree.rename(git, Array("HEAD.lock".utf8), git, Array("HEAD".utf8))
    }
    if let logs = tree.child(Array("logs".utf8), of: git),
      let writer = tree.open(logs, Array("HEAD".utf8), truncates: false)
    {
      tree.write(Array(commit.utf8), to: writer)
      tree.close(writer)
    }
    tell("git commits \(digits)")
  }
}

extension MemoryTree {
  /// Whether a directory holds a name that does not start with a dot.
  func hasVisible(_ inode: Int) -> Bool { nodes[inode].entries.contains { $0.name.first != UInt8(ascii: ".") } }
}

private func text(_ name: [UInt8]) -> String { String(decoding: name, as: UTF8.self) }
