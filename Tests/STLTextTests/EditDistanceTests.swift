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

  @Test func `finds the nearest word, or none`() {
    #expect(nearest(to: "priorty", among: ["title", "priority", "prfaq"]) == "priority")
    #expect(nearest(to: "sponser", among: ["sponsor", "status"]) == "sponsor")
    #expect(nearest(to: "entirely", among: ["title", "priority"]) == nil)
  }
}
