/// Text that anybody may have written, made safe to show: what cannot be seen is spelled out.
package enum Escaping {
  /// `text` with control, bidirectional, zero-width and other invisible characters as `\n`, `\t` or `\u{202E}`.
  ///
  /// Every text of a file passes through here before it stands in text for people; JSON and CSV keep what was written.
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

  /// Whether `scalar` shows nothing of its own, or changes what stands around it.
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
