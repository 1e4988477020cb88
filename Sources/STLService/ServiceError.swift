import STLJSON
package import STLReports
package import STLWire

/// The errors of the interface; Varlink's own are in `VarlinkError`.
package enum ServiceError: Error, Equatable, Sendable {
  case notReady(state: StatusFacts.State, reason: String)
  case notFound(what: Sought, name: String, nearest: String?, choices: [String] = [])
  case badQuery(message: String, offset: Int)
  case stale(revision: Int)
  case syncTimeout(waitedMilliseconds: Int)
  case limitExceeded(limit: String, maximum: Int)

  /// A question that the reports room refuses.
  package init(_ error: QuestionError) {
    switch error {
    case .notFound(let what, let name, let nearest, let choices):
      self = .notFound(what: what, name: name, nearest: nearest, choices: choices)
    case .badQuery(let message, let offset): self = .badQuery(message: message, offset: offset)
    }
  }

  /// The name without the interface.
  var name: String {
    switch self {
    case .notReady: "NotReady"
    case .notFound: "NotFound"
    case .badQuery: "BadQuery"
    case .stale: "Stale"
    case .syncTimeout: "SyncTimeout"
    case .limitExceeded: "LimitExceeded"
    }
  }

  var parameters: JSONObject {
    switch self {
    case .notReady(let state, let reason): return ["state": .string(state.rawValue), "reason": .string(reason)]
    case .notFound(let what, let name, let nearest, let choices):
      var parameters: JSONObject = ["what": .string(what.name), "name": .string(name)]
      if let nearest { parameters["nearest"] = .string(nearest) }
      if !choices.isEmpty { parameters["choices"] = .array(choices.map { .string($0) }) }
      return parameters
    case .badQuery(let message, let offset): return ["message": .string(message), "offset": .integer(offset)]
    case .stale(let revision): return ["revision": .integer(revision)]
    case .syncTimeout(let waited): return ["waited_ms": .integer(waited)]
    case .limitExceeded(let limit, let maximum): return ["limit": .string(limit), "maximum": .integer(maximum)]
    }
  }

  package var reply: Reply { .failure("\(PlannerInterface.name).\(name)", parameters) }
}

extension ServiceError {
  static let descriptions: [Interface.Failure] = [
    Interface.Failure(
      "NotReady", "There is no state to answer from, or the daemon stops.",
      [
        .field("state", .named("State"), "The state of the daemon."),
        .field("reason", .string, "Why, for people."),
      ]),
    Interface.Failure(
      "NotFound", "Nothing has this name.",
      [
        .field(
          "what", .string,
          "What was looked for: an entity or its kind, a path, or a word such as a kind, report, rule, column, format."),
        .field("name", .string, "The name as it was given."),
        .optional("nearest", .string, "The name that was probably meant."),
        .optional("choices", .array(.string), "All names that there are, where they are few."),
      ]),
    Interface.Failure(
      "BadQuery", "A day, filter, sort key or argument cannot be read.",
      [
        .field("message", .string, "What is wrong, for people."),
        .field("offset", .int, "The byte of the text at which it goes wrong; 0 where it is no text."),
      ]),
    Interface.Failure(
      "Stale", "The cursor belongs to another revision: ask again from the start.",
      [.field("revision", .int, "The current revision.")]),
    Interface.Failure(
      "SyncTimeout", "The snapshot did not become current in time.",
      [.field("waited_ms", .int, "How long the call waited, in milliseconds.")]),
    Interface.Failure(
      "LimitExceeded", "The call or its answer passes a limit.",
      [
        .field("limit", .string, "The name of the limit."),
        .field("maximum", .int, "Its value."),
      ]),
  ]
}
