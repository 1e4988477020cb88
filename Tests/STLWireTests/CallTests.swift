import STLJSON
import STLWire
import Testing

@Suite struct CallTests {
  /// What ready clients send, byte for byte without the NUL.
  static let sent: [(client: String, message: String, call: Call)] = [
    (
      "varlink 31, without parameters", #"{"method": "org.varlink.service.GetInfo"}"#,
      Call(method: "org.varlink.service.GetInfo")
    ),
    (
      "varlink 31, a call", #"{"method": "a.B", "parameters": {"ref": "person/ann"}}"#,
      Call(method: "a.B", parameters: ["ref": "person/ann"])
    ),
    (
      "varlink 31, more", #"{"method": "a.B", "more": true, "parameters": {}}"#,
      Call(method: "a.B", more: true)
    ),
    (
      "varlink 31, oneway", #"{"method": "a.B", "oneway": true}"#,
      Call(method: "a.B", oneway: true)
    ),
    (
      "varlink 31, its command line", #"{"method": "a.B", "more": false, "parameters": {}}"#,
      Call(method: "a.B")
    ),
    (
      "varlink 31, its command line with null", #"{"method": "a.B", "more": false, "parameters": null}"#,
      Call(method: "a.B")
    ),
    (
      "asyncvarlink, without parameters", #"{"method":"org.varlink.service.GetInfo"}"#,
      Call(method: "org.varlink.service.GetInfo")
    ),
    (
      "asyncvarlink, more", #"{"method":"a.B","parameters":{"paths":["a"]},"more":true}"#,
      Call(method: "a.B", parameters: ["paths": ["a"]], more: true)
    ),
    (
      "asyncvarlink, an argument of None", #"{"method":"a.B","parameters":{"kind":"team","cursor":null}}"#,
      Call(method: "a.B", parameters: ["kind": "team"])
    ),
    (
      "varlinkctl", #"{"method":"a.B","parameters":{}}"#,
      Call(method: "a.B")
    ),
    (
      "varlinkctl --more", #"{"method":"a.B","parameters":{},"more":true}"#,
      Call(method: "a.B", more: true)
    ),
    (
      "false and null flags", #"{"method":"a.B","oneway":false,"more":null,"upgrade":false}"#,
      Call(method: "a.B")
    ),
    (
      "members of later versions", #"{"id":7,"method":"a.B","x-trace":{"a":[1]}}"#,
      Call(method: "a.B")
    ),
    (
      "a shell", " {\"method\" : \"a.B\"}\n",
      Call(method: "a.B")
    ),
    (
      "upgrade", #"{"method":"a.B","upgrade":true}"#,
      Call(method: "a.B", upgrade: true)
    ),
  ]

  @Test(arguments: sent) func `reads what clients send`(client: String, message: String, expected: Call) throws {
    var call = try Call(frame: Array(message.utf8))
    #expect(call.byteCount == message.utf8.count)
    call.byteCount = 0
    #expect(call == expected)
  }

  static let broken: [(message: String, error: String)] = [
    ("", "message is not JSON: unexpected end, expected a value at byte 0"),
    ("GET / HTTP/1.1\r\n", "message is not JSON: unexpected 'G', expected a value at byte 0"),
    ("[]", "message is an array, not an object"),
    ("{}", "call without a method"),
    (#"{"method":null}"#, "call without a method"),
    (#"{"method":1}"#, "'method' is an integer, not a string"),
    (#"{"method":"a.B","parameters":[]}"#, "'parameters' is an array, not an object"),
    (#"{"method":"a.B","more":1}"#, "'more' is an integer, not a bool"),
    (#"{"method":"a.B","more":true,"oneway":true}"#, "call with more than one of 'oneway', 'more' and 'upgrade'"),
    (#"{"method":"a.B","method":"a.C"}"#, "message is not JSON: name occurs twice in one object at byte 16"),
  ]

  @Test(arguments: broken) func `refuses`(message: String, error: String) {
    #expect(throws: WireError(error)) { try Call(frame: Array(message.utf8)) }
  }

  static let nestings: [(depth: Int, isRead: Bool)] = [(30, true), (31, false)]

  /// The envelope and the parameters are two levels of `JSONReader.depthMax`.
  @Test(arguments: nestings) func `limits depth`(depth: Int, isRead: Bool) {
    let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let message = "{\"method\":\"a.B\",\"parameters\":{\"x\":" + nested + "}}"
    #expect(((try? Call(frame: Array(message.utf8))) != nil) == isRead)
  }

  /// The envelope, the method, the parameters and the array are values too.
  @Test func `limits values`() {
    func call(_ count: Int) -> [UInt8] {
      let zeros = String(repeating: "0,", count: count - 1) + "0"
      return Array("{\"method\":\"a.B\",\"parameters\":{\"x\":[\(zeros)]}}".utf8)
    }
    #expect(throws: Never.self) { try Call(frame: call(Limits.requestValuesMax - 4)) }
    #expect(throws: WireError.self) { try Call(frame: call(Limits.requestValuesMax - 3)) }
  }

  @Test func `splits the method at its last dot`() {
    let call = Call(method: "org.stlctl.Planner.Status")
    #expect(call.interfaceName == "org.stlctl.Planner")
    #expect(call.methodName == "Status")
    #expect(Call(method: "Status").interfaceName == "")
    #expect(Call(method: "Status").methodName == "Status")
  }

  static let written: [(call: Call, message: String)] = [
    (Call(method: "a.B"), #"{"method":"a.B"}"#),
    (Call(method: "a.B", parameters: ["x": 1], more: true), #"{"method":"a.B","parameters":{"x":1},"more":true}"#),
    (Call(method: "a.B", oneway: true), #"{"method":"a.B","oneway":true}"#),
    (Call(method: "a.B", upgrade: true), #"{"method":"a.B","upgrade":true}"#),
  ]

  @Test(arguments: written) func `writes`(call: Call, message: String) {
    #expect(String(decoding: call.frame, as: UTF8.self) == message + "\0")
  }
}
