package import STLSyntax
import STLText

extension Problem {
  static func openedFrontMatter(at place: Range<Int>) -> Problem {
    Problem(
      .syntaxError, at: place, "the front matter is not closed",
      hints: [.wayOut("a line of `---` behind its last key")])
  }

  /// A file of `count` bytes, none of which is read.
  package static func tooLarge(_ count: some BinaryInteger) -> Problem {
    Problem(
      .tooLarge, at: 0..<0, "file has \(count) bytes, more than the limit of \(SourceFile.bytesMax)",
      hints: [.wayOut("split it into several files, or rename it if it is none of the organisation's")])
  }

  /// Stands for problems that are not told one by one.
  package static func more(_ count: Int, of kind: Kind, at place: Range<Int>) -> Problem {
    Problem(
      kind, at: place, "and \(count) more like this in the file",
      hints: [
        .wayOut("mend the first \(SourceFile.problemsMax), which are told one by one; the next ones are told then")
      ])
  }

  static func noKindKey(at place: Range<Int>) -> Problem {
    Problem(
      .noKindKey, at: place, "no kind key: the document makes no entity",
      hints: [.wayOut("name what it is, such as `initiative: some-id`, or add the file to `ignore:` in org.yaml")],
      severity: .info)
  }

  static func mistypedKindKey(_ key: String, means kind: STLModel.Kind, at place: Range<Int>) -> Problem {
    Problem(
      .noKindKey, at: place, "no kind key: \"\(key)\" is probably a typing mistake for \"\(kind.name)\"",
      hints: [.wayOut("`\(kind.name):`")])
  }

  static func kindKeyWithoutColon(_ text: String, _ kind: STLModel.Kind, at place: Range<Int>) -> Problem {
    Problem(
      .noKindKey, at: place, "no kind key: \"\(text)\" has no colon",
      hints: [.wayOut("`\(kind.name):\(text.dropFirst(kind.name.utf8.count))`")])
  }

  static func missingID(_ kind: STLModel.Kind, at place: Range<Int>) -> Problem {
    Problem(
      .invalidID, at: place, "\(kind.withArticle) needs an id behind \"\(kind.name):\"",
      hints: [.wayOut("`\(kind.name): some-id`, of lower-case letters, digits, `.`, `_` and `-`")])
  }

  static func invalidID(_ text: String, _ kind: STLModel.Kind, at place: Range<Int>) -> Problem {
    let suggestion = ID.suggestion(for: text).map { "`\(kind.name): \($0)`" }
    let rule = "an id has lower-case letters, digits, `.`, `_` and `-`, and at most \(ID.bytesMax) bytes"
    return Problem(
      .invalidID, at: place, "\"\(text)\" cannot be an id",
      hints: [Hint(rule)] + (suggestion.map { [.wayOut($0)] } ?? []))
  }

  static func unknownKey(_ key: String, of owner: String?, known: [String], at place: Range<Int>) -> Problem {
    var hints: [Hint] = []
    if let near = nearest(to: key, among: known) {
      hints.append(.wayOut("`\(near):`"))
    } else {
      hints.append(Hint("known here: " + known.joined(separator: ", ")))
    }
    if owner != nil { hints.append(.wayOut("`x-\(key):` for a key of your own, which is kept and never checked")) }
    return Problem(.unknownKey, at: place, "\"\(key)\" is not a key of \(owner ?? "this mapping")", hints: hints)
  }

  static func unknownThreshold(_ key: String, at place: Range<Int>) -> Problem {
    let known = Threshold.allCases.map(\.rawValue)
    let hint: Hint =
      nearest(to: key, among: known).map { .wayOut("`\($0):`") } ?? Hint("known: " + known.joined(separator: ", "))
    return Problem(.unknownKey, at: place, "\"\(key)\" is not a threshold", hints: [hint])
  }

