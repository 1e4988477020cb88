import STLSyntax

/// A document holds the conflict markers of a merge that is not finished.
package enum ConflictMarker: FileRule {
  static let problem = Problem.Kind.conflictMarker

  package static let descriptor = RuleDescriptor(
    code: "FILE013", name: "conflict-marker", severity: "error",
    summary: "A document holds the conflict markers of a merge that is not finished.",
    explanation: """
      Both sides stand in the file, so neither counts. Finish the merge: keep one side and delete the marker lines.
      """,
    bad: "initiative: robots\n<<<<<<< HEAD\nleader: ana\n=======\nleader: bo\n>>>>>>> other\n",
    good: "initiative: robots\nleader: ana\n")
}
