/// The members of a JSON object in their order; no name occurs twice.
///
/// Look-ups are linear: objects here have tens of members. The reader does not look up.
package struct JSONObject: Sendable {
  /// One name with its value.
  package struct Member: Sendable {
    package let name: String
    package let value: JSON
  }

  package private(set) var members: [Member]

  package init() { members = [] }

  /// An object of these members; no name may occur twice.
  package init(_ members: [(String, JSON)]) {
    self.init()
    self.members.reserveCapacity(members.count)
    for (name, value) in members { append(name, value) }
  }

  /// For the reader, which has compared the names already.
  init(distinct members: [Member]) { self.members = members }

  package var isEmpty: Bool { members.isEmpty }
  package var count: Int { members.count }

  /// The names in their order.
  package var names: [String] { members.map(\.name) }

  /// The value of `name`; setting replaces it in its place or appends it, setting nil removes it.
  package subscript(name: String) -> JSON? {
    get { index(of: name).map { members[$0].value } }
    set {
      switch (index(of: name), newValue) {
      case (let index?, let value?): members[index] = Member(name: name, value: value)
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// Adds a member at the end; `name` must be new.
  package mutating func append(_ name: String, _ value: JSON) {
    precondition(index(of: name) == nil, "an object has each name once")
    members.append(Member(name: name, value: value))
  }

  private func index(of name: String) -> Int? {
    members.firstIndex { hasSameBytes($0.name, name) }
  }
}

extension JSONObject: Equatable {
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.count == right.members.count
      && zip(left.members, right.members).allSatisfy { hasSameBytes($0.name, $1.name) && $0.value == $1.value }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral members: (String, JSON)...) { self.init(members) }
}

extension JSONObject: CustomStringConvertible {
  /// The compact text of the object.
  package var description: String { JSON.object(self).description }
}
