import STLModel
import STLSyntax
import STLSystem

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

  /// Finds a git directory that was made after the root was opened.
  mutating func retryWorkTree() {
    guard !hasWorkTree else { return }
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
  private func reasonToPoll(_ directory: String) -> PollingReason? {
    guard mode == .auto else { return nil }
    do {
      return try files.fileSystemType(of: directory).nameIfEventsAreMissed.map {
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
    let setting: String
    switch error.errno {
    case .ENOSPC: setting = "fs.inotify.max_user_watches"
    case .EMFILE where error.call == "inotify_init1": setting = "fs.inotify.max_user_instances"
    default: return .failed(error)
    }
    return .limit(setting: setting, value: files.kernelSetting(setting))
  }

  /// Watches `directory` before it is listed, so that nothing falls between the two; nil where it cannot be watched.
  private mutating func watch(_ directory: String) -> Result<Int32, SystemError>? {
    guard isWatching else { return nil }
    do {
      return .success(try files.watch(directory))
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
  private mutating func missWatch(of directory: String, _ error: SystemError) {
    switch error.errno {
    case .ENOENT, .ENOTDIR, .ELOOP, .EMFILE, .ENFILE, .ESTALE: hints.tree(directory)
    default: poll(because: reason(error))
    }
  }

  private mutating func endWatch(_ watch: Int32, of directory: String) {
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
  mutating func survey(_ path: String, isDeep: Bool, _ plan: inout Plan) {
    guard var record = directories[path] ?? newDirectory(path) else { return }
    let watching = watch(path)
    let watch = try? watching?.get()
    if let old = record.watch, old != watch, isWatching { endWatch(old, of: path) }
    if let watch { watched[watch, default: []].insert(path) }
    record.watch = isWatching ? watch : nil
    let listing: DirectoryListing
    do {
      listing = try files.list(path)
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
    let isNamedAsFile = FilePath.split(path).map { FileName(Array($0.name.utf8)).isRead } ?? false
    let problem = isNamedAsFile ? FileProblems.directoryNamedAsFile : nil
    if record.problem != problem {
      record.problem = problem
      plan.changes.append((path, problem.map { SourceFile(path: path, problem: $0) }))
    }
    let names = Names(listing.entries)
    let before = record
    record.directories = names.directories
    record.hasOddNames = names.hasOddNames
    directories[path] = record
    compare(path, before, names, isDeep: isDeep, &plan)
  }

  /// A directory that its parent has just been found to have.
  private func newDirectory(_ path: String) -> KnownDirectory? {
    guard let (parent, name) = FilePath.split(path) else { return KnownDirectory() }
    return directories[parent]?.directories.contains(name) == true ? KnownDirectory() : nil
  }

  private mutating func compare(
    _ path: String, _ before: KnownDirectory, _ names: Names, isDeep: Bool, _ plan: inout Plan
  ) {
    for name in before.directories.filter({ !Observer.holds(names.directories, $0) }).sorted() {
      drop(FilePath.join(path, name), &plan)
    }
    // One of these may have taken the name away that is only spelled in another way.
    directories[path]?.directories = names.directories
    let present = Set(names.files.map(\.name))
    for name in before.files.keys.filter({ !Observer.holds(present, $0) }).sorted() {
      settle(nil, name: name, in: path, FilePath.join(path, name), &plan)
    }
    for name in before.documents.filter({ !Observer.holds(names.documents, $0) }).sorted() {
      settle(nil, name: name, in: path, FilePath.join(path, name), &plan)
    }
    for name in names.documents.filter({ !Observer.holds(before.documents, $0) }).sorted() {
      settle(nil, name: name, in: path, FilePath.join(path, name), isDocument: true, &plan)
    }
    for file in names.files {
      let full = FilePath.join(path, file.name)
      let known = directories[path]?.files[file.name]
      var problem = file.problem
      if problem == nil, file.kind == .symbolicLink, file.fileName.isRead || files.isLinkToDirectory(full) {
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

  /// Whether a name is there in the same bytes: texts are equal where only the composition of letters differs.
  private static func holds(_ names: Set<String>, _ name: String) -> Bool {
    names.firstIndex(of: name).map { names[$0].utf8.elementsEqual(name.utf8) } ?? false
  }

  private mutating func failToList(_ path: String, _ error: SystemError, _ plan: inout Plan) {
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
  private mutating func blame(_ path: String, _ error: SystemError, _ plan: inout Plan) {
    let problem = FileProblems.unreadableDirectory(error)
    guard let record = directories[path] else { return }
    dropContent(of: path, record, &plan)
    if record.problem != problem {
      plan.changes.append((path, SourceFile(path: path, problem: problem)))
    }
    directories[path]?.problem = problem
  }

  /// Forgets a directory and everything below it.
  mutating func drop(_ path: String, _ plan: inout Plan) {
    guard let record = directories[path] else { return }
    dropContent(of: path, record, &plan)
    directories[path] = nil
    if let watch = record.watch { endWatch(watch, of: path) }
    if record.problem != nil { plan.changes.append((path, nil)) }
    if let (parent, name) = FilePath.split(path) { directories[parent]?.directories.remove(name) }
  }

  private mutating func dropContent(of path: String, _ record: KnownDirectory, _ plan: inout Plan) {
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
