import STLJSON

/// `org.varlink.service` of one service: who it is, which interfaces it has, and what no call may do to any of them.
package struct Introspection: Sendable {
  package let vendor: String
  package let product: String
  package let version: String
  package let url: String
  /// `org.varlink.service` among them, by name.
  package let interfaces: [Interface]

  /// A service with these interfaces and `org.varlink.service`.
  package init(vendor: String, product: String, version: String, url: String, interfaces: [Interface]) {
    self.vendor = vendor
    self.product = product
    self.version = version
    self.url = url
    self.interfaces = (interfaces + [.varlinkService]).sorted { $0.name < $1.name }
  }

  /// The reply to a method of `org.varlink.service` or the refusal of a call that no interface here allows.
  ///
  /// Nil means that the call is one of the service's own methods with parameters of the right types; of a method that
  /// requires `more` it has it, and it is no upgrade.
  package func answer(_ call: Call) -> Reply? {
    guard let interface = interfaces.first(where: { $0.name == call.interfaceName }) else {
      let name = call.interfaceName.isEmpty ? call.method : call.interfaceName
      return VarlinkError.interfaceNotFound(interface: name).reply
    }
    guard let method = interface.method(call.methodName) else {
      return VarlinkError.methodNotFound(method: call.method).reply
    }
    if call.upgrade { return VarlinkError.methodNotImplemented(method: call.method).reply }
    if let mismatch = interface.mismatches(ofCall: call.parameters, of: method).first {
      return VarlinkError.invalidParameter(parameter: mismatch.parameter).reply
    }
    if method.streaming == .required && !call.more { return VarlinkError.expectedMore.reply }
    guard interface.name == Interface.varlinkServiceName else { return nil }
    switch method.name {
    case "GetInfo": return info
    case "GetInterfaceDescription": return description(of: call.parameters["interface"]?.stringValue ?? "")
    default: return VarlinkError.methodNotImplemented(method: call.method).reply
    }
  }

  private var info: Reply {
    .success { writer in
      writer.field("vendor", vendor)
      writer.field("product", product)
      writer.field("version", version)
      writer.field("url", url)
      writer.field("interfaces", interfaces.map(\.name))
    }
  }

  private func description(of name: String) -> Reply {
    guard let interface = interfaces.first(where: { $0.name == name }) else {
      return VarlinkError.interfaceNotFound(interface: name).reply
    }
    return .success(["description": .string(interface.description)])
  }
}

extension Interface {
  package static let varlinkServiceName = "org.varlink.service"

  /// The interface that every Varlink service has.
  package static let varlinkService = Interface(
    name: varlinkServiceName,
    comment: """
      The Varlink Service Interface is provided by every Varlink service.
      It describes the service and the interfaces that it implements.
      """,
    methods: [
      Method(
        "GetInfo", "Says which service this is and which interfaces it has.",
        output: [
          .field("vendor", .string, "Who makes the service."),
          .field("product", .string, "The name of the program."),
          .field("version", .string, "The version of the program."),
          .field("url", .string, "Where to read about the program."),
          .field("interfaces", .array(.string), "The names of the interfaces."),
        ]),
      Method(
        "GetInterfaceDescription", "Gives the text of one interface.",
        input: [.field("interface", .string, "The name of the interface.")],
        output: [.field("description", .string, "The text, in the interface definition language of Varlink.")]),
    ],
    errors: [
      Failure(
        "InterfaceNotFound", "The service has no such interface.",
        [.field("interface", .string, "The name that was asked for.")]),
      Failure(
        "MethodNotFound", "The interface has no such method.",
        [.field("method", .string, "The name that was called, with its interface.")]),
      Failure(
        "MethodNotImplemented", "The interface has the method, but this service cannot do it.",
        [.field("method", .string, "The name that was called, with its interface.")]),
      Failure(
        "InvalidParameter", "A parameter is missing, unknown or of another type.",
        [.field("parameter", .string, "The name of the parameter.")]),
      Failure("PermissionDenied", "The caller may not call this."),
      Failure("ExpectedMore", "The method has several replies: call it with more."),
    ])
}
