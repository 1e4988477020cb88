import STLJSON

/// The errors that every Varlink service has, with the parameters that the specification gives them.
package enum VarlinkError: Error, Equatable, Sendable {
  /// No such interface here.
  case interfaceNotFound(interface: String)
  /// The interface has no such method; the name with its interface.
  case methodNotFound(method: String)
  /// The interface has the method, this service not; the name with its interface.
  case methodNotImplemented(method: String)
  /// A parameter is missing, unknown or of another type.
  case invalidParameter(parameter: String)
  /// The caller may not call this.
  case permissionDenied
  /// The method answers with several replies and the call did not ask for more than one.
  case expectedMore

  /// The name without its interface.
  var name: String {
    switch self {
    case .interfaceNotFound: "InterfaceNotFound"
    case .methodNotFound: "MethodNotFound"
    case .methodNotImplemented: "MethodNotImplemented"
    case .invalidParameter: "InvalidParameter"
    case .permissionDenied: "PermissionDenied"
    case .expectedMore: "ExpectedMore"
    }
  }

  var parameters: JSONObject {
    switch self {
    case .interfaceNotFound(let interface): ["interface": .string(interface)]
    case .methodNotFound(let method), .methodNotImplemented(let method): ["method": .string(method)]
    case .invalidParameter(let parameter): ["parameter": .string(parameter)]
    case .permissionDenied, .expectedMore: [:]
    }
  }

  package var reply: Reply { .failure("\(Interface.varlinkServiceName).\(name)", parameters) }
}
