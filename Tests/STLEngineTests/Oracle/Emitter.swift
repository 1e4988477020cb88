/// Writes made values as YAML, in one of the many ways that mean the same.
struct Emitter {
  private var random: SeededGenerator

  private init(_ random: SeededGenerator) {
    self.random = random
  }

  /// The files in a random order.
  static func files(_ organisation: MadeOrganisation) -> [(path: String, text: String)] {
    var random = SeededGenerator(seed: UInt64(organisation.files.count), word: "files")
    return random.shuffled(organisation.files.map { (path: $0.path, text: text(of: $0)) })
  }

  static func text(of file: MadeFile) -> String {
    var random = SeededGenerator(seed: file.style, word: file.path)
    var lines: [String] = []
    if random.chance(20) { lines.append(random.pick(comments)) }
    for (place, document) in file.documents.enumerated() {
      if place > 0 || random.chance(20) {
        // Only a document that ends by itself may be closed with dots.
        if place > 0, file.documents[place - 1].breakage == nil, random.chance(6) { lines.append("...") }
        lines.append(random.chance(10) ? "--- # next" : "---")
      }
      lines += Emitter.lines(of: document)
    }
    let lineEnd = random.chance(8) ? "\r\n" : "\n"
    let lastEnd = random.chance(90) ? lineEnd : ""
    return (random.chance(5) ? "\u{feff}" : "") + lines.joined(separator: lineEnd) + lastEnd
  }

  private static let comments = [
    "# a comment", "#", "# leader: nobody, [ { \" '", "# TODO: decide", "# Größe: é", "# --- no separator",
  ]

  private static func lines(of document: MadeDocument) -> [String] {
    var blocks: [[String]] = document.keys.map { key in
      var emitter = Emitter(SeededGenerator(seed: document.style, word: key.name))
      return emitter.lines(of: key, indent: 0)
    }
    var random = SeededGenerator(seed: document.style, word: "document")
    if let breakage = document.breakage {
      let (broken, mustBeLast) = brokenLines(breakage, document)
      blocks.insert(broken, at: mustBeLast ? blocks.count : random.below(blocks.count + 1))
    }
    var lines: [String] = []
    for block in blocks {
      if random.chance(8) { lines.append(random.pick(comments)) }
      if random.chance(6) { lines.append("") }
      lines += block
    }
    return lines
  }

  /// Lines that spoil the document, and whether they must stand at its end to do so.
  private static func brokenLines(_ breakage: Breakage, _ document: MadeDocument) -> ([String], Bool) {
    let key = document.keys[0].name
    switch breakage {
    case .duplicateKey: return (["\(key): again"], false)
    case .duplicateQuotedKey: return (["\"\(key)\": again"], false)
    case .duplicateNestedKey: return (["x-map: {a: 1, b: 2, a: 3}"], false)
    case .conflictMarker:
      return (["<<<<<<< HEAD", "x-side: ours", "=======", "x-side: theirs", ">>>>>>> other"], false)
    case .unclosedList: return (["x-list: [a, b"], true)
    case .unclosedMap: return (["x-map: {a: 1, b"], true)
    case .unclosedQuote: return (["x-text: \"never closed"], true)
    case .textAfterList: return (["x-list: [a, b] c"], false)
    case .textAfterQuote: return (["x-text: 'a' b"], false)
    case .deeperKey: return (["x-text: a", "   x-other: b"], false)
    case .listInMapping: return (["x-text: a", "- b"], false)
    case .tabIndentation: return (["x-list:", "\t- a"], false)
    case .reservedCharacter: return (["sponsor: @ravi"], false)
    case .barePlaceholder: return (["x-text: -"], false)
    case .anchor: return (["x-text: &a b"], false)
    case .alias: return (["x-text: *a"], false)
    case .tag: return (["x-text: !!str b"], false)
    case .mergeKey: return (["<<: {x-a: b}"], false)
    case .complexKey: return (["? x-key", ": b"], false)
    }
  }
}

// MARK: - Block style

extension Emitter {
  private mutating func lines(of key: MadeKey, indent: Int) -> [String] {
    let pad = String(repeating: " ", count: indent)
    let start = pad + keyText(key.name) + ":" + (random.chance(5) ? " " : "")
    switch key.value {
    case .absent:
      return [start + random.pick(["", "", " ~", " null"]) + comment()]
    case .text(let text):
      return scalar(text, after: start + " ", indent: indent)
    case .list(let items):
      if items.isEmpty || random.chance(50) { return flow(key.value, after: start + " ", indent: indent) }
      let itemIndent = indent + random.pick([0, 2, 2, 4])
      return [start + comment()] + items.flatMap { lines(ofItem: $0, indent: itemIndent) }
    case .map(let keys):
      if keys.isEmpty || random.chance(50) { return flow(key.value, after: start + " ", indent: indent) }
      let innerIndent = indent + random.pick([1, 2, 2, 4])
      return [start + comment()] + keys.flatMap { lines(of: $0, indent: innerIndent) }
    }
  }

