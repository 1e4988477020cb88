import STLModel

/// What a name says about a file, before any look at it.
enum FileName: Equatable {
  /// `*.yaml`, `*.yml`: read.
  case yaml
  /// `*.md`: read where it begins with front matter.
  case markdown
  /// Matters only where it is a directory or a link to one.
  case other
  /// An editor's temporary file: matters only where it is a directory.
  case litter
  /// Starts with a dot: neither read nor entered, whatever it is.
  case hidden

  init(_ name: [UInt8]) {
    if name.first == UInt8(ascii: ".") {
      self = .hidden
    } else if FileName.has(name, ".yaml") || FileName.has(name, ".yml") {
      self = .yaml
    } else if FileName.has(name, ".md") {
      self = .markdown
    } else if name.last == UInt8(ascii: "~") || FileName.has(name, ".swp") || name == Array("4913".utf8) {
      // Vim writes a file 4913 to learn whether it may write beside the file it edits.
      self = .litter
    } else {
      self = .other
    }
  }

  /// Files of such a name are read, so anything else of that name is worth a word.
  var isRead: Bool { self == .yaml || self == .markdown }

  /// What a reader wants of a file of this name.
  var demand: ReadDemand {
    switch self {
    case .markdown: ReadDemand(bytesMax: SourceFile.bytesMax, beginnings: FileName.frontMatter)
    case .yaml, .other, .litter, .hidden: ReadDemand(bytesMax: SourceFile.bytesMax)
    }
  }

  /// `---`, also after a byte order mark.
  private static let frontMatter: [[UInt8]] = [Array("---".utf8), [0xEF, 0xBB, 0xBF] + Array("---".utf8)]

  private static func has(_ name: [UInt8], _ ending: String) -> Bool {
    name.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }

  /// A name that is not UTF-8 as text: every byte that is not printable ASCII as `\xHH`, a backslash doubled.
  static func escaped(_ name: [UInt8]) -> String {
    var text = ""
    for byte in name {
      switch byte {
      case UInt8(ascii: "\\"): text += "\\\\"
      case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
