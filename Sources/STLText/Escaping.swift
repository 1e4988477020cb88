/// Text that anybody may have written, made safe to show: what cannot be seen is spelled out.
package enum Escaping {
  /// `text` with control, bidirectional, zero-width and other invisible characters as `\n`, `\t` or `\u{202E}`.
  ///
  /// Every text of a file passes through here before it stands in text for people; JSON and CSV keep what was written,
  /// and pass through `forTerminal` where they are shown on one.
  package static func visible(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    guard text.unicodeScalars.contains(where: isInvisible) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      if isInvisible(scalar) { result += name(of: scalar) } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  /// What a terminal may be sent of an answer in any format: line breaks, ink, and colours where they are ours.
  ///
  /// `areColoursOurs` says that the answer was laid out for a terminal, so that every text of a file has passed through
  /// `visible` before and a colour sequence in it cannot be somebody else's.
  package static func forTerminal(_ bytes: [UInt8], areColoursOurs: Bool) -> [UInt8] {
    if bytes.allSatisfy({ $0 == 0x0A || $0 >= 0x20 && $0 < 0x7F }) { return bytes }
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let end = areColoursOurs ? endOfColour(scalars, at: index) : index
      let scalar = scalars[index]
      // CR LF ends the lines of CSV; a CR alone would write over the line.
      let isLineBreak =
        scalar == "\n" || scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      if end > index {
        result.append(contentsOf: scalars[index..<end])
        index = end
        continue
      }
      if !isLineBreak, isInvisible(scalar) {
        result.append(contentsOf: name(of: scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
      index += 1
    }
    return Array(String(result).utf8)
  }

  /// The index behind `ESC [ … m` at `index`, or `index` where there is none.
  private static func endOfColour(_ scalars: [Unicode.Scalar], at index: Int) -> Int {
    guard scalars[index] == "\u{1B}", index + 1 < scalars.count, scalars[index + 1] == "[" else { return index }
    var end = index + 2
    while end < scalars.count, scalars[end] == ";" || scalars[end] >= "0" && scalars[end] <= "9" { end += 1 }
    return end < scalars.count && scalars[end] == "m" ? end + 1 : index
  }

  /// Whether `scalar` shows nothing of its own, or changes what stands around it.
  ///
  /// A joiner (U+200C, U+200D) is spelled out even inside an emoji or a Persian word, where it is right: whether it hides
  /// something depends on what stands around it and on the font, and a text that can be trusted in every case is worth
  /// more than a pretty one in some. JSON and CSV keep what was written.
  package static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x7F { return value < 0x20 }
    if value < 0xAD { return value < 0xA0 }
    // Variation selectors after an emoji choose its look and hide nothing.
    if (0xFE00...0xFE0F).contains(value) { return false }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: return true
    // Arabic number signs are formats by category and ink on the page.
    case .format: return !isPrinted(value)
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// How an invisible scalar is spelled out: `\n`, `\r`, `\t` or `\u{202E}`.
  package static func name(of scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
  }

  /// Prepended_Concatenation_Mark of Unicode 16.0.
  private static func isPrinted(_ value: UInt32) -> Bool {
    switch value {
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
    default: false
    }
  }
}
