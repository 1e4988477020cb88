/// How many typing mistakes lie between two words: insertions, deletions, replacements and swaps of neighbours.
///
/// Optimal string alignment distance over bytes; more than `limit` is reported as `limit + 1`.
package func editDistance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
  if abs(left.count - right.count) > limit { return limit + 1 }
  let beyond = limit + 1
  var beforePrevious = [Int](repeating: 0, count: right.count + 1)
  var previous = Array(0...right.count)
  var current = previous
  for row in 0..<left.count {
    // Farther from the diagonal than `limit` lies nothing that counts: linear in the length.
    let first = max(0, row - limit)
    let last = min(right.count, row + limit + 1)
    guard first < last else { return beyond }
    current[first] = first == 0 ? min(row + 1, beyond) : beyond
    for column in first..<last {
      var cost = min(
        previous[column] + (left[row] == right[column] ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        cost = min(cost, beforePrevious[column - 1] + 1)
      }
      current[column + 1] = min(cost, beyond)
    }
    if last < right.count { current[last + 1] = beyond }
    (beforePrevious, previous, current) = (previous, current, beforePrevious)
  }
  return min(previous[right.count], limit + 1)
}

/// The candidate nearest to `word`, at most a third of its length (and at least one mistake) away; the first of equals.
package func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let bytes = Array(word.utf8)
  var best: String?
  var limit = max(1, min(3, bytes.count / 3))
  for candidate in candidates {
    let distance = editDistance(bytes, Array(candidate.utf8), limit: limit)
    guard distance <= limit else { continue }
    if best == nil || distance < limit {
      best = candidate
      limit = distance
    }
    if distance == 0 { break }
  }
  return best
}
