import STLEngine
import STLFiles
import STLService
import STLText

/// How the files are followed: drain, look, apply; settle, git's lock, retries.
extension Daemon {
  // MARK: When

  /// git holds its lock and has not held it for too long.
  var isLocked: Bool {
    guard let age = observation.lockAge, let lockSince else { return false }
    return max(age, now - lockSince) < DaemonLimits.lockMillisecondsMax
  }

  /// When the files are quiet, or have been restless for too long.
  var lookAt: Int? {
    // What the last look left over has its own time, and while the root cannot be read nothing else is looked at.
    guard cycle == .idle, let firstHintAt, retryAt == nil, !isLocked, !observation.condition.isDegraded else {
      return nil
    }
    return min(lastEventAt + settleMilliseconds, firstHintAt + DaemonLimits.settleMillisecondsMax)
  }

  var lockAt: Int? { cycle == .idle && isWaitingForLock ? lockCheckedAt + DaemonLimits.lockPollMilliseconds : nil }

  var safetyAt: Int? { cycle == .idle && !isLocked ? scannedAt + DaemonLimits.safetyPassMilliseconds : nil }

  var pollDueAt: Int? { cycle == .idle && !isLocked ? pollAt : nil }

  var retryDueAt: Int? { cycle == .idle && !isLocked ? retryAt : nil }

  var dirtyDueAt: Int? { cycle == .idle && !isLocked ? dirtyAt : nil }

  private var isWaitingForLock: Bool { observation.lockAge != nil && isLocked || !held.isEmpty }

  /// The most impatient subscriber decides; 50 ms without one, and never longer than restless files are waited for.
  private var settleMilliseconds: Int {
    let wanted = peers.list.compactMap { $0.subscription?.request.settleMilliseconds }.min()
    return min(wanted ?? DaemonLimits.settleMilliseconds, DaemonLimits.settleMillisecondsMax)
  }

  private func isDue(_ time: Int?) -> Bool { time.map { $0 <= now } ?? false }

  // MARK: Cycle

  /// Starts with a drain where anything needs one.
  mutating func startCycle() {
    guard cycle == .idle else { return }
    let isCalled = peers.list.contains { peer in
      guard let waiting = peer.waiting else { return false }
      return !waiting.isCovered && !isHeldBack(waiting)
    }
    let isDueByTime = [lookAt, lockAt, retryDueAt, safetyAt, pollDueAt, dirtyDueAt].contains { isDue($0) }
    let isFirst = engine.world.revision == 0 && held.isEmpty && !observation.condition.isDegraded
    guard isHinted || isCalled || isDueByTime || isFirst || (isScanRequested && !isLocked) else { return }
    isHinted = false
    cycle = .draining
    for id in peers.ids {
      guard var waiting = peers[id]?.waiting, !waiting.isCovered, !isHeldBack(waiting) else { continue }
      waiting.isCovered = true
      peers.set(.waiting(waiting), of: id)
    }
    effects.append(.drain)
  }

  /// A call that another drain would not help now: it waits for git, for the configuration or for the next try.
  private func isHeldBack(_ waiting: Peer.Waiting) -> Bool {
    switch waiting.request {
    case .reload: !waiting.isReloaded || isLocked
    case .sync, .rescan: isLocked || isRetryAhead || isWaitingForRoot
    case .changes, nil: isLocked && engine.world.revision == 0 && !held.isEmpty
    }
  }

  /// Somebody was writing in the last look.
  ///
  /// What a look kept back because it had become empty, a call sees.
  private var isRetryAhead: Bool { !isHoldingEmptied && retryAt.map { $0 > now } ?? false }

  private var isWaitingForRoot: Bool { observation.condition.isDegraded && pollAt.map { $0 > now } ?? false }

  mutating func drained(_ count: Int, _ observation: Observation) {
    precondition(cycle == .draining, "a drain was asked for")
    cycle = .idle
    take(observation, hasLooked: !observation.hasHints && held.isEmpty)
    if count > 0, observation.hasHints {
      lastEventAt = now
      firstHintAt = firstHintAt ?? now
    }
    if observation.hasDirty {
      if count > 0 || dirtyAt == nil { dirtyAt = now + DaemonLimits.dirtyMilliseconds }
    } else {
      dirtyAt = nil
    }
    if observation.condition.isDegraded { pollAt = pollAt ?? now + DaemonLimits.pollMilliseconds }
    lockCheckedAt = now
    if isLocked, engine.world.revision > 0 || !held.isEmpty {
      answerCovered()
      return
    }
    look()
  }

  /// Looks where a call, a deadline or a demand wants it.
  private mutating func look() {
    let covered = peers.list.compactMap(\.waiting).filter(\.isCovered)
    var options: LookOptions = []
    let isFull = covered.contains { waiting in
      switch waiting.request {
      case .sync(_, let isFull): isFull
      case .rescan, .reload: true
      case .changes, nil: false
      }
    }
    if isFull || isScanRequested { options.formUnion(.everything) }
    // A writer that has not closed its file has still written.
    if !covered.isEmpty || isScanRequested { options.formUnion(.dirty) }
    if isDue(safetyAt) { options.formUnion(.everything) }
    if isDue(dirtyDueAt) { options.formUnion(.dirty) }
    let isFirst = engine.world.revision == 0
    guard
      isFirst || !covered.isEmpty || !options.isEmpty || !held.isEmpty || isDue(lookAt) || isDue(retryDueAt)
        || isDue(pollDueAt)
    else { return }
    // A writer may be between truncating and writing; calls see the truth.
    isHoldingEmptied = covered.isEmpty && !isScanRequested && lastEventAt + settleMilliseconds > now
    if isHoldingEmptied { options.formUnion(.holdsEmptied) }
    let isScan = isFirst || observation.needsScan || options.contains(.everything) || observation.condition.isPolling
    let isLong = isFirst || (isScan ? engine.world.fileCount : observation.hintCount) > DaemonLimits.shortLookFilesMax
    isScanRequested = false
    isLookingAtEverything = options.contains(.everything)
    if reload == .due { reload = .scanning }
    retryAt = nil
    pollAt = nil
    cycle = .looking(isScan: isScan)
    effects.append(.look(options, isLong: isLong))
  }

