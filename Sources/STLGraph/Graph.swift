/// The graph room: all entities joined and indexed.
///
/// Built once, never changed; a handle is valid only in its graph. An unresolved reference is an edge of its own kind,
/// not an absence. It knows no rule and no report.

package import STLModel
package import STLText

/// Every entity of a root and every reference between them.
package struct Graph: Sendable {
  /// A handle of an entity, or of a name that only references know.
  package typealias Node = Int

  /// How a reference ended.
  package enum Outcome: UInt8, Sendable {
    case resolved
    /// No entity of the wanted kind; a person's name while the root holds no person.
    case implied
    /// Nothing has this id.
    case unknown
    /// Something has this id, but not of the wanted kind.
    case wrongKind
  }

  /// One reference of one entity.
  package struct Reference: Sendable {
    package var from: Int32
    /// Index into the values of the file of `from`.
    package var value: Int32
    /// The target, or a name's node where a person was wanted, or -1.
    package var target: Int32
    /// The top-level key that it stands under.
    package var topKey: Key
    /// The key that holds it; `topKey` where it stands there directly.
    package var key: Key
    package var outcome: Outcome
  }

  /// An entity that does not count, and the first of its id (nil for an org in the wrong place).
  package struct Duplicate: Sendable {
    package var entity: Entity
    package var first: Node?
  }

  /// Where the org entity lives.
  package static let orgPath = "org.yaml"

  /// In byte order of their paths; those that the org file does not want are left out.
  package let files: [SourceFile]
  /// In order of path, then of the file; after them, in the same order, those that broken files held before.
  package private(set) var entities: [Entity] = []
  package private(set) var kinds: [Kind] = []
  /// Entities that a broken file held before it broke.
  package private(set) var stale: Set<Node> = []
  package private(set) var references: [Reference] = []
  /// `references` of entity n are `referenceStarts[n]..<referenceStarts[n + 1]`.
  package private(set) var referenceStarts: [Int32] = [0]
  package private(set) var duplicates: [Duplicate] = []
  package private(set) var settings = Settings()
  package private(set) var org: Node?
  /// Names that are used where a person belongs and are no entity: nodes from `entities.count` on.
  package private(set) var names: [String] = []
  /// The root holds no person, so every name is taken for one.
  package private(set) var peopleAreImplied = false

  /// Whether each of `names` stands for a person.
  private var nameIsImplied: [Bool] = []

  private var table: NameTable
  private static let emailSpace: UInt8 = 254
  private static let nameSpace: UInt8 = 255

  /// Joins `files`, and with them the `kept` entities of broken ones.
  package init(files allFiles: [SourceFile], kept: [Entity] = []) {
    var candidates: [(entity: Entity, isKept: Bool)] = []
    let orgFile = allFiles.first { $0.path == Graph.orgPath }
    let orgs = (orgFile?.views ?? []) + kept.filter { $0.file.path == Graph.orgPath }
    if let first = orgs.first(where: { $0.kind == .org }) { settings = Settings(first) }
    let settings = settings
    files = settings.wantsAll ? allFiles : allFiles.filter { settings.wants($0.path) }
    for file in files {
      for index in file.entities.indices { candidates.append((Entity(file: file, index: index), false)) }
    }
    // What a broken file held before counts only where nothing that can be read has its id.
    candidates += kept.lazy.filter { settings.wants($0.file.path) }.map { ($0, true) }
    table = NameTable(capacity: candidates.count + candidates.count / 2)
    for (entity, isKept) in candidates { add(entity, isKept) }
    peopleAreImplied = !kinds.contains(.person)
    resolve()
  }

  private mutating func add(_ entity: Entity, _ isKept: Bool) {
    let span = entity.span
    if span.kind == .org, entity.file.path != Graph.orgPath || org != nil {
      if !isKept { duplicates.append(Duplicate(entity: entity, first: entity.file.path == Graph.orgPath ? org : nil)) }
      return
    }
    let node = Int32(entities.count)
    let first = table.insert(entity.file.text[span.id], in: span.kind.rawValue, value: node)
    guard first == node else {
      if !isKept { duplicates.append(Duplicate(entity: entity, first: Int(first))) }
      return
    }
    if span.kind == .org { org = entities.count }
    if isKept { stale.insert(entities.count) }
    entities.append(entity)
    kinds.append(span.kind)
    guard span.kind == .person, let email = entity.text(.email) else { return }
    _ = table.insert(Array(email.lowercased().utf8)[...], in: Graph.emailSpace, value: node)
  }

  private mutating func resolve() {
    referenceStarts.reserveCapacity(entities.count + 1)
    for node in entities.indices {
      let entity = entities[node]
      let file = entity.file
      let range = entity.span.values
      var topKey = Key.entry
      var topEnd = range.lowerBound
      for index in range {
        let value = file.values[index]
        if index >= topEnd {
          topKey = value.key
          topEnd = index + Int(value.count)
        }
        guard value.tag == .reference else { continue }
        addReference(from: node, file: file, index: index, value: value, topKey: topKey)
      }
      referenceStarts.append(Int32(references.count))
    }
  }

  /// Whether a name that no entity has stands for a person: while the root holds none every name does, one with a mark
  /// between names apart.
  private func isImplied(_ name: ArraySlice<UInt8>) -> Bool {
    peopleAreImplied && !name.contains { ",;&/".utf8.contains($0) }
      && !String(decoding: name, as: UTF8.self).contains(" and ")
  }

  private mutating func addReference(from node: Node, file: SourceFile, index: Int, value: Value, topKey: Key) {
    let text = file.text[value.text]
    var target = table.find(text, in: value.wanted.rawValue)
    var outcome = Outcome.resolved
    if target < 0, value.wanted == .person { target = table.find(text, in: Graph.emailSpace) }
    if target < 0 {
      if value.wanted == .person {
        if text.contains(UInt8(ascii: "@")), Placeholder.isExampleAddress(file.string(value)) { return }
        let next = Int32(entities.count + names.count)
        target = table.insert(text, in: Graph.nameSpace, value: next)
        if target == next {
          names.append(file.string(value))
          nameIsImplied.append(isImplied(text))
        }
      }
      outcome = value.wanted == .person && isImplied(text) ? .implied : .unknown
      if outcome == .unknown, Kind.allCases.contains(where: { table.find(text, in: $0.rawValue) >= 0 }) {
        outcome = .wrongKind
      }
    }
    references.append(
      Reference(
        from: Int32(node), value: Int32(index), target: target, topKey: topKey, key: value.key, outcome: outcome))
  }
}

