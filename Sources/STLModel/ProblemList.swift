import STLSyntax

/// The problems of one file: those of its syntax, then at most `SourceFile.problemsMax` of each kind that reading its
/// values finds, and one that counts the others.
struct ProblemList {
  /// In the order in which they were found.
  private(set) var all: [Problem]
  private var told: [Problem.Kind: Int] = [:]
  private var untold: [Problem.Kind: (count: Int, first: Range<Int>)] = [:]

  init(_ problems: [Problem] = []) { all = problems }

  /// Adds a problem at `place`, which is made only where it is told.
  mutating func add(_ kind: Problem.Kind, at place: Range<Int>, _ problem: (Range<Int>) -> Problem) {
    let count = told[kind, default: 0]
    if count < SourceFile.problemsMax {
      told[kind] = count + 1
      all.append(problem(place))
    } else {
      untold[kind, default: (0, place)].count += 1
    }
  }

  /// Everything in order of place, with what is left out in numbers.
  func sorted() -> [Problem] {
    let counted = untold.map { kind, rest in Problem.more(rest.count, of: kind, at: rest.first) }
    return (all + counted).sorted { ($0.place.lowerBound, $0.kind.rawValue) < ($1.place.lowerBound, $1.kind.rawValue) }
  }
}
