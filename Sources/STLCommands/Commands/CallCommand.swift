import STLJSON
import STLSystem
import STLWire

/// `stlctl call`: a raw call.
enum CallCommand: Command {
  static let descriptor = CommandDescriptor(
    "call", "METHOD [JSON]", "A raw call of a method with parameters; prints the reply as JSON.",
    details: """
      METHOD without an interface is one of org.stlctl.Planner. Exit status 1 on an error reply.
      """,
    options: [Option("more", "Take several replies, one a line.")], words: 1...2,
    formats: ["json"])

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    guard !words.has("today") else { throw .usage("call takes a day among the parameters: {\"today\": …}") }
    let name = words.words[0]
    var parameters = JSONObject()
    if words.words.count > 1 {
      do throws(JSONError) {
        guard let object = try JSONReader.read(words.words[1]).objectValue else {
          throw JSONError(message: "not a JSON object", offset: 0)
        }
        parameters = object
      } catch {
        throw .usage("the parameters cannot be read: \(error)")
      }
    }
    let method = name.contains(".") ? name : "org.stlctl.Planner.\(name)"
    let daemon = try Tree.daemon(client)
    var status: Int32 = 0
    try daemon.call(method, parameters, more: words.has("more")) { reply throws(CommandError) in
      var writer = JSONWriter(.pretty)
      writer.object { writer in
        writer.field("error", reply.error)
        writer.field("parameters", JSON.object(reply.parameters))
      }
      writer.endLine()
      if words.has("more") {
        var line = JSONWriter()
        line.value(JSON.object(reply.parameters))
        line.endLine()
        try client.print(line.bytes)
      } else {
        try client.print(reply.error == nil ? JSON.object(reply.parameters).bytes(.pretty) + [0x0A] : writer.bytes)
      }
      if reply.error != nil { status = 1 }
      return true
    }
    return status
  }
}
