package import STLEngine
import STLModel
import STLSyntax
package import STLSystem
import STLText

extension Observer {
  /// Looks at what the hints name (or at everything, where that is due) and gives what changed since the last look.
  ///
  /// The first batch is complete, every later one a difference. While the root cannot be read the batch is empty and
  /// the condition says why; each look tries again. `progress` is called now and then during long looks.
  package mutating func look(
    _ options: LookOptions = [], progress: (LookProgress) -> Void = { _ in }
  ) -> Look {
    counters.looks += 1
    var plan = Plan(options: options)
    guard checkRoot() else { return Look(batch: ChangeBatch(), isFresh: false) }
    if options.contains(.everything) {
      retryWatching()
      retryWorkTree()
    }
    checkHead()
    if options.contains(.dirty) { hints.includeDirty() }
    let scans = needsScan || !isWatching || options.contains(.everything) || hints.trees.contains("")
    let isFresh = isDoubtful && hasDelivered
    if scans {
      guard scan(&plan) else { return Look(batch: ChangeBatch(), isFresh: false) }
    } else {
      follow(hints.take(), &plan)
    }
    carryOut(&plan, progress)
    let isComplete = !hasDelivered
    hasDelivered = true
    let batch = ChangeBatch(changes: plan.changes, documents: plan.documents, isComplete: isComplete)
    return Look(batch: batch, isFresh: scans && isFresh)
  }

  /// Reads the whole tree once, for a program that does not stay: nothing is watched, and a file that cannot be read
  /// in peace is a problem.
  package mutating func readOnce(
    progress: (LookProgress) -> Void = { _ in }
  ) throws(SystemError) -> ChangeBatch {
    root = try files.openRoot()
    counters.opens += 1
    var plan = Plan(options: [])
    plan.isFinal = true
    guard scan(&plan) else { throw SystemError(call: "open", errno: lastRootErrno ?? .EIO) }
    carryOut(&plan, progress)
    hasDelivered = true
    return ChangeBatch(changes: plan.changes, documents: plan.documents, isComplete: true)
  }
}

extension Observer {
  /// What one look has to do, and what it has found.
  struct Plan {
    let options: LookOptions
    /// A stack of directories to survey, with whether everything below is surveyed too.
    var directories: [(path: FilePath, isDeep: Bool)] = []
    var examinations: [Examination] = []
    private(set) var changes: [(path: String, file: SourceFile?)] = []
    private(set) var documents: [(path: String, exists: Bool)] = []
    var surveyed = 0
    /// There will be no other look.
    var isFinal = false

    init(options: LookOptions) { self.options = options }

    mutating func change(_ path: FilePath, _ file: SourceFile?) { changes.append((path.text, file)) }

    mutating func document(_ path: FilePath, exists: Bool) { documents.append((path.text, exists)) }
  }

  /// Turns hints into surveys and examinations.
  private mutating func follow(_ taken: Hints, _ plan: inout Plan) {
    for path in taken.trees.sorted() {
      guard let (parent, name) = FilePath.split(path), !taken.covers(parent) else { continue }
      // A tree in an unknown directory is found, or not, with that directory.
      guard directories[parent] != nil else { continue }
      followTree(path, parent, name, &plan)
    }
    for path in taken.lists.sorted() where directories[path] != nil && !taken.covers(path) {
      plan.directories.append((path, false))
    }
    for (directory, names) in taken.names.sorted(by: { $0.key < $1.key }) where !taken.covers(directory) {
      guard let record = directories[directory], !taken.lists.contains(directory) else { continue }
      if record.hasOddNames || record.isUnreadable {
        plan.directories.append((directory, false))
        continue
      }
      for name in names.sorted() {
        plan.examinations.append(
          Examination(
            directory: directory, name: name, path: FilePath.join(directory, name),
            fileName: FileName(Array(name.text.utf8)), known: record.files[name]?.known, isListedRegular: false))
      }
    }
  }

  /// A directory came, went or was replaced at `path`.
  private mutating func followTree(_ path: FilePath, _ parent: FilePath, _ name: FilePath, _ plan: inout Plan) {
    if directories[parent]?.hasOddNames == true {
      // Another name may be shown differently now. The parent is listed before what may have been replaced.
      if directories[path] != nil { plan.directories.append((path, true)) }
      plan.directories.append((parent, false))
      return
    }
    let kind: FileKind
    do {
      kind = try files.stamp(of: path.text).kind
    } catch {
      switch error.errno {
      case .ENOENT, .ENOTDIR, .ELOOP:
        drop(path, &plan)
        settle(nil, name: name, in: parent, path, &plan)
      default:
        // Listing the parent says what is wrong.
        plan.directories.append((parent, false))
      }
      return
    }
    if kind == .directory {
      settle(nil, name: name, in: parent, path, &plan)
      directories[parent]?.directories.insert(name)
      plan.directories.append((path, true))
    } else {
      drop(path, &plan)
      plan.directories.append((parent, false))
    }
  }

