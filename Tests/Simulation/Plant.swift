import STLEngine
import STLFiles
import STLModel
import STLSystem
internal import Synchronization

/// A defect that is planted around the daemon to see that the simulator finds it: in the port to its files, in the
/// events that it gets, in what is done with its effects.
package enum Plant: String, CaseIterable, Sendable {
  /// A queue that overflowed goes untold.
  case skippedRescan
  case droppedMovedTo
  /// The daemon starts again under the name of the run before.
  case reusedRevision
  /// Every connection of one user seems to be of another one.
  case forgottenLimit
  /// One half of what a look found comes with the next look.
  case tornRename
  case lostDelete
  /// A directory that took another one's place keeps that one's watch.
  case staleParentWatch
  case doubleReply
  /// A connection is not closed.
  case leakedDescriptor
  /// git's lock still seems to be there when it is gone.
  case missedLockRelease
  /// A broken file that was mended seems to be broken still.
  case staleEntity
  /// One reply of a stream does not reach its subscriber.
  case missedChange

  /// Every which occasion is used.
  private static let interval = 4

  /// Whether the defect shows on this occasion.
  static func strikes(_ occasion: Int) -> Bool { occasion % interval == 0 }
}

/// The port to the files, with a defect where one is planted in it.
final class PlantedFileSystem: FileSystem {
  let files: MemoryFileSystem
  private let plant: Plant?
  private let memory = Mutex(Memory())

  private struct Memory {
    var occasions = 0
    var watches: [String: Int32] = [:]
    var lock: FileStamp?
  }

  init(_ files: MemoryFileSystem, _ plant: Plant?) {
    self.files = files
    self.plant = plant
  }

  func openRoot() throws(SystemError) -> FileStamp { try files.openRoot() }
  func rootStamp() throws(SystemError) -> FileStamp { try files.rootStamp() }
  func list(_ directory: String) throws(SystemError) -> DirectoryListing { try files.list(directory) }
  func stamp(of path: String) throws(SystemError) -> FileStamp { try files.stamp(of: path) }
  func isLinkToDirectory(_ path: String) -> Bool { files.isLinkToDirectory(path) }
  func read(_ path: String, _ demand: ReadDemand) throws(SystemError) -> FileReading { try files.read(path, demand) }
  func stopWatching() { files.stopWatching() }
  func unwatch(_ watch: Int32) { files.unwatch(watch) }
  var watchDescriptor: Int32? { files.watchDescriptor }
  func findWorkTree() -> Bool { files.findWorkTree() }
  func watchWorkTree() throws(SystemError) -> [Int32] { try files.watchWorkTree() }
  func headStamps() -> [FileStamp?] { files.headStamps() }
  func headCommit() -> String? { files.headCommit() }
  func kernelSetting(_ name: String) -> Int? { files.kernelSetting(name) }

  func fileSystemType(of directory: String) throws(SystemError) -> FileSystemType {
    try files.fileSystemType(of: directory)
  }

  func startWatching() throws(SystemError) {
    memory.withLock { $0.watches = [:] }
    try files.startWatching()
  }

  func watch(_ directory: String) throws(SystemError) -> Int32 {
    guard plant == .staleParentWatch, !directory.isEmpty else { return try files.watch(directory) }
    if let known = memory.withLock({ $0.watches[directory] }) { return known }
    let watch = try files.watch(directory)
    memory.withLock { $0.watches[directory] = watch }
    return watch
  }

  func watchEvents() throws(SystemError) -> [WatchEvent] {
    let events = try files.watchEvents()
    let dropped: WatchMask? =
      switch plant {
      case .droppedMovedTo: .movedTo
      case .lostDelete: .deleted
      case .skippedRescan: .overflowed
      default: nil
      }
    guard let dropped else { return events }
    let kept = events.filter { event in
      guard event.mask.contains(dropped) else { return true }
      return memory.withLock { memory in
        memory.occasions += 1
        return !Plant.strikes(memory.occasions)
      }
    }
    // An empty answer would mean that no more events wait.
    return kept.isEmpty && !events.isEmpty ? try watchEvents() : kept
  }

  func indexLock() -> FileStamp? {
    let lock = files.indexLock()
    guard plant == .missedLockRelease else { return lock }
    return memory.withLock { memory in
      if let lock { memory.lock = lock }
      return lock ?? memory.lock
    }
  }
}

/// Defects between the files and the daemon: in the batches of looks.
struct PlantedLooks {
  let plant: Plant?
  private var occasions = 0
  private var torn = ChangeBatch()
  private var broken: [String: SourceFile] = [:]

  init(_ plant: Plant?) { self.plant = plant }

  mutating func filter(_ look: Look) -> Look {
    var look = look
    switch plant {
    case .tornRename:
      look.batch.changes = torn.changes + look.batch.changes
      torn = ChangeBatch()
      if look.batch.changes.count > 1, !look.batch.isComplete {
        occasions += 1
        if Plant.strikes(occasions), let last = look.batch.changes.popLast() { torn.changes = [last] }
      }
    case .staleEntity:
      for (index, (path, file)) in look.batch.changes.enumerated() {
        if let file, !file.unread.isEmpty {
          broken[path] = file
        } else if let old = broken.removeValue(forKey: path), file != nil {
          occasions += 1
          if Plant.strikes(occasions) { look.batch.changes[index].file = old }
        }
      }
    default: break
    }
    return look
  }
}