  static func missingKey(_ field: Schema.Field, at place: Range<Int>) -> Problem {
    let meaning = field.summary.prefix(1).lowercased() + field.summary.dropFirst().dropLast()
    return Problem(
      .missingKey, at: place, "\"\(field.key.rawValue)\" is missing",
      hints: [.wayOut("`\(field.key.rawValue): …`, \(meaning)")])
  }

  static func wrongType(
    _ field: Schema.Field, of entry: String?, _ node: Node, in tree: SyntaxTree, kind: STLModel.Kind,
    at place: Range<Int>
  ) -> Problem {
    let key = "\"\(entry ?? field.key.rawValue)\""
    if !node.isScalar {
      let what = node.isMapping ? "a mapping" : "a list"
      return Problem(
        .wrongType, at: place, "\(key) takes \(field.type.expected), not \(what)", hints: [.wayOut(field.type.example)])
    }
    let text = node.text(in: tree)
    var hints: [Hint] = []
    if case .word(let words) = field.type {
      if let near = nearest(to: text.lowercased(), among: words) {
        hints.append(.wayOut("`\(near)`; one of: \(words.joined(separator: ", "))"))
      } else {
        hints.append(.wayOut("one of: " + words.joined(separator: ", ")))
      }
    } else {
      hints.append(.wayOut(field.type.example))
    }
    let shown = text.count > 60 ? text.prefix(57) + "…" : text[...]
    var expected = field.type.expected
    if case .number = field.type { expected += " from \(Numbers.least(of: field)) to \(Numbers.wholeMax)" }
    return Problem(.wrongType, at: place, "\(key) takes \(expected), not \"\(shown)\"", hints: hints)
  }
}

extension Schema.FieldType {
  /// What the field takes, for messages and documentation.
  package var expected: String {
    switch self {
    case .text: "text"
    case .word(let words): words.count > 4 ? "one of a set of words" : words.joined(separator: " or ")
    case .date: "a date"
    case .percent: "a percentage"
    case .number: "a whole number"
    case .decimal: "a number"
    case .yesNo: "yes or no"
    case .version: "a version"
    case .reference(let kind): "the id of \(kind.withArticle)"
    case .wordOrReference(let word, let kind): "\(word), or ids of \(kind.plural)"
    case .path(let allowsSelf): allowsSelf ? "a path or `self`" : "a path"
    case .glob: "a pattern over paths"
    case .map: "a mapping"
    case .referenceOrMap(let kind, _): "the id of \(kind.withArticle), or a mapping"
    case .datesByPerson: "a mapping from people to dates"
    case .ruleSettings: "a mapping from rules to severities"
    case .thresholds: "a mapping from thresholds to numbers"
    }
  }

  /// How a correct value looks.
  package var example: String {
    switch self {
    case .text: "one text; quote it where it has special characters: `\"…\"`"
    case .word(let words): "one of: " + words.joined(separator: ", ")
    case .date: "`YYYY-MM-DD`, such as `2026-01-31`"
    case .percent: "`80%`, or a whole number from 0 to 100"
    case .number: "a whole number such as `1`"
    case .decimal: "a number such as `400` or `99.9`"
    case .yesNo: "`yes` or `no`"
    case .version: "a version of the program such as `\(Version.current)`"
    case .reference(let kind): "one id of \(kind.withArticle)"
    case .wordOrReference(let word, let kind): "`\(word)`, or a list of ids of \(kind.plural)"
    case .path: "a path relative to this file; one that starts with `/` is relative to the root"
    case .glob: "a pattern such as `plans/**`"
    case .map(let fields): "`{" + fields.map { "\($0.key.rawValue): …" }.joined(separator: ", ") + "}`"
    case .referenceOrMap(let kind, let fields):
      "one id of \(kind.withArticle), or `{" + fields.map { "\($0.key.rawValue): …" }.joined(separator: ", ") + "}`"
    case .datesByPerson: "`{some-person: 2026-01-31}`"
    case .ruleSettings: "`{STL005: info}`: off, info, warning or error"
    case .thresholds: "`{absence_days: 28}`"
    }
  }
}
