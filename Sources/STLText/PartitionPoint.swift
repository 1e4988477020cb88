extension RandomAccessCollection {
  /// The first index whose element does not satisfy `isBefore`, by binary search: those that do all stand in front.
  package func partitionPoint(_ isBefore: (Element) -> Bool) -> Index {
    var low = startIndex
    var rest = count
    while rest > 0 {
      let half = rest / 2
      let middle = index(low, offsetBy: half)
      if isBefore(self[middle]) {
        low = index(after: middle)
        rest -= half + 1
      } else {
        rest = half
      }
    }
    return low
  }
}
