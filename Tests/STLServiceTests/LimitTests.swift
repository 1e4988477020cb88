import STLJSON
import STLReports
import STLWire
import Testing

@testable import STLService

/// The limits of calls and answers: what holds at the edge, and what happens one beyond.
@Suite struct LimitTests {
  @Test(arguments: [
    ("Sync", "timeout_ms", Sync.timeoutMillisecondsMax), ("Changes", "settle_ms", Changes.settleMillisecondsMax),
    ("Neighbours", "depth", Neighbourhood.depthMax),
  ]) func `times and depths that are too long are refused`(method: String, parameter: String, limit: Int) throws {
    func verdict(_ value: Int) throws -> String? {
      var parameters: JSONObject = method == "Neighbours" ? ["ref": "initiative/one"] : [:]
      parameters[parameter] = .integer(value)
      return try ask(method, parameters, more: method == "Changes").first?.error
    }
    #expect(try verdict(limit) == nil)
    #expect(try verdict(limit + 1) == "\(PlannerInterface.name).LimitExceeded")
  }

  /// Titles of so many bytes, as the rows of a list.
  private func rows(_ titles: [Int]) throws -> [[JSON]] {
    let files = titles.enumerated().map { index, count in
      (path: "i\(index).yaml", text: "initiative: i\(index)\ntitle: \(String(repeating: "t", count: count))\n")
    }
    return try ask("List", ["kind": "initiatives"], more: true, context(files)).map { reply in
      try JSONReader.read(reply.parameters)["rows"]?.arrayValue ?? []
    }
  }

  /// How many bytes a row with an empty title has.
  private func overhead() throws -> Int {
    var writer = JSONWriter()
    try #require(try rows([1]).first?.first).write(to: &writer)
    return writer.bytes.count - 1
  }

  @Test func `a page of long items ends early`() throws {
    let count = Pages.bytesMax / 2
    #expect(try rows([count, count, count]).map(\.count) == [2, 1])
    #expect(try rows([Pages.bytesMax, 1]).map(\.count) == [1, 1])
  }

  @Test func `an item that is too long is told by its place`() throws {
    let longest = try Pages.itemBytesMax - overhead()
    #expect(try rows([longest])[0][0]["title"]?.stringValue?.utf8.count == longest)
    #expect(try rows([longest + 1])[0][0] == ["id": "i0", "path": "i0.yaml", "line": 1, "truncated": true])
  }
}
