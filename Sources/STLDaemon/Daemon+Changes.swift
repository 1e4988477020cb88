import STLEngine
import STLFiles
import STLService
import STLWire

/// Streams of changes: each subscriber is told what differs from what it saw last.
extension Daemon {
  /// The first reply, and what follows is told when it comes.
  mutating func subscribe(_ id: Int, _ request: ChangesRequest) {
    let snapshot = snapshot(for: request)
    let isKnown = request.instance == setup.instance && request.since == snapshot.world.revision
    let reply = Changes.reply(from: isKnown ? snapshot : nil, to: snapshot, context)
    peers.set(.subscribed(Peer.Subscription(request: request, seen: snapshot)), of: id)
    self.reply(reply, to: id)
    if observation.condition.isPolling { pollAt = pollAt ?? now + DaemonLimits.pollMilliseconds }
  }

  private func snapshot(for request: ChangesRequest) -> Snapshot {
    Snapshot(world: engine.world, today: request.today ?? today)
  }

  /// Something may have come and gone unseen: whoever listens starts over.
  mutating func startSubscribersAfresh() {
    for id in peers.ids { forget(id) }
  }

  private mutating func forget(_ id: Int) {
    guard var subscription = peers[id]?.subscription else { return }
    subscription.seen = nil
    peers.set(.subscribed(subscription), of: id)
  }

  private func hasNews(_ subscription: Peer.Subscription) -> Bool {
    guard let seen = subscription.seen else { return true }
    return !seen.isSame(as: snapshot(for: subscription.request))
  }

  /// When a subscriber is to be told; nil while it has seen everything, has not read its last reply, git writes, or
  /// there is something to look at first.
  func dueAt(_ peer: Peer) -> Int? {
    guard let subscription = peer.subscription, let since = subscription.pendingSince,
      peer.connection.unsentBytes == 0, !isLocked, cycle == .idle, firstHintAt == nil
    else { return nil }
    let settle = subscription.request.settleMilliseconds
    return min(
      max(lastEventAt + settle, since), since + max(settle, DaemonLimits.settleMillisecondsMax))
  }

  /// When to see whether a new day has come.
  var dayAt: Int? {
    peers.list.contains { $0.subscription.map { $0.request.today == nil } ?? false }
      ? now + DaemonLimits.dayMilliseconds : nil
  }

  /// Tells the subscribers that are due: in one step only those for whom one difference is to be made, so that other
  /// clients have their turn between; the one that has waited longest decides which.
  mutating func publish() {
    for id in peers.ids {
      guard let peer = peers[id], case .subscribed(var subscription) = peer.work else { continue }
      if !hasNews(subscription) {
        subscription.pendingSince = nil
      } else if subscription.pendingSince == nil {
        subscription.pendingSince = now
      }
      peers.set(.subscribed(subscription), of: id)
    }
    if engine.world.revision > 0 { publishNext() }
    letGoOfOldWorlds()
  }

  private mutating func publishNext() {
    let due = peers.list.filter { dueAt($0).map { $0 <= now } ?? false }
    let first = due.min { ($0.subscription?.pendingSince ?? now) < ($1.subscription?.pendingSince ?? now) }
    guard let first, let next = first.subscription.map(difference(for:)) else { return }
    let reply = Changes.reply(from: next.seen, to: next.now, context)
    for peer in due {
      guard var subscription = peer.subscription, next.isSame(as: difference(for: subscription)) else { continue }
      subscription.seen = next.now
      subscription.pendingSince = nil
      peers.set(.subscribed(subscription), of: peer.id)
      self.reply(reply, to: peer.id)
    }
  }

  /// What a subscriber is to be told: from what it saw last to what there is.
  private struct Step {
    let seen: Snapshot?
    let now: Snapshot

    func isSame(as other: Step) -> Bool {
      guard now.isSame(as: other.now) else { return false }
      guard let seen, let otherSeen = other.seen else { return seen == nil && other.seen == nil }
      return seen.isSame(as: otherSeen)
    }
  }

  private func difference(for subscription: Peer.Subscription) -> Step {
    Step(seen: subscription.seen, now: snapshot(for: subscription.request))
  }

  /// Bounds what slow clients keep in memory.
  private mutating func letGoOfOldWorlds() {
    let held = Set(peers.list.compactMap(\.heldRevision)).subtracting([engine.world.revision])
    guard held.count > DaemonLimits.olderWorldsMax else { return }
    let oldest = held.sorted()[held.count - DaemonLimits.olderWorldsMax]
    for peer in peers.list where peer.heldRevision.map({ $0 < oldest }) ?? false {
      if case .streaming = peer.work {
        reply(ServiceError.stale(revision: engine.world.revision).reply, to: peer.id)
      } else {
        forget(peer.id)
      }
    }
  }
}
