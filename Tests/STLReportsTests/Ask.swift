import STLEngine
import STLJSON
import STLReports
import STLText

/// The day on which small worlds are judged: Monday, 2 March 2026.
let testDay = CivilDate(days: 20_514)

/// Asks a world of `files` (or of one file, `plan.yaml`) and returns the text of the answer, or why there is none.
func ask(
  _ name: String, _ ref: String? = nil, of files: [(path: String, text: String)], format: String = "text",
  _ arguments: [String: [String]] = [:], look: Look = Look(), commit: String? = nil, prefix: String = ""
) -> String {
  do throws(QuestionError) {
    let question = Question(
      name: name, ref: ref, format: format, arguments: arguments, today: testDay, look: look)
    let answer = try World(files: files).answer(question, origin: Origin(commit: commit, prefix: prefix))
    return String(decoding: answer.content, as: UTF8.self)
  } catch {
    return failure(error)
  }
}

func ask(
  _ name: String, _ ref: String? = nil, of text: String, format: String = "text", _ arguments: [String: [String]] = [:],
  look: Look = Look(), commit: String? = nil, prefix: String = ""
) -> String {
  ask(name, ref, of: [("plan.yaml", text)], format: format, arguments, look: look, commit: commit, prefix: prefix)
}

/// The JSON answer, read again; null where there is none.
func askJSON(
  _ name: String, _ ref: String? = nil, of text: String, _ arguments: [String: [String]] = [:], commit: String? = nil
) -> JSON {
  (try? JSONReader.read(ask(name, ref, of: text, format: "json", arguments, commit: commit))) ?? .null
}

/// `not found: column "prority", nearest "priority"`, or `bad query at 3: …`.
func failure(_ error: QuestionError) -> String {
  switch error {
  case .notFound(let what, let name, let nearest, _):
    "not found: \(what.name) \"\(name)\"" + (nearest.map { ", nearest \"\($0)\"" } ?? "")
  case .badQuery(let message, let offset): "bad query at \(offset): \(message)"
  }
}

/// A small organisation with every state that a date or a decision can end.
let smallOrganisation = """
  org: harbour
  title: Harbour
  ---
  initiative: cranes
  title: Quiet cranes
  leader: tbd
  priority: 1
  notes: |
    The search is open.
    Second line.
  ---
  initiative: pilots
  leader: bo
  priority: 2
  ---
  initiative: tugs
  leader: bo
  handover: {on: 2026-04-30}
  ---
  initiative: ferries
  leader: cem
  priority: 2
  ---
  initiative: lights
  leader: dana
  ---
  initiative: docks
  status: proposed
  ---
  person: bo
  name: Bo Berg
  ---
  person: cem
  name: Cem Aydin
  joined: 2026-05-01
  ---
  person: dana
  name: Dana Ray
  """
