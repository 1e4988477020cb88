import STLEngine
import STLService
import STLText
import STLWire

/// One connection with what is being done for it.
struct Peer {
  let id: Int
  let user: UInt32
  var connection: Connection
  /// What the call in hand waits for.
  var work: Work?
  /// Bytes that the loop was asked to send and has not answered for.
  var offeredBytes: Int?
  /// The kernel took less than it was offered.
  var isBlocked = false

  enum Work {
    case waiting(Waiting)
    case streaming(Pages, next: Int)
    case subscribed(Subscription)
  }

  /// A call that needs the files to be looked at first.
  struct Waiting {
    let call: Call
    let method: any ServiceMethod.Type
    /// Nil for a method that reads the world.
    let request: DaemonRequest?
    let since: Int
    /// A drain that began after the call came is under way or done.
    var isCovered = false
    /// The configuration was read for it.
    var isReloaded = false
  }

  /// A stream of changes.
  struct Subscription {
    let request: ChangesRequest
    /// What the subscriber saw last; nil makes the next reply a fresh start.
    var seen: Snapshot?
    /// Since when there is something to tell.
    var pendingSince: Int?
  }

  var waiting: Waiting? {
    if case .waiting(let waiting) = work { waiting } else { nil }
  }

  /// The revision of a world that is kept for this client.
  var heldRevision: Int? {
    switch work {
    case .streaming(let pages, _): pages.revision
    case .subscribed(let subscription): subscription.seen?.world.revision
    case .waiting, nil: nil
    }
  }

  var subscription: Subscription? {
    if case .subscribed(let subscription) = work { subscription } else { nil }
  }
}

/// Connections by their numbers, which only grow: in order, whatever comes and goes.
struct Peers {
  private(set) var list: [Peer] = []

  var count: Int { list.count }
  var isEmpty: Bool { list.isEmpty }
  var ids: [Int] { list.map(\.id) }

  func index(of id: Int) -> Int? {
    let found = list.partitionPoint { $0.id < id }
    return found < list.count && list[found].id == id ? found : nil
  }

  subscript(id: Int) -> Peer? { index(of: id).map { list[$0] } }

  mutating func append(_ peer: Peer) {
    precondition(list.last.map { $0.id < peer.id } ?? true, "numbers of connections grow")
    list.append(peer)
  }

  mutating func remove(_ id: Int) {
    if let index = index(of: id) { list.remove(at: index) }
  }

  /// Says what a peer's call waits for now.
  mutating func set(_ work: Peer.Work?, of id: Int) {
    if let index = index(of: id) { list[index].work = work }
  }

  /// Changes one peer in its place; nil where it is gone.
  mutating func update<Result>(_ id: Int, _ body: (inout Peer) -> Result) -> Result? {
    guard let index = index(of: id) else { return nil }
    return body(&list[index])
  }
}
