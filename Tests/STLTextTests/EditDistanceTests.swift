import STLText
import Testing

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("team", "team", 0), ("taem", "team", 1), ("initative", "initiative", 1), ("version", "person", 2),
    ("metrics", "metric", 1), ("", "ab", 2), ("abc", "xyz", 3), ("abcdef", "ab", 3),
  ])
  func `counts typing mistakes up to the limit`(left: String, right: String, expected: Int) {
    #expect(editDistance(Array(left.utf8), Array(right.utf8), limit: 2) == min(expected, 3))
  }

  @Test func `a narrow band gives what the whole table gives`() {
    var seed: UInt64 = 7
    func random(_ limit: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % limit
    }
    for _ in 0..<3_000 {
      let left = (0..<random(9)).map { _ in UInt8(97 + random(3)) }
      let right = (0..<random(9)).map { _ in UInt8(97 + random(3)) }
      let whole = editDistance(left, right, limit: 20)
      for limit in 0...4 { #expect(editDistance(left, right, limit: limit) == min(whole, limit + 1)) }
    }
  }

  @Test func `finds the nearest word, or none`() {
    #expect(nearest(to: "priorty", among: ["title", "priority", "prfaq"]) == "priority")
    #expect(nearest(to: "sponser", among: ["sponsor", "status"]) == "sponsor")
    #expect(nearest(to: "entirely", among: ["title", "priority"]) == nil)
  }
}
