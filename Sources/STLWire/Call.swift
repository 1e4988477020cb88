package import STLJSON

/// A method call as a peer sent it.
package struct Call: Equatable, Sendable {
  /// With its interface, such as `org.varlink.service.GetInfo`.
  package var method: String
  /// Members that are null are left out: null and absent mean the same.
  package var parameters: JSONObject
  /// The caller wants no reply.
  package var oneway: Bool
  /// The caller takes more than one reply.
  package var more: Bool
  /// The caller wants to speak another protocol from here on.
  package var upgrade: Bool
  /// Length of the message without its NUL, for limits that differ by method; 0 for a call made here.
  package var byteCount: Int

  package init(
    method: String, parameters: JSONObject = [:], oneway: Bool = false, more: Bool = false, upgrade: Bool = false
  ) {
    self.method = method
    self.parameters = parameters
    self.oneway = oneway
    self.more = more
    self.upgrade = upgrade
    byteCount = 0
  }

  /// What stands before the last dot of `method`; empty without a dot.
  package var interfaceName: String {
    method.lastIndex(of: ".").map { String(method[..<$0]) } ?? ""
  }

  /// What stands after the last dot of `method`.
  package var methodName: String {
    method.lastIndex(of: ".").map { String(method[method.index(after: $0)...]) } ?? method
  }
}

extension Call {
  /// Reads one message: absent and null parameters are empty, absent and null flags false, unknown members ignored.
  package init(frame: [UInt8]) throws(WireError) {
    let envelope = try Envelope(frame, valuesMax: Limits.requestValuesMax)
    guard let method = try envelope.string("method") else { throw WireError("call without a method") }
    self.init(
      method: method, parameters: try envelope.parameters(), oneway: try envelope.flag("oneway"),
      more: try envelope.flag("more"), upgrade: try envelope.flag("upgrade"))
    byteCount = frame.count
    guard [oneway, more, upgrade].filter({ $0 }).count <= 1 else {
      throw WireError("call with more than one of 'oneway', 'more' and 'upgrade'")
    }
  }

  /// The message, NUL included; flags that are false and empty parameters are left out.
  package var frame: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("method", method)
      if !parameters.isEmpty { writer.field("parameters", parameters) }
      if oneway { writer.field("oneway", true) }
      if more { writer.field("more", true) }
      if upgrade { writer.field("upgrade", true) }
    }
    return writer.bytes + [0]
  }
}

/// The outer object of a message, read as tolerantly as ready clients need.
struct Envelope {
  private let members: JSONObject

  init(_ frame: [UInt8], valuesMax: Int = .max) throws(WireError) {
    let value: JSON
    do throws(JSONError) {
      value = try JSONReader.read(frame, valuesMax: valuesMax)
    } catch {
      throw WireError("message is not JSON: \(error)")
    }
    guard let members = value.objectValue else { throw WireError("message is \(value.kindName), not an object") }
    self.members = members
  }

  /// The string `name`; nil when absent or null.
  func string(_ name: String) throws(WireError) -> String? {
    guard let value = members[name], !value.isNull else { return nil }
    guard let string = value.stringValue else { throw WireError("'\(name)' is \(value.kindName), not a string") }
    return string
  }

  /// The flag `name`; false when absent or null.
  func flag(_ name: String) throws(WireError) -> Bool {
    guard let value = members[name], !value.isNull else { return false }
    guard let flag = value.boolValue else { throw WireError("'\(name)' is \(value.kindName), not a bool") }
    return flag
  }

  /// The parameters without those that are null; empty when absent or null.
  func parameters() throws(WireError) -> JSONObject {
    guard let value = members["parameters"], !value.isNull else { return [:] }
    guard let object = value.objectValue else { throw WireError("'parameters' is \(value.kindName), not an object") }
    guard object.members.contains(where: \.value.isNull) else { return object }
    return JSONObject(object.members.filter { !$0.value.isNull }.map { ($0.name, $0.value) })
  }
}
