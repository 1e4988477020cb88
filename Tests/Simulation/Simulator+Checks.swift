import STLDaemon
import STLEngine
import STLFiles
import STLGraph
import STLJSON
import STLModel
import STLRules
import STLService
import STLSystem
import STLText
import STLWire

/// Checkers that look inside: after every step the cheap ones, after quiet the thorough ones.
extension Simulator {
  // MARK: After every step

  /// A new revision is one that was not there before.
  mutating func noteWorld() {
    let world = daemon.engine.world
    if world.revision != lastRevision {
      if world.revision < lastRevision { fail(.revisions, "revision \(world.revision) after \(lastRevision)") }
      lastRevision = world.revision
      counts.revisions += 1
      transcript.add(world.revision)
      if !recorded.add(world, incarnation) {
        fail(.revisions, "revision \(world.revision) of this instance held other files before")
      }
      worlds.append(WeakWorld(world: world))
    }
  }

  /// Keeps the findings of the answer that is being sent, to compare it when it arrives.
  mutating func record(for client: Client) {
    guard let question = client.asked.first?.question, question == .findings || question == .changes else { return }
    recorded.addFindings(daemon.engine.world, incarnation, on: today)
  }

  mutating func checkLimits() {
    let connections = daemon.facts.connections
    if connections != open.count {
      fail(.descriptors, "\(open.count) connections are open, the daemon knows \(connections)")
    }
    if open.count > Limits.connectionsMax { fail(.limits, "\(open.count) connections") }
    if open.count > Limits.connectionsPerUserMax {
      for user in Set(clients.map(\.user)) {
        let count = clients.reduce(0) { $0 + ($1.user == user && open.contains($1.id) ? 1 : 0) }
        if count > Limits.connectionsPerUserMax { fail(.limits, "\(count) connections of user \(user)") }
      }
      let waiting = clients.reduce(0) { $0 + ($1.isWaiting && open.contains($1.id) ? 1 : 0) }
      // A subscriber whose first reply is on its way counts here and not there.
      if waiting > DaemonLimits.waitingCallsMax + daemon.facts.subscribers {
        fail(.limits, "\(waiting) calls wait")
      }
    }
    worlds.removeAll { $0.world == nil }
    // The current one, those of subscribers, and of each stream of pages its own.
    let worldsMax = 1 + DaemonLimits.olderWorldsMax + clients.count
    if worlds.count > worldsMax { fail(.limits, "\(worlds.count) worlds are kept for \(clients.count) clients") }
  }

  // MARK: Findings and changes on the wire

  /// The findings of a whole answer are those of its revision.
  mutating func compare(_ reply: ReceivedReply, _ asked: inout Client.Asked, _ index: Int) {
    asked.findings += reply.parameters["findings"]?.arrayValue?.map(Records.identity) ?? []
    guard !reply.continues, reply.parameters["cursor"] == nil,
      let revision = reply.parameters["revision"]?.integerValue,
      let record = recorded[clients[index].incarnation, revision], !record.findings.isEmpty
    else { return }
    let counts = Records.counts(asked.findings)
    if clients[index].isExaminer { examined = counts }
    if record.findings.values.contains(counts) { return }
    // It may be of a day that nobody recorded.
    if record.findings[today.description] != nil, asked.begunAt == now {
      fail(.revisions, "findings of revision \(revision) are not the ones that it had")
    }
  }

  /// A subscriber puts a change together with what it knows.
  mutating func follow(_ reply: ReceivedReply, _ index: Int) {
    counts.changes += 1
    let client = clients[index]
    guard let revision = reply.parameters["revision"]?.integerValue, let day = reply.parameters["today"]?.stringValue,
      let isFresh = reply.parameters["fresh"]?.boolValue
    else {
      fail(.changes, "a change without revision, day or fresh")
      return
    }
    let known = recorded[client.incarnation, revision]?.findings[day]
    var new = Client.Subscription(revision: revision, day: day, findings: known)
    defer { clients[index].subscription = new }
    guard let old = client.subscription, !isFresh else { return }
    let paths = (reply.parameters["paths"]?.arrayValue?.compactMap(\.stringValue) ?? []).filter(Truth.isCompared)
    if let changed = recorded.paths(client.incarnation, from: old.revision, to: revision), changed != paths {
      fail(.changes, "from revision \(old.revision) to \(revision) the paths \(changed) changed, told were \(paths)")
    }
    guard var findings = old.findings else { return }
    for finding in reply.parameters["removed"]?.arrayValue ?? [] {
      let identity = Records.identity(finding)
      guard let count = findings[identity] else {
        fail(.changes, "a finding is removed that was not there: \(finding)")
        return
      }
      findings[identity] = count > 1 ? count - 1 : nil
    }
    for finding in reply.parameters["added"]?.arrayValue ?? [] { findings[Records.identity(finding), default: 0] += 1 }
    if let known, known != findings {
      fail(.changes, "from revision \(old.revision) to \(revision) of \(day) the changes do not add up")
    }
    new.findings = findings
  }

