/// How many columns of a terminal text takes.
package enum DisplayWidth {
  /// Scalars that take two columns: East_Asian_Width W and F, as ranges in hexadecimal.
  ///
  /// Source: EastAsianWidth.txt of Unicode 16.0, unassigned code points in between merged.
  private static let table = """
    1100-115F 231A-231B 2329-232A 23E9-23EC 23F0 23F3 25FD-25FE 2614-2615 2630-2637 2648-2653 267F 268A-268F 2693 26A1
    26AA-26AB 26BD-26BE 26C4-26C5 26CE 26D4 26EA 26F2-26F3 26F5 26FA 26FD 2705 270A-270B 2728 274C 274E 2753-2755 2757
    2795-2797 27B0 27BF 2B1B-2B1C 2B50 2B55 2E80-303E 3041-3247 3250-A4C6 A960-A97C AC00-D7A3 F900-FAFF FE10-FE19
    FE30-FE6B FF01-FF60 FFE0-FFE6 16FE0-18D08 1AFF0-1B2FB 1D300-1D376 1F004 1F0CF 1F18E 1F191-1F19A 1F200-1F320
    1F32D-1F335 1F337-1F37C 1F37E-1F393 1F3A0-1F3CA 1F3CF-1F3D3 1F3E0-1F3F0 1F3F4 1F3F8-1F43E 1F440 1F442-1F4FC
    1F4FF-1F53D 1F54B-1F54E 1F550-1F567 1F57A 1F595-1F596 1F5A4 1F5FB-1F64F 1F680-1F6C5 1F6CC 1F6D0-1F6D2 1F6D5-1F6D7
    1F6DC-1F6DF 1F6EB-1F6EC 1F6F4-1F6FC 1F7E0-1F7F0 1F90C-1F93A 1F93C-1F945 1F947-1F9FF 1FA70-1FAF8 20000-2FFFD
    30000-3FFFD
    """

  private static let wide: [ClosedRange<UInt32>] = table.split { $0 == " " || $0 == "\n" }.compactMap { part in
    let ends = part.split(separator: "-").compactMap { UInt32($0, radix: 16) }
    return ends.first.map { $0...(ends.last ?? $0) }
  }

  /// Columns of one scalar: 2 for East Asian wide ones, 0 for marks that join the one before, else 1.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    // Vowels and finals of Hangul syllables that are spelled in parts.
    if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value) { return 0 }
    return scalar.value >= 0x1100 && isWide(scalar.value) ? 2 : 1
  }

  private static func isWide(_ value: UInt32) -> Bool {
    let found = wide.partitionPoint { $0.upperBound < value }
    return found < wide.count && wide[found].contains(value)
  }
}

extension String {
  /// Columns that the text takes; invisible characters have to be made visible before.
  package var displayWidth: Int {
    // ASCII, the common case, needs no table.
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
    return unicodeScalars.reduce(0) { $0 + DisplayWidth.of($1) }
  }

  /// The text cut to `width` columns, with `mark` at its end where something was cut.
  package func cut(to width: Int, mark: String = "…") -> String {
    guard displayWidth > width else { return self }
    let room = width - mark.displayWidth
    guard room >= 0 else { return String(mark.prefix(Swift.max(0, width))) }
    var kept = String.UnicodeScalarView()
    var used = 0
    for scalar in unicodeScalars {
      used += DisplayWidth.of(scalar)
      if used > room { break }
      kept.append(scalar)
    }
    return String(kept) + mark
  }

  /// The text with spaces behind it up to `width` columns, or before it where `isRight`.
  package func padded(to width: Int, isRight: Bool = false) -> String {
    let space = String(repeating: " ", count: Swift.max(0, width - displayWidth))
    return isRight ? space + self : self + space
  }

  /// The text in lines of at most `width` columns, broken at spaces; a word that is longer than a line breaks at its
  /// end, as text without spaces has to.
  ///
  /// There is always one line.
  package func wrapped(to width: Int) -> [String] {
    var lines = [""]
    var used = 0
    for word in split(separator: " ") {
      let text = String(word)
      let wordWidth = text.displayWidth
      let isLong = wordWidth > width
      let fits = used + (used > 0 ? 1 : 0) + (isLong ? min(width, String.crumb) : wordWidth) <= width
      if used > 0, !fits {
        lines.append("")
        used = 0
      }
      if used > 0 {
        lines[lines.count - 1] += " "
        used += 1
      }
      guard isLong else {
        lines[lines.count - 1] += text
        used += wordWidth
        continue
      }
      let parts = text.broken(to: width, first: width - used)
      lines[lines.count - 1] += parts[0]
      lines += parts.dropFirst()
      used = lines[lines.count - 1].displayWidth
    }
    return lines
  }

  /// Least columns that a long word gets at the end of a line; with fewer it begins on the next.
  private static let crumb = 8

  /// The text in pieces of at most `width` columns, the first of at most `first`; none parts a mark from its letter.
  private func broken(to width: Int, first: Int) -> [String] {
    var parts = [String.UnicodeScalarView()]
    var used = 0
    for scalar in unicodeScalars {
      let columns = DisplayWidth.of(scalar)
      if used + columns > (parts.count == 1 ? first : width), used > 0 {
        parts.append(String.UnicodeScalarView())
        used = 0
      }
      parts[parts.count - 1].append(scalar)
      used += columns
    }
    return parts.map { String($0) }
  }
}