extension Graph {
  /// Entities of `kind`, in order.
  package func nodes(of kind: Kind) -> [Node] { kinds.indices.filter { kinds[$0] == kind } }

  /// The entity `kind/id`, or nil.
  package func find(_ kind: Kind, _ id: String) -> Node? {
    let node = table.find(Array(id.utf8)[...], in: kind.rawValue)
    return node < 0 ? nil : Int(node)
  }

  /// The entity with this id, of the first kind that has one, or nil.
  package func first(called id: String) -> Node? { Kind.allCases.lazy.compactMap { find($0, id) }.first }

  /// The person with this e-mail, case folded, or nil.
  package func person(email: String) -> Node? {
    let node = table.find(Array(email.lowercased().utf8)[...], in: Graph.emailSpace)
    return node < 0 ? nil : Int(node)
  }

  /// The references of an entity, in file order.
  package func references(of node: Node) -> ArraySlice<Reference> {
    guard node < entities.count else { return [] }
    return references[Int(referenceStarts[node])..<Int(referenceStarts[node + 1])]
  }

  /// The value that holds a reference.
  package func value(of reference: Reference) -> Value {
    entities[Int(reference.from)].file.values[Int(reference.value)]
  }

  /// The place of a reference.
  package func place(of reference: Reference) -> Place {
    entities[Int(reference.from)].file.place(value(of: reference).place)
  }

  /// The id of an entity, or the name itself.
  package func id(of node: Node) -> String {
    node < entities.count ? entities[node].id : names[node - entities.count]
  }

  /// `kind/id`.
  package func ref(of node: Node) -> String {
    node < entities.count ? entities[node].reference : "person/" + id(of: node)
  }

  /// Whether the node may lead: an entity of kind person, or a name while people are implied.
  package func isPerson(_ node: Node) -> Bool {
    node < entities.count ? kinds[node] == .person : nameIsImplied[node - entities.count]
  }

  /// A person's name or an entity's title for readers, else its id; ids only where the org file says so.
  package func label(of node: Node) -> String {
    guard node < entities.count, !(settings.showsIDsOnly && kinds[node] == .person) else { return id(of: node) }
    return entities[node].title ?? id(of: node)
  }

  /// Targets of the references under `topKey` that stand there directly, in file order.
  package func targets(of node: Node, _ topKey: Key) -> [Node] {
    references(of: node).filter { $0.topKey == topKey && $0.key == topKey && $0.target >= 0 }.map { Int($0.target) }
  }

  /// The named leaders in file order, each once.
  package func leaders(of node: Node) -> [Node] {
    let named = targets(of: node, .leader)
    guard named.count > 1 else { return named }
    var seen: Set<Node> = []
    return named.filter { seen.insert($0).inserted }
  }

  /// The first target under `topKey`, resolved or a name.
  package func target(of node: Node, _ topKey: Key, key: Key? = nil) -> Node? {
    references(of: node).first { $0.topKey == topKey && $0.key == (key ?? topKey) && $0.target >= 0 }.map {
      Int($0.target)
    }
  }

  /// Whether the entity has ended, so that what is wrong with it is only information.
  package func hasEnded(_ node: Node, today: CivilDate) -> Bool {
    let entity = entities[node]
    switch kinds[node] {
    case .initiative: return ["done", "cancelled", "rejected"].contains(entity.word(.status) ?? "")
    case .person: return entity.word(.status) == "left" || entity.date(.left).map { $0 <= today } ?? false
    case .team: return entity.word(.status) == "ended"
    case .goal: return ["met", "not-met"].contains(entity.word(.status) ?? "")
    case .opening: return ["filled", "closed"].contains(entity.word(.status) ?? "")
    case .metric, .org: return false
    }
  }

  /// Whether the files say that an initiative or team is active; a status that is no word of the set says it is not.
  package func isMarkedActive(_ node: Node) -> Bool {
    guard let status = entities[node].raw(.status), status.tag != .absent else { return true }
    return status.tag == .word && entities[node].file.string(status) == "active"
  }

  /// Every id of `kind`, in order, for suggestions.
  package func ids(of kind: Kind) -> [String] { nodes(of: kind).map { entities[$0].id } }
}
