import STLText
import Testing

@Suite struct PartitionPointTests {
  @Test func `finds the first element that does not lie before, wherever it is`() {
    for count in 0...9 {
      let numbers = Array(100..<100 + count)
      for wanted in 0...count { #expect(numbers.partitionPoint { $0 < 100 + wanted } == wanted) }
      #expect(numbers[(count / 2)...].partitionPoint { _ in false } == count / 2)
    }
  }
}
