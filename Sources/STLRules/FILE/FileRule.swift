import STLGraph
import STLModel
import STLSyntax
import STLText

/// A rule of the FILE family: what reading one file has already found, told as findings.
protocol FileRule: Rule {
  static var problem: Problem.Kind { get }
}

extension FileRule {
  package static func check(_ context: RuleContext, _ findings: inout Findings) { checkProblems(context, &findings) }

  static func checkProblems(_ context: RuleContext, _ findings: inout Findings) {
    for file in context.graph.files {
      for found in file.problems where found.kind == problem { add(found, of: file, &findings) }
    }
  }

  private static func add(_ found: Problem, of file: SourceFile, _ findings: inout Findings) {
    let notes = found.hints.map { hint in
      var note = Note(hint.message, at: hint.place.map { file.place($0) })
      note.isWayOut = hint.isWayOut
      return note
    }
    findings.add(
      found.severity, entity: file.entity(at: found.place.lowerBound)?.reference, at: file.place(found.place),
      found.message, notes: notes)
  }
}
