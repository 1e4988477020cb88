/// The limits of the syntax: each has a defined result and a test.
package enum Limit {
  /// Collections inside one another; deeper ones are refused.
  package static let depth = 64
  /// Problems of one file; what comes after is not reported.
  package static let problems = 20
  /// Characters of a key on one line (YAML 1.2.2, section 7.4.2).
  package static let keyCharacters = 1024
}
