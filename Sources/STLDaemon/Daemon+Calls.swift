import STLEngine
import STLFiles
import STLService
import STLWire

/// Connections and their calls.
extension Daemon {
  // MARK: Connections

  mutating func accepted(_ id: Int, _ user: UInt32) {
    let ofUser = peers.list.reduce(0) { $0 + ($1.user == user ? 1 : 0) }
    if user != setup.indistinctUser, ofUser >= Limits.connectionsPerUserMax {
      refuse(id, "refusing connections of user \(user): \(Limits.connectionsPerUserMax) are open")
    } else if peers.count >= setup.connectionsMax, !makeRoom() {
      refuse(id, "refusing connections: \(setup.connectionsMax) are open")
    } else {
      counters.connections += 1
      peers.append(Peer(id: id, user: user, connection: Connection(now: now)))
    }
  }

  private mutating func refuse(_ id: Int, _ why: String) {
    counters.refused += 1
    effects.append(.close(connection: id))
    logRefusal(why)
  }

  /// Closes the connection that has been idle longest; false where each is in use, or was a moment ago.
  private mutating func makeRoom() -> Bool {
    let idle = peers.list.compactMap { peer in peer.connection.idleSince.map { (id: peer.id, since: $0) } }
    guard let longest = idle.min(by: { $0.since < $1.since }),
      now >= longest.since + DaemonLimits.idleSeatMilliseconds
    else { return false }
    effects.append(.close(connection: longest.id))
    peers.remove(longest.id)
    logRefusal("closing idle connections: \(setup.connectionsMax) are open")
    return true
  }

  /// Once a burst.
  mutating func logRefusal(_ text: String) {
    if let last = refusalLoggedAt, now < last + DaemonLimits.refusalLogMilliseconds { return }
    refusalLoggedAt = now
    effects.append(.log(.warning, text))
  }

  /// Lets a connection's state machine take in an event, and does what it says.
  mutating func update(_ id: Int, _ body: (inout Connection) -> [Connection.Action]) {
    guard var actions = peers.update(id, { body(&$0.connection) }) else { return }
    touched.append(id)
    // A call that is answered at once makes room for the next one.
    while !actions.isEmpty {
      switch actions.removeFirst() {
      case .close(let reason):
        if !reason.isOrdinary { effects.append(.log(.warning, "closing connection \(id): \(reason)")) }
        effects.append(.close(connection: id))
        peers.remove(id)
      case .call(let call): actions += take(call, of: id)
      }
    }
    goOnStreaming(id)
  }

  /// Answers the call in hand, and does what the connection says then.
  mutating func reply(_ reply: Reply, to id: Int) {
    let reply = reply.withinLimits
    if !reply.continues { peers.set(nil, of: id) }
    update(id) { [now] in $0.reply(reply, now: now) }
  }

  // MARK: Calls

  /// What a new call comes to: actions of the connection where it is answered at once.
  private mutating func take(_ call: Call, of id: Int) -> [Connection.Action] {
    switch judge(call, of: id) {
    case .reply(let reply):
      return peers.update(id) { [now] in $0.connection.reply(reply.withinLimits, now: now) } ?? []
    case .wait(let waiting):
      peers.set(.waiting(waiting), of: id)
      return []
    }
  }

  private enum Verdict {
    case reply(Reply)
    case wait(Peer.Waiting)
  }

  private mutating func judge(_ call: Call, of id: Int) -> Verdict {
    if let reply = introspection.answer(call) { return .reply(reply) }
    counters.calls += 1
    guard let method = PlannerInterface.method(call.methodName) else {
      return .reply(VarlinkError.methodNotFound(method: call.method).reply)
    }
    if call.byteCount > method.requestBytesMax {
      return .reply(ServiceError.limitExceeded(limit: "request_bytes", maximum: method.requestBytesMax).reply)
    }
    do {
      var request: DaemonRequest?
      switch method.precondition {
      case .none:
        guard case .reply(let reply) = try method.answer(Parameters(call.parameters), context) else {
          preconditionFailure("a method without a precondition answers at once")
        }
        return .reply(reply)
      case .freshWorld: break
      case .request(let isOwnerOnly):
        if isOwnerOnly, let user = peers[id]?.user, user != setup.user, user != 0 {
          return .reply(VarlinkError.permissionDenied.reply)
        }
        guard case .request(let wanted) = try method.answer(Parameters(call.parameters), context) else {
          preconditionFailure("a request is left to the daemon")
        }
        request = wanted
      }
      if peers.list.reduce(0, { $0 + ($1.waiting == nil ? 0 : 1) }) >= DaemonLimits.waitingCallsMax {
        return .reply(
          ServiceError.limitExceeded(limit: "waiting_calls", maximum: DaemonLimits.waitingCallsMax).reply)
      }
      if request == .reload { startReload() }
      return .wait(Peer.Waiting(call: call, method: method, request: request, since: now))
    } catch {
      return .reply(error.reply)
    }
  }

  /// Answers a call that has waited for the files.
  mutating func answer(_ waiting: Peer.Waiting, of id: Int) {
    if engine.world.revision == 0 {
      reply(ServiceError.notReady(state: state, reason: reason ?? "nothing was read yet").reply, to: id)
      return
    }
    switch waiting.request {
    case .sync: reply(Sync.reply(context), to: id)
    case .reload: reply(Reload.reply(context), to: id)
    case .rescan: reply(Rescan.reply(context), to: id)
    case .changes(let request): subscribe(id, request)
    case nil: answer(waiting.call, by: waiting.method, of: id)
    }
  }

  private mutating func answer(_ call: Call, by method: any ServiceMethod.Type, of id: Int) {
    do {
      switch try method.answer(Parameters(call.parameters), context) {
      case .reply(let reply): self.reply(reply, to: id)
      case .pages(let pages, let start):
        if call.more {
          peers.set(.streaming(pages, next: start), of: id)
          goOnStreaming(id)
        } else {
          reply(pages.page(from: start, isStream: false).reply, to: id)
        }
      case .request: preconditionFailure("a request is answered by the daemon")
      }
    } catch {
      reply(error.reply, to: id)
    }
  }

  /// Sends pages until enough of them are unsent.
  private mutating func goOnStreaming(_ id: Int) {
    while let peer = peers[id], case .streaming(let pages, let next) = peer.work,
      peer.connection.unsentBytes <= DaemonLimits.streamUnsentBytesMax
    {
      let page = pages.page(from: next, isStream: true)
      guard let following = page.next, page.reply.isWithinLimits else {
        reply(page.reply, to: id)
        return
      }
      let actions = peers.update(id) { [now] peer in
        peer.work = .streaming(pages, next: following)
        return peer.connection.reply(page.reply, now: now)
      }
      touched.append(id)
      precondition(actions?.isEmpty ?? true, "a page that continues ends nothing")
    }
  }

  /// Gives what never ends, or would take too long, its last reply: the daemon stops.
  mutating func endEndless(_ id: Int) {
    guard let peer = peers[id] else { return }
    let isEndless =
      switch peer.work {
      case .subscribed: true
      case .waiting(let waiting): engine.world.revision == 0 || waiting.request != nil
      case .streaming, nil: false
      }
    if isEndless { reply(ServiceError.notReady(state: .stopping, reason: "the daemon stops").reply, to: id) }
  }
}

extension Reply {
  /// The reply, or an error where it is too long to be sent.
  var withinLimits: Reply {
    isWithinLimits
      ? self : ServiceError.limitExceeded(limit: "reply_bytes", maximum: Limits.replyBytesMax).reply
  }
}
