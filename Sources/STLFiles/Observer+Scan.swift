import STLModel
import STLSyntax
import STLSystem
import STLText

extension Observer {
  // MARK: The root

  /// True when the root is open and still the one at its path; opens it (again) where that can be done.
  mutating func checkRoot() -> Bool {
    do {
      let stamp = try files.rootStamp()
      if let root, rootProblem == nil, root.isSameFile(as: stamp) { return true }
      return try openRoot()
    } catch {
      loseRoot("the root cannot be read: \(error)")
      return false
    }
  }

  /// Opens the root and starts over with watches; what is known stays, to be compared.
  private mutating func openRoot() throws(SystemError) -> Bool {
    let opened = try files.openRoot()
    if hasDelivered, directories[""].map({ !$0.files.isEmpty || !$0.directories.isEmpty }) == true {
      // A mount that went away leaves an empty directory; so does a clone that has just begun.
      let listing = try files.list("")
      if listing.entries.allSatisfy({ FileName($0.name) == .hidden }) {
        loseRoot("the root was replaced by an empty directory: is a file system not mounted")
        return false
      }
    }
    counters.opens += 1
    root = opened
    rootProblem = nil
    doubt()
    startWatching()
    return true
  }

  mutating func loseRoot(_ problem: String) {
    rootProblem = problem
    root = nil
    doubt()
  }

  // MARK: Watching

  /// Makes an empty queue where this root is to be watched.
  private mutating func startWatching() {
    forgetWatches()
    pollingReason = nil
    hasWorkTree = files.findWorkTree()
    heads = files.headStamps()
    if mode == .poll {
      poll(because: .requested)
      return
    }
    if let reason = reasonToPoll("") {
      poll(because: reason)
      return
    }
    do {
      try files.startWatching()
      isWatching = true
      gitWatches = Set((try? files.watchWorkTree()) ?? [])
    } catch {
      poll(because: reason(error))
    }
  }

  /// Tries again where a limit or a failure made us poll.
  mutating func retryWatching() {
    guard !isWatching, pollingReason?.mayEnd == true else { return }
    startWatching()
    needsScan = true
  }

  /// Finds a git directory that was made, or made anew, after the root was opened.
  mutating func retryWorkTree() {
    guard !hasWorkTree || isWatching && gitWatches.isEmpty else { return }
    hasWorkTree = files.findWorkTree()
    if hasWorkTree, isWatching { gitWatches = Set((try? files.watchWorkTree()) ?? []) }
  }

  /// Gives up watching until the root is opened again.
  mutating func poll(because reason: PollingReason) {
    files.stopWatching()
    forgetWatches()
    pollingReason = reason
  }

  private mutating func forgetWatches() {
    isWatching = false
    watched = [:]
    ended = []
    gitWatches = []
    for path in directories.keys { directories[path]?.watch = nil }
  }

  /// Why `directory`, and with it the root, cannot be watched.
  private func reasonToPoll(_ directory: FilePath) -> PollingReason? {
    guard mode == .auto else { return nil }
    do {
      return try files.fileSystemType(of: directory.text).nameIfEventsAreMissed.map {
        .fileSystem($0, directory: directory)
      }
    } catch {
      switch error.errno {
      case .ENOENT, .ENOTDIR, .ELOOP: return nil
      default: return .failed(error)
      }
    }
  }

  private func reason(_ error: SystemError) -> PollingReason {
    // A user namespace may allow less than the system does.
    let settings: [String]
    switch error.errno {
    case .ENOSPC: settings = ["fs.inotify.max_user_watches", "user.max_inotify_watches"]
    case .EMFILE where error.call == "inotify_init1":
      settings = ["fs.inotify.max_user_instances", "user.max_inotify_instances"]
    default: return .failed(error)
    }
    let values = settings.map { (setting: $0, value: files.kernelSetting($0)) }
    guard let least = values.min(by: { ($0.value ?? Int.max) < ($1.value ?? Int.max) }) else { return .failed(error) }
    return .limit(setting: least.setting, value: least.value)
  }