  // MARK: After quiet

  /// The world equals that of a check from scratch.
  ///
  /// Files are compared one by one, in content and problems. An entity that is kept from a broken document is right
  /// where its file is among the final ones, has a document that makes no entity, and does not hold that entity. The
  /// findings have to be those of the final files joined with exactly these entities.
  mutating func checkWorld() {
    var scanner = Observer(files: ground.files.copy(), mode: .poll, threads: 1)
    guard let batch = try? scanner.readOnce() else {
      fail(.world, "the final files cannot be read")
      return
    }
    var engine = Engine()
    engine.apply(batch)
    let scratch = engine.world
    let world = daemon.engine.world
    let expected = scratch.graph.files
    let found = world.graph.files
    let count = min(expected.count, found.count)
    for (expected, found) in zip(expected, found)
    where FilePath(expected.path) != FilePath(found.path) || !Records.isSame(expected, found) {
      fail(.world, "\(found.path.debugDescription) is not as \(expected.path.debugDescription) is on disk")
      return
    }
    if expected.count != found.count {
      let odd = (expected.count > count ? expected : found)[count].path
      fail(.world, "\"\(odd)\" is \(expected.count > count ? "missing" : "there, and not on disk")")
      return
    }
    let kept = world.graph.stale.sorted().map { world.graph.entities[$0] }
    for entity in kept {
      guard let file = found.first(where: { FilePath($0.path) == FilePath(entity.file.path) }),
        file.isUnreadable || !file.unread.isEmpty
      else {
        fail(.world, "\(entity.reference) is kept, and nothing is broken in \"\(entity.file.path)\"")
        return
      }
      if file.views.contains(where: { $0.reference == entity.reference }) {
        fail(.world, "\(entity.reference) is kept beside itself")
      }
    }
    let documents = Documents(
      Set(batch.documents.lazy.filter(\.exists).map { FilePath($0.path) }), entityFiles: expected)
    let evaluation = Evaluation(Graph(files: expected, kept: kept), documents: documents, today: today)
    let findings = world.evaluation(today: today).findings
    if evaluation.findings != findings {
      let odd = zip(evaluation.findings, findings).first { $0 != $1 }
      fail(.world, "findings differ: expected \(String(describing: odd?.0)), found \(String(describing: odd?.1))")
    }
    transcript.add(findings.count)
  }

  /// Every directory that can be listed is watched, and nothing else.
  mutating func checkWatches() {
    guard observer.condition == .ok else { return }
    let problem: String? = ground.files.change { tree in
      var allowed: Set<Int> = []
      var unwatched: String?
      func visit(_ inode: Int, _ path: String, _ isPlain: Bool) {
        let node = tree.nodes[inode]
        if node.permissions & 0o444 == 0 { return }
        allowed.insert(inode)
        if node.watch == nil, isPlain { unwatched = path }
        for entry in node.entries
        where entry.name.first != UInt8(ascii: ".") && tree.nodes[entry.inode].kind == .directory {
          let name = String(decoding: entry.name, as: UTF8.self)
          // A directory with an odd name may be one that is not entered.
          visit(entry.inode, path + "/" + name, isPlain && Truth.isCompared(name))
        }
      }
      if let root = tree.rootAtPath { visit(root, "", true) }
      if let unwatched { return "\"\(unwatched)\" is not watched" }
      let excess = tree.watches.values.filter { !tree.nodes[$0].isGitWatch && !allowed.contains($0) }
      return excess.isEmpty ? nil : "\(excess.count) watches of no directory that is there"
    }
    if let problem { fail(.descriptors, problem) }
  }

  mutating func checkSubscribers() {
    let world = daemon.engine.world
    for client in clients where client.run == run && !client.isClosed && !client.isGone {
      guard let subscription = client.subscription else { continue }
      if subscription.revision != world.revision {
        fail(.changes, "connection \(client.id) knows revision \(subscription.revision) of \(world.revision)")
      }
      guard let findings = subscription.findings, subscription.day == today.description else { continue }
      if findings != Records.counts(world.evaluation(today: today).findings.map(Records.identity)) {
        fail(.changes, "what connection \(client.id) was told does not add up to what is")
      }
    }
  }
}
