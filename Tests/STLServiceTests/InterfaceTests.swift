import STLJSON
import STLSystem
import STLText
import STLWire
import Testing

@testable import STLService

@Suite struct InterfaceTests {
  /// Calls of every method that reach every field and every error that the service itself makes.
  static let calls: [(method: String, parameters: JSONObject)] = [
    ("Status", [:]), ("Status", ["today": "2030-01-01"]), ("Status", ["today": "tomorrow"]),
    ("Sync", [:]), ("Sync", ["timeout_ms": 10, "full": true]), ("Sync", ["timeout_ms": -1]),
    ("Findings", [:]), ("Findings", ["paths": ["plan"], "codes": ["STL", "REF001"], "minimum": "warning"]),
    ("Findings", ["cursor": "1:0"]), ("Findings", ["cursor": "7:0"]), ("Findings", ["cursor": "nonsense"]),
    ("List", ["kind": "initiatives"]), ("List", ["kind": "person", "today": "2026-01-01"]), ("List", ["kind": "thing"]),
    ("Get", ["ref": "initiative/two"]), ("Get", ["ref": "one"]), ("Get", ["ref": "team/platfrom"]),
    ("Get", ["ref": "initiatve/one"]),
    ("Neighbours", ["ref": "one"]), ("Neighbours", ["ref": "one", "direction": "out", "depth": 3]),
    ("Neighbours", ["ref": "one", "depth": 1000]),
    ("CheckText", ["path": "plan/new.yaml", "text": "initiative: [\n"]),
    ("CheckText", ["path": "../x.yaml", "text": ""]),
    ("Report", ["name": "leadership", "format": "text"]), ("Report", ["name": "check", "format": "json"]),
    ("Report", ["name": "leadrship", "format": "text"]), ("Report", ["name": "leadership", "format": "pdf"]),
    ("ListReports", [:]), ("Explain", ["code": "STL001"]), ("Explain", ["code": "leadeless"]), ("Rules", [:]),
    ("Changes", [:]), ("Changes", ["since": 1, "instance": "abc", "settle_ms": 0, "today": "2026-01-01"]),
    ("Changes", ["settle_ms": 10_000_000]),
    ("Reload", [:]), ("Rescan", [:]),
  ]

  @Test func `every client can read the interface`() {
    #expect(PlannerInterface.description.problems == [])
    #expect(PlannerInterface.description.description.hasPrefix("# Asks a running stld"))
  }

  @Test(arguments: calls.indices) func `a reply is what the interface says`(index: Int) throws {
    let (method, parameters) = Self.calls[index]
    let streaming = try #require(PlannerInterface.method(method)).description.streaming
    #expect(!(try ask(method, parameters, more: streaming == .required)).isEmpty)
    var stale = context()
    stale.commit = nil
    stale.isStale = true
    stale.isSettling = true
    #expect(!(try ask(method, parameters, more: streaming != .never, stale)).isEmpty)
  }

  @Test func `every method has a call here`() {
    #expect(Set(Self.calls.map(\.method)) == Set(PlannerInterface.methods.map { $0.description.name }))
  }

  @Test func `every file of the folder is in the interface and the other way round`() throws {
    let folder =
      "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Sources/STLService/Methods"
    let files = try Descriptor.open(folder, .directory).entries().map { String(decoding: $0.name, as: UTF8.self) }
    #expect(
      files.sorted()
        == PlannerInterface.methods.map { "\($0)".split(separator: ".").last ?? "" }.map { "\($0).swift" }.sorted())
  }

  @Test func `a method's file has the method's name`() {
    for method in PlannerInterface.methods { #expect("\(method)" == method.description.name) }
  }

  @Test func `every success has the head, and reading takes a day`() {
    for method in PlannerInterface.methods {
      let description = method.description
      #expect(description.output.prefix(4).map(\.name) == ["revision", "commit", "settling", "stale"])
      switch method.precondition {
      case .none, .freshWorld:
        let isAboutRules = ["ListReports", "Explain", "Rules"].contains(description.name)
        #expect(isAboutRules || description.input.contains { $0.name == "today" }, "\(description.name)")
      case .request: break
      }
    }
  }
}
