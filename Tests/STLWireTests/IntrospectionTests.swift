import STLJSON
import STLWire
import Testing

@Suite struct IntrospectionTests {
  private let service = Introspection(
    vendor: "stl", product: "stld", version: "1.2.3", url: "https://example.org", interfaces: [InterfaceTests.example])

  static let answered: [(call: Call, message: String)] = [
    (
      Call(method: "org.varlink.service.GetInfo"),
      #"{"parameters":{"vendor":"stl","product":"stld","version":"1.2.3","url":"https://example.org","#
        + #""interfaces":["org.example.Shop","org.varlink.service"]}}"#
    ),
    (
      Call(method: "org.varlink.service.GetInterfaceDescription"),
      #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"interface"}}"#
    ),
    (
      Call(method: "org.varlink.service.GetInterfaceDescription", parameters: ["interface": "a.b"]),
      #"{"error":"org.varlink.service.InterfaceNotFound","parameters":{"interface":"a.b"}}"#
    ),
    (
      Call(method: "org.varlink.service.Nothing"),
      #"{"error":"org.varlink.service.MethodNotFound","parameters":{"method":"org.varlink.service.Nothing"}}"#
    ),
    (
      Call(method: "org.example.Other.List"),
      #"{"error":"org.varlink.service.InterfaceNotFound","parameters":{"interface":"org.example.Other"}}"#
    ),
    (
      Call(method: "List"),
      #"{"error":"org.varlink.service.InterfaceNotFound","parameters":{"interface":"List"}}"#
    ),
    (
      Call(method: ""),
      #"{"error":"org.varlink.service.InterfaceNotFound","parameters":{"interface":""}}"#
    ),
    (
      Call(method: "org.example.Shop.Sell"),
      #"{"error":"org.varlink.service.MethodNotFound","parameters":{"method":"org.example.Shop.Sell"}}"#
    ),
    (
      Call(method: "org.example.Shop.List", parameters: ["state": 1]),
      #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"state"}}"#
    ),
    (
      Call(method: "org.example.Shop.List", parameters: ["sort": "name"]),
      #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"sort"}}"#
    ),
    (
      Call(method: "org.example.Shop.List", upgrade: true),
      #"{"error":"org.varlink.service.MethodNotImplemented","parameters":{"method":"org.example.Shop.List"}}"#
    ),
    (
      Call(method: "org.example.Shop.Watch"),
      #"{"error":"org.varlink.service.ExpectedMore","parameters":{}}"#
    ),
  ]

  @Test(arguments: answered) func `answers or refuses`(call: Call, message: String) throws {
    let reply = try #require(service.answer(call))
    #expect(String(decoding: reply.frame.dropLast(), as: UTF8.self) == message)
    let interface = call.interfaceName == "org.example.Shop" ? InterfaceTests.example : .varlinkService
    if interface.method(call.methodName) != nil { #expect(interface.mismatches(of: reply, to: call) == []) }
  }

  @Test func `lets sound calls of its own methods pass`() {
    #expect(service.answer(Call(method: "org.example.Shop.List")) == nil)
    #expect(service.answer(Call(method: "org.example.Shop.List", parameters: ["state": "open"], more: true)) == nil)
    #expect(service.answer(Call(method: "org.example.Shop.Watch", more: true)) == nil)
  }

  @Test(arguments: [InterfaceTests.example, .varlinkService]) func `describes interfaces`(interface: Interface) throws {
    let call = Call(
      method: "org.varlink.service.GetInterfaceDescription", parameters: ["interface": .string(interface.name)])
    let reply = try ReceivedReply(try #require(service.answer(call)))
    #expect(reply.parameters["description"]?.stringValue == interface.description)
  }
}
