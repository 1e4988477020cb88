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
    if case .polling = observation.condition { pollAt = pollAt ?? now + DaemonLimits.pollMilliseconds }
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

  /// Tells the subscribers that are due.
  mutating func publish() {
    for id in peers.ids {
      guard let peer = peers[id], case .subscribed(var subscription) = peer.work else { continue }
      if !hasNews(subscription) {
        subscription.pendingSince = nil
      } else if subscription.pendingSince == nil {
        subscription.pendingSince = now
      }
      peers.set(.subscribed(subscription), of: id)
      guard let peer = peers[id], let due = dueAt(peer), due <= now, engine.world.revision > 0 else { continue }
      let snapshot = snapshot(for: subscription.request)
      let reply = Changes.reply(from: subscription.seen, to: snapshot, context)
      subscription.seen = snapshot
      subscription.pendingSince = nil
      peers.set(.subscribed(subscription), of: id)
      self.reply(reply, to: id)
    }
    letGoOfOldWorlds()
  }

  /// Bounds what slow subscribers keep in memory.
  private mutating func letGoOfOldWorlds() {
    var revisions: [Int] = []
    for peer in peers.list {
      guard let revision = peer.subscription?.seen?.world.revision, revision != engine.world.revision,
        !revisions.contains(revision)
      else { continue }
      revisions.append(revision)
    }
    guard revisions.count > DaemonLimits.subscriberWorldsMax else { return }
    let oldest = revisions.sorted()[revisions.count - DaemonLimits.subscriberWorldsMax]
    for peer in peers.list where peer.subscription?.seen.map({ $0.world.revision < oldest }) ?? false {
      forget(peer.id)
    }
  }
}