  mutating func looked(_ look: Look, _ observation: Observation) {
    guard case .looking(let isScan) = cycle else { preconditionFailure("a look was asked for") }
    cycle = .idle
    progress = nil
    // A polled root is looked at in each call; only the pass over everything tries to watch it again.
    if isScan, isLookingAtEverything || !observation.condition.isPolling { scannedAt = now }
    take(observation, hasLooked: true)
    firstHintAt = nil
    dirtyAt = observation.hasDirty ? max(dirtyAt ?? 0, now + DaemonLimits.dirtyMilliseconds) : nil
    if observation.condition.isDegraded {
      // Hints can wait: nothing is read before the root is back.
      pollAt = now + DaemonLimits.pollMilliseconds
    } else if observation.hasHints, isHoldingEmptied {
      retryAt = now + settleMilliseconds
    } else if observation.hasHints {
      // Somebody is writing just now.
      firstHintAt = now
      retryAt = now + DaemonLimits.retryMilliseconds
    }
    let hasSubscribers = peers.list.contains { $0.subscription != nil }
    if observation.condition.isPolling, hasSubscribers { pollAt = now + DaemonLimits.pollMilliseconds }
    if !look.batch.isEmpty { held.append(look.batch) }
    lockCheckedAt = now
    if !isLocked { applyHeld() }
    if look.isFresh { startSubscribersAfresh() }
    tellReady()
    answerCovered()
  }

  /// Makes one revision of all that was seen.
  private mutating func applyHeld() {
    guard !held.isEmpty else { return }
    let batch = ChangeBatch(joining: held)
    held = []
    if engine.apply(batch) {
      effects.append(.log(.debug, "revision \(engine.world.revision): \(batch.changes.count) files"))
    }
  }

  /// The commit goes with the files: it is not taken before they were looked at.
  private mutating func take(_ observation: Observation, hasLooked: Bool) {
    if observation.lockAge == nil { lockSince = nil } else if lockSince == nil { lockSince = now }
    tellCondition(from: self.observation.condition, to: observation.condition)
    self.observation = observation
    if hasLooked, !isLocked { commit = observation.commit }
  }

  private mutating func tellCondition(from old: Condition, to new: Condition) {
    guard old != new else { return }
    switch new {
    case .ok: effects.append(.log(.info, "watching the root"))
    case .polling(let reason): effects.append(.log(.warning, "looking at every file in each call: \(reason)"))
    case .degraded(let reason): effects.append(.log(.error, "serving the last state: \(reason)"))
    }
  }

  private mutating func tellReady() {
    guard reload == .scanning || !hasToldReady, engine.world.revision > 0 || observation.condition.isDegraded else {
      return
    }
    if reload == .scanning { reload = .none }
    hasToldReady = true
    effects.append(.notify(.ready))
    let world = engine.world
    guard world.revision > 0 else { return }
    effects.append(.notify(.status("following \(world.fileCount) files")))
    effects.append(.log(.info, "ready: \(world.fileCount) files, \(world.unreadable) documents unreadable"))
  }

  // MARK: Answers

  /// Answers the calls that the files were looked at for.
  private mutating func answerCovered() {
    for id in peers.ids {
      guard let waiting = peers[id]?.waiting, waiting.isCovered else { continue }
      if canAnswer(waiting) {
        answer(waiting, of: id)
      } else {
        var waiting = waiting
        waiting.isCovered = false
        peers.set(.waiting(waiting), of: id)
      }
    }
  }

  private func canAnswer(_ waiting: Peer.Waiting) -> Bool {
    switch waiting.request {
    case .sync: return !isLocked && !observation.hasHints && !observation.condition.isDegraded && held.isEmpty
    case .reload where !waiting.isReloaded: return false
    case .reload, .rescan: return !isLocked && !isScanRequested
    case .changes, nil: return engine.world.revision > 0 || observation.condition.isDegraded
    }
  }

  /// When the first sync has waited too long.
  var syncAt: Int? {
    peers.list.compactMap { peer in
      guard let waiting = peer.waiting, case .sync(let timeout, _)? = waiting.request else { return nil }
      return waiting.since + timeout + 1
    }.min()
  }

  /// Ends syncs that have waited too long.
  mutating func timeOutSyncs() {
    for id in peers.ids {
      guard let waiting = peers[id]?.waiting, case .sync(let timeout, _)? = waiting.request,
        now > waiting.since + timeout
      else { continue }
      reply(ServiceError.syncTimeout(waitedMilliseconds: now - waiting.since).reply, to: id)
    }
  }
}

extension ChangeBatch {
  /// What several batches say one after the other.
  init(joining batches: [ChangeBatch]) {
    self.init()
    var documents: [FilePath: Bool] = [:]
    for batch in batches {
      if batch.isComplete {
        changes = []
        documents = [:]
        isComplete = true
      }
      changes += batch.changes
      for (path, exists) in batch.documents { documents[FilePath(path)] = exists }
    }
    self.documents = documents.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) }
  }
}
