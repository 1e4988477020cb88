package import STLEngine
import STLModel
import STLRules
import STLText

extension World {
  /// The answer to `question` from this state.
  package func answer(_ question: Question, origin: Origin) throws(QuestionError) -> Answer {
    guard let report = ReportCatalogue.find(question.name) else {
      throw .notFound(what: "report", among: ReportCatalogue.all.map { $0.descriptor.name }, question.name)
    }
    let descriptor = report.descriptor
    guard descriptor.formats.contains(question.format) else {
      throw .notFound(what: "format", among: descriptor.formats, question.format)
    }
    // Sorted, so that the first of several strangers is always the same one.
    for name in question.arguments.keys.sorted() where !descriptor.arguments.contains(where: { $0.name == name }) {
      throw .notFound(what: "argument", among: descriptor.arguments.map(\.name), name)
    }
    if question.ref == nil, descriptor.ref == .required {
      throw .badQuery(message: "\(descriptor.name) needs \(descriptor.refSummary)", offset: 0)
    }
    if let ref = question.ref, descriptor.ref == .none {
      throw .badQuery(message: "\(descriptor.name) is about everything here: leave \"\(ref)\" out", offset: 0)
    }
    return try report.answer(Inquiry(world: self, question: question, origin: origin))
  }
}

extension QuestionError {
  /// Nothing is called `name`; suggests the nearest of `candidates`, and names them all where they are few.
  package static func notFound(what: String, among candidates: [String], _ name: String) -> QuestionError {
    .notFound(
      what: what, name: name, nearest: nearest(to: name.lowercased(), among: candidates),
      choices: candidates.count <= choicesMax ? candidates : [])
  }

  /// Most choices that an answer names: every column of a kind, but not every path.
  private static let choicesMax = 60
}

/// A question with the world that answers it: what every report starts from.
struct Inquiry {
  let world: World
  let question: Question
  let origin: Origin

  var today: CivilDate { question.today }
  var look: Look { question.look }
  /// What holds on the day of the question.
  var evaluation: Evaluation { world.evaluation(today: question.today) }

  /// Whether a yes-or-no argument is there and not `false` or `no`.
  func has(_ name: String) -> Bool {
    guard let words = question.arguments[name] else { return false }
    return words.isEmpty || !words.allSatisfy { $0 == "false" || $0 == "no" }
  }

  /// The words of an argument as given: one a repetition.
  func values(_ name: String) -> [String] { question.arguments[name] ?? [] }

  /// The words of an argument that is repeated or separated by commas, trimmed.
  func words(_ name: String) -> [String] {
    values(name).flatMap { $0.split(separator: ",") }.map { word in
      String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    .filter { !$0.isEmpty }
  }
}
