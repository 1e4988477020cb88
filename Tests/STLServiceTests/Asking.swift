import STLEngine
import STLJSON
import STLText
import STLWire
import Testing

@testable import STLService

/// A small organisation with something of everything, and what its daemon would say.
let sample: [(path: String, text: String)] = [
  ("org.yaml", "org: sample\ntitle: Sample\n"),
  ("people.yaml", "person: ada\nname: Ada\n---\nperson: bob\nname: Bob\nmanager: ada\n"),
  ("teams.yaml", "team: platform\nleader: ada\n"),
  ("plan/one.yaml", "initiative: one\ntitle: One\nleader: ada\nteam: platform\n"),
  ("plan/two.yaml", "initiative: two\nleader: nobody-here\ndepends_on: [one]\n"),
  ("plan/three.yaml", "initiative: three\n"),
]

let day = CivilDate(days: 20_514)

func context(_ files: [(path: String, text: String)] = sample) -> ServiceContext {
  var engine = Engine()
  engine.apply(ChangeBatch(texts: files))
  return ServiceContext(
    engine: engine, facts: StatusFacts(state: .ready, instance: "abc", version: "0.1.0", root: "/srv/plan"), today: day,
    commit: String(repeating: "a", count: 40))
}

/// Calls a method as the daemon does, checks every reply against the interface, and gives the replies.
func ask(
  _ method: String, _ parameters: JSONObject = [:], more: Bool = false, _ context: ServiceContext = context()
) throws -> [Reply] {
  let call = Call(method: "\(PlannerInterface.name).\(method)", parameters: parameters, more: more)
  let type = try #require(PlannerInterface.method(method))
  #expect(PlannerInterface.description.mismatches(ofCall: parameters, of: type.description) == [])
  var replies: [Reply] = []
  do throws(ServiceError) {
    switch try type.answer(Parameters(parameters), context) {
    case .reply(let reply): replies = [reply]
    case .pages(let pages, var start):
      while true {
        let page = pages.page(from: start, isStream: more)
        replies.append(page.reply)
        guard more, let next = page.next else { break }
        start = next
      }
    case .request(let request):
      switch request {
      case .sync: replies = [Sync.reply(context)]
      case .reload: replies = [Reload.reply(context)]
      case .rescan: replies = [Rescan.reply(context)]
      case .changes(let request):
        let snapshot = Snapshot(world: context.world, today: request.today ?? context.today)
        replies = [Changes.reply(from: nil, to: snapshot, context)]
      }
    }
  } catch {
    replies = [error.reply]
  }
  for reply in replies {
    #expect(PlannerInterface.description.mismatches(of: reply, to: call) == [])
    #expect(reply.parameters.count < Limits.replyBytesMax)
  }
  return replies
}

/// The parameters of the only reply.
func answer(
  _ method: String, _ parameters: JSONObject = [:], _ context: ServiceContext = context()
) throws -> JSONObject {
  let replies = try ask(method, parameters, context)
  #expect(replies.count == 1)
  let reply = try #require(replies.first)
  return try #require(try JSONReader.read(reply.parameters).objectValue)
}

/// The error of the only reply, without the interface.
func failure(
  _ method: String, _ parameters: JSONObject, _ context: ServiceContext = context()
) throws -> String {
  let reply = try #require(try ask(method, parameters, context).first)
  return String(try #require(reply.error).dropFirst(PlannerInterface.name.count + 1)) + " "
    + String(decoding: reply.parameters, as: UTF8.self)
}

func ask(_ method: String, _ parameters: JSONObject, _ context: ServiceContext) throws -> [Reply] {
  try ask(method, parameters, more: false, context)
}
