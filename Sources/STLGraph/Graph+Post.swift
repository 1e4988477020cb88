import STLModel
package import STLText

extension Graph {
  /// Whether a person is in post on `today`; a name that is implied always is.
  package func post(of person: Node, today: CivilDate) -> Leadership.Post {
    guard person < entities.count else { return .inPost }
    let entity = entities[person]
    let left = entity.date(.left)
    if entity.word(.status) == "left" || left.map({ $0 <= today }) ?? false { return .departed(left) }
    if let joined = entity.date(.joined), joined > today { return .arriving(joined) }
    var absence: Leadership.Post?
    for (_, span) in entity.maps(.away) {
      let from = span.date(.from)
      let until = span.date(.until)
      if let from, from > today { continue }
      if let until, until < today { continue }
      if let from, let until, until.days(since: from) + 1 <= settings[.absenceDays] { continue }
      // Of several absences that hold, the one that ends last counts; one without an end is last of all.
      if case .absent(let known)? = absence {
        guard let knownEnd = known else { continue }
        absence = .absent(until: until.map { max($0, knownEnd) })
      } else {
        absence = .absent(until: until)
      }
    }
    return absence ?? .inPost
  }
}