  /// Watches `directory` before it is listed, so that nothing falls between the two; nil where it cannot be watched.
  private mutating func watch(_ directory: FilePath) -> Result<Int32, SystemError>? {
    guard isWatching else { return nil }
    do {
      return .success(try files.watch(directory.text))
    } catch {
      switch error.errno {
      case .EACCES, .EPERM, .ENOENT, .ENOTDIR, .ELOOP, .ENAMETOOLONG, .EMFILE, .ENFILE, .EIO, .ESTALE:
        // Listing it says the same, with a place.
        return .failure(error)
      default:
        poll(because: reason(error))
        return nil
      }
    }
  }

  /// A directory could be listed, though not watched.
  private mutating func missWatch(of directory: FilePath, _ error: SystemError) {
    switch error.errno {
    case .ENOENT, .ENOTDIR, .ELOOP, .EMFILE, .ENFILE, .ESTALE: hints.tree(directory)
    default: poll(because: reason(error))
    }
  }

  private mutating func endWatch(_ watch: Int32, of directory: FilePath) {
    watched[watch]?.remove(directory)
    guard watched[watch]?.isEmpty == true else { return }
    watched[watch] = nil
    ended.insert(watch)
    files.unwatch(watch)
  }

  /// Notes whether HEAD may have moved.
  mutating func checkHead() {
    let stamps = files.headStamps()
    if stamps != heads {
      heads = stamps
      headChanges += 1
    }
  }

  /// How close to a read a change makes a stamp worthless.
  var tickNanoseconds: Int64 {
    if case .fileSystem = pollingReason { return FileLimits.remoteTickNanoseconds }
    return FileLimits.tickNanoseconds
  }

  // MARK: Surveys

  /// Begins a look at the whole tree; false where the root itself cannot be listed.
  mutating func scan(_ plan: inout Plan) -> Bool {
    counters.scans += 1
    _ = hints.take()
    hints.forgetDirty()
    needsScan = false
    isDoubtful = false
    if directories[""] == nil { directories[""] = KnownDirectory() }
    survey("", isDeep: true, &plan)
    return rootProblem == nil
  }

  /// Lists one directory and compares it with what is known: what went is dropped, what is there is to be examined.
  mutating func survey(_ path: FilePath, isDeep: Bool, _ plan: inout Plan) {
    guard var record = directories[path] ?? newDirectory(path) else { return }
    let watching = watch(path)
    let watch = try? watching?.get()
    if let old = record.watch, old != watch, isWatching { endWatch(old, of: path) }
    if let watch { watched[watch, default: []].insert(path) }
    record.watch = isWatching ? watch : nil
    let listing: DirectoryListing
    do {
      listing = try files.list(path.text)
    } catch {
      directories[path] = record
      failToList(path, error, &plan)
      return
    }
    if case .failure(let error)? = watching { missWatch(of: path, error) }
    let isDeep = isDeep || record.problem != nil || record.stamp.map { $0.mode != listing.stamp.mode } ?? true
    if isWatching, listing.stamp.device != root?.device, let reason = reasonToPoll(path) {
      poll(because: reason)
      record.watch = nil
    }
    record.stamp = listing.stamp
    let isNamedAsFile = FilePath.split(path).map { FileName(Array($0.name.text.utf8)).isRead } ?? false
    let problem = isNamedAsFile ? FileProblems.directoryNamedAsFile : nil
    if record.problem != problem {
      record.problem = problem
      plan.change(path, problem.map { SourceFile(path: path.text, problem: $0) })
    }
    let names = Names(listing.entries)
    let before = record
    record.directories = names.directories
    record.hasOddNames = names.hasOddNames
    directories[path] = record
    compare(path, before, names, isDeep: isDeep, &plan)
  }

  /// A directory that its parent has just been found to have.
  private func newDirectory(_ path: FilePath) -> KnownDirectory? {
    guard let (parent, name) = FilePath.split(path) else { return KnownDirectory() }
    return directories[parent]?.directories.contains(name) == true ? KnownDirectory() : nil
  }

