import STLSystem
internal import Synchronization

/// The disk with the people and programs that edit it, and the faults of the machine under it.
///
/// It edits when it is told to, and in the middle of the daemon's own calls: that is how a race is played on one thread.
final class Ground: Sendable {
  let files: MemoryFileSystem
  private let state: Mutex<State>

  struct State {
    var editor: Editor
    var truth = Truth()
    var weather: Weather
    /// A fault or an edit came between in the look or drain that runs.
    var isDisturbed = false
    /// What was done last, for the record.
    var lastDeeds: [String] = []
    var isTold = false
  }

  init(_ files: MemoryFileSystem, _ editor: Editor, _ weather: Weather) {
    self.files = files
    state = Mutex(State(editor: editor, weather: weather))
    files.disturb { [weak self] _, call, path in self?.disturb(call, path) }
  }

  /// Does one thing to the tree.
  func edit(_ kind: Edit? = nil) {
    state.withLock { state in state.edit(files, kind) }
  }

  func withTruth<Value: Sendable>(_ body: (inout Truth) -> Value) -> Value { state.withLock { body(&$0.truth) } }

  func withWeather(_ body: (inout Weather) -> Void) { state.withLock { body(&$0.weather) } }

  /// Tells what was done since the last time, where somebody listens.
  func takeDeeds() -> [String] {
    state.withLock { state in
      defer { state.lastDeeds = [] }
      return state.lastDeeds
    }
  }

  func listen() { state.withLock { $0.isTold = true } }

  // MARK: Looks

  /// A look or drain of the daemon begins: the moment of it.
  func beginLook() -> Int {
    state.withLock { state in
      state.isDisturbed = false
      state.weather.isOverObserver = true
      return state.truth.happen()
    }
  }

  /// It is over; `isScan` where it looked at everything.
  func endLook(since start: Int, isScan: Bool) {
    state.withLock { state in
      state.weather.isOverObserver = false
      if isScan, !state.isDisturbed { state.truth.seen(since: start) }
    }
  }

  /// A call of the port is about to do its work.
  private func disturb(_ call: String, _ path: String) -> Errno? {
    state.withLock { state in
      guard state.weather.isOverObserver else { return nil }
      if state.weather.edits() {
        state.isDisturbed = true
        state.edit(files, nil)
      }
      guard let errno = state.weather.fault(call) else { return nil }
      state.isDisturbed = true
      if state.isTold { state.lastDeeds.append("\(call) \"\(path)\" fails: \(errno.name)") }
      switch call {
      case "openRoot", "rootStamp": state.truth.noteRootFailure()
      case "list" where path.isEmpty: state.truth.noteRootFailure()
      case "startWatching", "watchEvents", "fileSystemType", "watchWorkTree": break
      default: state.truth.hide(path)
      }
      return errno
    }
  }
}

extension Ground.State {
  mutating func edit(_ files: MemoryFileSystem, _ kind: Edit?) {
    let deed = files.change { tree in
      editor.isTold = isTold
      let root = tree.rootAtPath
      let deed = editor.edit(&tree, &truth, kind)
      truth.changed(
        to: tree.sights, loudPath: deed.loudPath, finished: deed.finished, isAtomic: deed.isAtomic)
      truth.noteLock(tree.find(".git/index.lock") != nil)
      if tree.rootAtPath != root { truth.noteRootReplaced() }
      truth.noteRoot(isTroubled: tree.rootAtPath.map { !tree.hasVisible($0) } ?? true)
      return deed.text
    }
    if isTold { lastDeeds.append(deed) }
  }
}

/// The faults of a machine: calls that fail, edits that come in between.
struct Weather: Sendable {
  var random: SeededGenerator
  /// Calls out of a thousand that fail, in bad weather.
  var faultPermille: Int
  /// Calls out of a thousand before which somebody edits.
  var editPermille: Int
  var faults: [Errno]
  var calls: Set<String>
  var isBad = false
  var isCalm = false
  var isOverObserver = false
  /// What fails every time.
  var always: (call: String, errno: Errno)?

  static let allFaults: [Errno] = [.EIO, .EACCES, .EMFILE, .ENFILE, .ENOMEM, .ESTALE, .ENOSPC, .EPERM]
  static let allCalls = [
    "openRoot", "rootStamp", "list", "stamp", "read", "finishRead", "fileSystemType", "startWatching", "watch",
    "watchEvents", "watchWorkTree",
  ]

  mutating func edits() -> Bool { !isCalm && random.chance(editPermille) }

  mutating func fault(_ call: String) -> Errno? {
    if let always, always.call == call { return always.errno }
    guard isBad, !isCalm, random.chance(faultPermille), calls.contains(call) else { return nil }
    return random.pick(faults)
  }
}
