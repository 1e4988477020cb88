package import STLEngine
import STLModel
import STLRules
import STLText

extension World {
  /// The answer to `question` from this state.
  package func answer(_ question: Question, origin: Origin) throws(QuestionError) -> Answer {
    guard let report = ReportCatalogue.find(question.name) else {
      throw .notFound(.report, question.name, among: ReportCatalogue.all.map { $0.descriptor.name })
    }
    let descriptor = report.descriptor
    guard descriptor.formats.contains(question.format) else {
      throw .notFound(.format, question.format, among: descriptor.formats)
    }
    // Sorted, so that the first of several strangers is always the same one.
    for name in question.arguments.keys.sorted() where !descriptor.arguments.contains(where: { $0.name == name }) {
      throw .notFound(.argument, name, among: descriptor.arguments.map(\.name))
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
  /// Nothing is called `name`; suggests the nearest of `candidates`, upper and lower case alike, and names them all where
  /// they are few.
  package static func notFound(_ what: Sought, _ name: String, among candidates: [String]) -> QuestionError {
    let near = nearest(to: name.lowercased(), among: candidates.lazy.map { $0.lowercased() })
    return .notFound(
      what: what, name: name, nearest: candidates.first { $0.lowercased() == near },
      choices: what.isInFiles || candidates.count > choicesMax ? [] : candidates)
  }

  /// Most choices that an answer names: every column of a kind, but not every rule.
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
    values(name).flatMap { $0.split(separator: ",") }.map { String($0.trimmed) }.filter { !$0.isEmpty }
  }
}