  private mutating func compare(
    _ path: FilePath, _ before: KnownDirectory, _ names: Names, isDeep: Bool, _ plan: inout Plan
  ) {
    for name in before.directories.subtracting(names.directories).sorted() {
      drop(FilePath.join(path, name), &plan)
    }
    if !before.files.isEmpty {
      let present = Set(names.files.map(\.name))
      for name in before.files.keys.filter({ !present.contains($0) }).sorted() {
        settle(nil, name: name, in: path, FilePath.join(path, name), &plan)
      }
    }
    for name in before.documents.subtracting(names.documents).sorted() {
      settle(nil, name: name, in: path, FilePath.join(path, name), &plan)
    }
    for name in names.documents.subtracting(before.documents).sorted() {
      settle(nil, name: name, in: path, FilePath.join(path, name), isDocument: true, &plan)
    }
    for file in names.files {
      let full = FilePath.join(path, file.name)
      let known = before.files[file.name]
      var problem = file.problem
      if problem == nil, file.kind == .symbolicLink, file.fileName.isRead || files.isLinkToDirectory(full.text) {
        problem = FileProblems.link
      }
      if let problem {
        let record = KnownFile(stamp: nil, isSettled: false, content: .problem(problem))
        settle(record, name: file.name, in: path, full, &plan)
      } else if file.fileName.isRead {
        plan.examinations.append(
          Examination(
            directory: path, name: file.name, path: full, fileName: file.fileName, known: known?.known,
            isListedRegular: file.kind == .regular))
      } else if known != nil {
        settle(nil, name: file.name, in: path, full, &plan)
      }
    }
    // A stack: the first name is to be taken first.
    for name in names.directories.sorted().reversed() {
      let full = FilePath.join(path, name)
      if isDeep || directories[full] == nil { plan.directories.append((full, true)) }
    }
  }

  private mutating func failToList(_ path: FilePath, _ error: SystemError, _ plan: inout Plan) {
    guard let (parent, name) = FilePath.split(path) else {
      lastRootErrno = error.errno
      loseRoot("the root cannot be read: \(error)")
      return
    }
    switch error.errno {
    case .ENOENT, .ENOTDIR, .ELOOP:
      // Gone, or replaced, since its parent was listed.
      drop(path, &plan)
      directories[parent]?.directories.remove(name)
      hints.list(parent)
    case .EMFILE, .ENFILE, .ENOMEM, .EAGAIN, .ESTALE:
      counters.filesPostponed += 1
      if plan.isFinal { blame(path, error, &plan) } else { hints.tree(path) }
    default: blame(path, error, &plan)
    }
  }

  /// The directory stays known, without what is in it.
  private mutating func blame(_ path: FilePath, _ error: SystemError, _ plan: inout Plan) {
    let problem = FileProblems.unreadableDirectory(error)
    guard let record = directories[path] else { return }
    dropContent(of: path, record, &plan)
    if record.problem != problem {
      plan.change(path, SourceFile(path: path.text, problem: problem))
    }
    directories[path]?.problem = problem
  }

  /// Forgets a directory and everything below it.
  mutating func drop(_ path: FilePath, _ plan: inout Plan) {
    guard let record = directories[path] else { return }
    dropContent(of: path, record, &plan)
    directories[path] = nil
    if let watch = record.watch { endWatch(watch, of: path) }
    if record.problem != nil { plan.change(path, nil) }
    if let (parent, name) = FilePath.split(path) { directories[parent]?.directories.remove(name) }
  }

  private mutating func dropContent(of path: FilePath, _ record: KnownDirectory, _ plan: inout Plan) {
    for name in record.files.keys.sorted() {
      settle(nil, name: name, in: path, FilePath.join(path, name), &plan)
    }
    for name in record.documents.sorted() {
      settle(nil, name: name, in: path, FilePath.join(path, name), &plan)
    }
    for name in record.directories.sorted() { drop(FilePath.join(path, name), &plan) }
    directories[path]?.directories = []
  }
}
