package import STLJSON
package import STLWire

/// One method of the interface: one file, named after the type.
package protocol ServiceMethod: SendableMetatype {
  static var description: Interface.Method { get }
  /// What has to happen before the call can be answered.
  static var precondition: MethodPrecondition { get }
  /// Longest call in bytes.
  static var requestBytesMax: Int { get }
  /// Answers a call whose parameters have the right types.
  static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome
}

extension ServiceMethod {
  package static var precondition: MethodPrecondition { .freshWorld }
  package static var requestBytesMax: Int { Limits.requestBytesMax }
}

/// What has to happen before a method can answer.
package enum MethodPrecondition: Sendable {
  /// Nothing: the call is answered in every state.
  case none
  /// The files were looked at after the call arrived.
  case freshWorld
  /// The daemon acts for the call: `answer` says how, and the daemon answers with the method's own reply.
  case request(isOwnerOnly: Bool)
}

/// What a method says to a call.
package enum Outcome {
  case reply(Reply)
  /// A list in pages, from this index on.
  case pages(Pages, start: Int)
  /// The daemon has to do something first and answers with the method's own reply.
  case request(DaemonRequest)
}

/// What a call wants of the daemon itself.
package enum DaemonRequest: Equatable, Sendable {
  case sync(timeoutMilliseconds: Int, isFull: Bool)
  case changes(ChangesRequest)
  case reload
  case rescan
}

/// The parameters of a call: their types hold already, null ones are absent.
package struct Parameters: Sendable {
  package let values: JSONObject

  package init(_ values: JSONObject) { self.values = values }

  func string(_ name: String) -> String? { values[name]?.stringValue }
  func integer(_ name: String) -> Int? { values[name]?.integerValue }
  func bool(_ name: String) -> Bool { values[name]?.boolValue ?? false }
  func strings(_ name: String) -> [String]? { values[name]?.arrayValue?.compactMap(\.stringValue) }

  /// A parameter that every call of the method has.
  func required(_ name: String) -> String { string(name) ?? "" }

  /// A count that is 0 or more.
  func count(_ name: String) throws(ServiceError) -> Int? {
    guard let value = integer(name) else { return nil }
    guard value >= 0 else { throw .badQuery(message: "'\(name)' is \(value), less than 0", offset: 0) }
    return value
  }
}