  private mutating func lines(ofItem item: MadeValue, indent: Int) -> [String] {
    let start = String(repeating: " ", count: indent) + "-"
    switch item {
    case .absent:
      return [start + random.pick(["", " ~", " null"]) + comment()]
    case .text(let text):
      return scalar(text, after: start + " ", indent: indent)
    case .list:
      return flow(item, after: start + " ", indent: indent)
    case .map(let keys):
      if keys.isEmpty || random.chance(40) { return flow(item, after: start + " ", indent: indent) }
      var lines = keys.flatMap { self.lines(of: $0, indent: indent + 2) }
      lines[0] = start + " " + lines[0].dropFirst(indent + 2)
      return lines
    }
  }

  private mutating func scalar(_ text: String, after start: String, indent: Int) -> [String] {
    let pad = String(repeating: " ", count: indent + 2)
    if !text.isEmpty, !text.hasPrefix(" "), !text.hasSuffix(" "), random.chance(8) {
      if text.contains("\n") {
        return [start + "|-"] + text.split(separator: "\n", omittingEmptySubsequences: false).map { pad + $0 }
      }
      return [start + random.pick(["|-", ">-", ">-2", "|2-"]), pad + text]
    }
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    if words.count > 1, !words.contains(""), !text.contains("\n"), random.chance(30) {
      let first = words[0]
      let rest = words.dropFirst().joined(separator: " ")
      if isPlain(text) {
        return random.pick([
          [start + first, pad + rest], ["\(start)'\(first)", "\(pad)\(rest)'"],
          ["\(start)\"\(first) \\", "\(pad)\(rest)\""],
        ])
      }
    }
    return [start + inline(text) + comment()]
  }

  private mutating func comment() -> String {
    random.chance(6) ? random.pick([" # a note", "  # why: [", " #"]) : ""
  }

  private mutating func keyText(_ name: String) -> String {
    random.chance(5) ? random.pick(["\"\(name)\"", "'\(name)'"]) : name
  }
}

// MARK: - Flow style and scalars

extension Emitter {
  private mutating func flow(_ value: MadeValue, after start: String, indent: Int) -> [String] {
    let pad = String(repeating: " ", count: indent + 2)
    let text = start + flow(value, separator: random.chance(25) ? "\n" + pad : " ") + comment()
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private mutating func flow(_ value: MadeValue, separator: String) -> String {
    switch value {
    case .absent: return random.pick(["~", "null"])
    case .text(let text): return inline(text)
    case .list(let items): return surround("[", items.map { flow($0, separator: separator) }, "]", separator)
    case .map(let keys):
      let entries = keys.map { key in
        if key.value == .absent, random.chance(50) { return keyText(key.name) + ":" }
        return keyText(key.name) + ": " + flow(key.value, separator: separator)
      }
      return surround("{", entries, "}", separator)
    }
  }

  private mutating func surround(_ open: String, _ items: [String], _ close: String, _ separator: String) -> String {
    let isBroken = separator != " "
    var text = open
    for (place, item) in items.enumerated() {
      if place > 0 {
        text += isBroken && random.chance(20) ? ", # a note" + separator : "," + separator
      } else if isBroken, random.chance(50) {
        text += separator
      } else if random.chance(20) {
        text += " "
      }
      text += item
    }
    if !items.isEmpty, random.chance(10) { text += "," }
    return text + (isBroken && random.chance(50) ? separator : "") + close
  }

  /// Plain, single-quoted or double-quoted, on one line.
  private mutating func inline(_ text: String) -> String {
    let style = random.below(10)
    if isPlain(text), style < 6 { return text }
    if style < 8, !text.contains("\n") {
      return "'" + text.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
    }
    var quoted = ""
    for character in text {
      switch character {
      case "\"", "\\": quoted += "\\" + String(character)
      case "\n": quoted += "\\n"
      case "a" where random.chance(20): quoted += random.pick(["\\x61", "\\u0061", "\\U00000061"])
      default: quoted.append(character)
      }
    }
    return "\"" + quoted + "\""
  }

  /// Whether a text means itself when it is written without quotes, in block and in flow style; some that would are
  /// refused, to keep this short.
  private func isPlain(_ text: String) -> Bool {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789é"
    guard let first = text.first, let last = text.last, letters.contains(first), last != " " else { return false }
    return text.lowercased() != "null" && text.allSatisfy { (letters + "._/@%+- ").contains($0) }
  }
}