  /// Surveys and examines until nothing is left.
  mutating func carryOut(_ plan: inout Plan, _ progress: (LookProgress) -> Void) {
    var rounds = 0
    while !plan.directories.isEmpty || !plan.examinations.isEmpty {
      while let (path, isDeep) = plan.directories.popLast() {
        survey(path, isDeep: isDeep, &plan)
        plan.surveyed += 1
        if plan.surveyed % FileLimits.filesPerStep == 0 {
          progress(LookProgress(directories: plan.surveyed, filesFound: plan.examinations.count, filesDone: 0))
        }
      }
      let examinations = plan.examinations
      plan.examinations = []
      examine(examinations, &plan, progress)
      rounds += 1
      if rounds >= FileLimits.roundsMax, !plan.directories.isEmpty || !plan.examinations.isEmpty {
        needsScan = true
        break
      }
    }
  }

  /// Examines files, on several threads where there are many.
  private mutating func examine(
    _ examinations: [Examination], _ plan: inout Plan, _ progress: (LookProgress) -> Void
  ) {
    let files = files
    let tick = tickNanoseconds
    var start = 0
    while start < examinations.count {
      let step = examinations[start..<min(start + FileLimits.filesPerStep, examinations.count)]
      let outcomes = parallelMap(
        count: step.count, threads: min(threads, step.count / FileLimits.filesPerThreadMin)
      ) { [start] in examinations[start + $0].outcome(files, tick: tick) }
      for (examination, outcome) in zip(step, outcomes) { take(outcome, of: examination, &plan) }
      start += step.count
      progress(LookProgress(directories: plan.surveyed, filesFound: examinations.count, filesDone: start))
    }
  }

  private mutating func take(_ outcome: Examination.Outcome, of examination: Examination, _ plan: inout Plan) {
    let (directory, name, path) = (examination.directory, examination.name, examination.path)
    // The directory went, or cannot be read any more, since the file was to be looked at.
    guard let record = directories[directory], !record.isUnreadable else { return }
    switch outcome {
    case .unchanged: counters.filesSkipped += 1
    case .gone:
      if directories[path] != nil { drop(path, &plan) }
      settle(nil, name: name, in: directory, path, &plan)
    case .document:
      if directories[path] != nil { drop(path, &plan) }
      settle(nil, name: name, in: directory, path, isDocument: true, &plan)
    case .source(let file, let stamp, let isRacy):
      counters.filesRead += 1
      counters.bytesRead += file.bytes.count
      if file.bytes.isEmpty, plan.options.contains(.holdsEmptied),
        case .source(let old)? = directories[directory]?.files[name]?.content, !old.bytes.isEmpty
      {
        hints.name(name, in: directory)
        return
      }
      settle(
        KnownFile(stamp: stamp, isSettled: !isRacy, content: .source(file)), name: name, in: directory, path, &plan)
    case .skipped(let stamp, let isRacy):
      settle(KnownFile(stamp: stamp, isSettled: !isRacy, content: .skipped), name: name, in: directory, path, &plan)
    case .problem(let problem, let stamp, let isLasting):
      settle(
        KnownFile(stamp: stamp, isSettled: isLasting, content: .problem(problem)), name: name, in: directory, path,
        &plan)
    case .directory:
      settle(nil, name: name, in: directory, path, &plan)
      directories[directory]?.directories.insert(name)
      plan.directories.append((path, true))
    case .postponed:
      counters.filesPostponed += 1
      if plan.isFinal {
        settle(
          KnownFile(stamp: nil, isSettled: false, content: .problem(FileProblems.changing)), name: name, in: directory,
          path, &plan)
      } else {
        hints.name(name, in: directory)
      }
    }
  }

  /// Replaces what is known of a file, or of a document that is none of ours; says so in the batch where that makes a difference.
  mutating func settle(
    _ record: KnownFile?, name: FilePath, in directory: FilePath, _ path: FilePath, isDocument: Bool = false,
    _ plan: inout Plan
  ) {
    let old = directories[directory]?.files[name]?.content
    var record = record
    switch (old, record?.content) {
    case (.source(let old)?, .source(let new)?) where old.bytes == new.bytes:
      // Nobody else need keep two equal copies.
      record?.content = .source(old)
    case (.problem(let old)?, .problem(let new)?) where old == new: break
    case (nil, nil), (nil, .skipped?), (.skipped?, nil), (.skipped?, .skipped?): break
    case (_, .source(let new)?): plan.change(path, new)
    case (_, .problem(let new)?): plan.change(path, SourceFile(path: path.text, problem: new))
    case (_, nil), (_, .skipped?):
      // A directory of that name may have something to say of itself.
      plan.change(path, directories[path]?.problem.map { SourceFile(path: path.text, problem: $0) })
    }
    directories[directory]?.files[name] = record
    let wasDocument = old?.isSkipped ?? false || directories[directory]?.documents.remove(name) != nil
    if isDocument { directories[directory]?.documents.insert(name) }
    let isDocument = isDocument || record?.content.isSkipped ?? false
    if wasDocument != isDocument { plan.document(path, exists: isDocument) }
  }
}
