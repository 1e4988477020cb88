package import STLJSON

extension Interface {
  /// A place in a value that is not what the interface says.
  package struct Mismatch: Equatable, Sendable, CustomStringConvertible {
    /// From the outer object down, such as `findings[3].place.line`.
    package let path: String
    package let message: String

    package init(path: String, message: String) {
      self.path = path
      self.message = message
    }

    /// The member of the outer object in which it lies.
    package var parameter: String {
      String(path.prefix { $0 != "." && $0 != "[" })
    }

    package var description: String { "\(path): \(message)" }
  }

  /// Where `parameters` differ from the input of `method`: unknown, missing and mistyped ones; null stands for absent.
  package func mismatches(ofCall parameters: JSONObject, of method: Method) -> [Mismatch] {
    var checker = Checker(interface: self, acceptsNull: true)
    checker.structure(parameters, method.input, path: "")
    return checker.mismatches
  }

  /// Where `parameters` differ from the output of `method`; an absent value must be left out, not null.
  package func mismatches(ofReply parameters: JSONObject, of method: Method) -> [Mismatch] {
    var checker = Checker(interface: self, acceptsNull: false)
    checker.structure(parameters, method.output, path: "")
    return checker.mismatches
  }

  /// Where `parameters` differ from the fields of `error`; an absent value must be left out, not null.
  package func mismatches(ofError parameters: JSONObject, of error: Failure) -> [Mismatch] {
    var checker = Checker(interface: self, acceptsNull: false)
    checker.structure(parameters, error.fields, path: "")
    return checker.mismatches
  }

  /// Where a reply of our own to `call` differs from the interface, in every respect that clients are strict about.
  ///
  /// For tests: every reply of every method passes through here.
  package func mismatches(of reply: Reply, to call: Call) -> [Mismatch] {
    func outer(_ message: String) -> [Mismatch] { [Mismatch(path: "", message: message)] }
    // Not `ReceivedReply`, which leaves out members that are null.
    guard let parameters = (try? JSONReader.read(reply.parameters))?.objectValue else {
      return outer("parameters are not an object")
    }
    guard let method = method(call.methodName), call.interfaceName == name else { return outer("no such method") }
    if reply.continues && !(call.more && method.streaming != .never) { return outer("continues without 'more'") }
    guard let error = reply.error else { return mismatches(ofReply: parameters, of: method) }
    for interface in [self, .varlinkService] where error.hasPrefix(interface.name + ".") {
      if let failure = interface.error(String(error.dropFirst(interface.name.count + 1))) {
        return interface.mismatches(ofError: parameters, of: failure)
      }
    }
    return outer("unknown error '\(error)'")
  }
}

/// Walks a value and a type together and collects what differs.
private struct Checker {
  let interface: Interface
  /// Null for a nullable field is the same as leaving it out.
  let acceptsNull: Bool
  private(set) var mismatches: [Interface.Mismatch] = []

  init(interface: Interface, acceptsNull: Bool) {
    self.interface = interface
    self.acceptsNull = acceptsNull
  }

  mutating func structure(_ object: JSONObject, _ fields: [Interface.Field], path: String) {
    let prefix = path.isEmpty ? "" : path + "."
    for field in fields {
      guard let value = object[field.name] else {
        if case .nullable = field.type { continue }
        report(prefix + field.name, "is missing")
        continue
      }
      if case .nullable = field.type, value.isNull, !acceptsNull {
        report(prefix + field.name, "is null, not left out")
        continue
      }
      check(value, field.type, path: prefix + field.name)
    }
    for member in object.members where !fields.contains(where: { $0.name == member.name }) {
      report(prefix + member.name, "is unknown")
    }
  }

  private mutating func check(_ value: JSON, _ type: Interface.FieldType, path: String) {
    switch (type, value) {
    case (.bool, .bool), (.int, .integer), (.float, .number), (.float, .integer), (.string, .string),
      (.object, .object):
      break
    case (.named(let name), _):
      guard let definition = interface.types.first(where: { $0.name == name }) else {
        report(path, "has the unknown type '\(name)'")
        return
      }
      check(value, definition.type, path: path)
    case (.enumeration(let values), .string(let string)):
      if !values.contains(string) { report(path, "is '\(string)', none of its values") }
    case (.structure(let fields), .object(let object)):
      structure(object, fields, path: path)
    case (.array(let element), .array(let elements)):
      for (index, value) in elements.enumerated() { check(value, element, path: "\(path)[\(index)]") }
    case (.map(let element), .object(let object)):
      for member in object.members { check(member.value, element, path: "\(path)[\(member.name)]") }
    case (.nullable(let wrapped), _):
      if !value.isNull { check(value, wrapped, path: path) }
    default:
      report(path, "is \(value.kindName), not \(type.kindName)")
    }
  }

  private mutating func report(_ path: String, _ message: String) {
    mismatches.append(Interface.Mismatch(path: path, message: message))
  }
}

extension Interface.FieldType {
  fileprivate var kindName: String {
    switch self {
    case .bool: "a bool"
    case .int: "an integer"
    case .float: "a number"
    case .string, .enumeration: "a string"
    case .object, .structure, .map: "an object"
    case .array: "an array"
    case .named(let name): name
    case .nullable(let wrapped): wrapped.kindName
    }
  }
}
