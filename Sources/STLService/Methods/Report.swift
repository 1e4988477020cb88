import STLJSON
import STLReports
package import STLWire

/// A report or a view, as the bytes that a client prints.
package enum Report: ServiceMethod {
  /// Bytes of content in one reply: escaped as JSON they take at most six times as many.
  package static let contentBytesMax = 128 * 1024

  package static let description = Interface.Method(
    "Report", "Makes a report or a view; its content comes in parts with more.",
    streaming: .possible,
    input: [
      .field("name", .string, "A report of ListReports, or a view: check, list, show, explain, rules."),
      .optional("ref", .string, "What it is about: a reference, a kind, a code."),
      .field("format", .string, "One of the formats of the report, such as text or json."),
      .optional("arguments", .map(.array(.string)), "Further words by option name, such as select: [STL]."),
      .optional("width", .int, "Columns of the text; 100 where it is left out."),
      .optional("coloured", .bool, "The text is for a terminal with colours."),
      .optional("ascii", .bool, "Only ASCII for bars and marks."),
    ] + .cursorInput + .day,
    output: .head + [
      .field("content", .string, "The report, or the next part of it."),
      .field("failing", .bool, "Something in it asks for attention, as the question defines it."),
    ] + .cursorOutput)

  /// A question may name as many paths as a command line takes.
  package static var requestBytesMax: Int { Limits.messageBytesMax }

  package static func answer(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Outcome {
    let start = try Pages.start(call, context)
    var arguments: [String: [String]] = [:]
    for member in call.values["arguments"]?.objectValue?.members ?? [] {
      arguments[member.name] = member.value.arrayValue?.compactMap(\.stringValue) ?? []
    }
    let question = Question(
      name: call.required("name"), ref: call.string("ref"), format: call.required("format"), arguments: arguments,
      today: try context.day(call),
      look: Look(
        width: try call.count("width") ?? Look().width, isColoured: call.bool("coloured"), isASCII: call.bool("ascii")))
    let answer: Answer
    do {
      answer = try context.world.answer(question, origin: Origin(commit: context.commit, prefix: context.prefix))
    } catch {
      throw ServiceError(error)
    }
    return .pages(
      Pages(context) { writer, start in
        let content = answer.content
        let start = min(start, content.count)
        let end = part(of: content, from: start)
        writer.field("content", String(decoding: content[start..<end], as: UTF8.self))
        writer.field("failing", answer.isFailing)
        return end < content.count ? end : nil
      }, start: start)
  }

  /// Where the part that starts at `start` ends: never inside a Unicode scalar.
  private static func part(of content: [UInt8], from start: Int) -> Int {
    var end = min(start + contentBytesMax, content.count)
    while end < content.count, end > start, content[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }
}
