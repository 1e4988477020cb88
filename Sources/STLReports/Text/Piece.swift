import STLText

/// How a piece of text looks on a terminal with colours.
///
/// Red is for an empty seat and a broken file only.
enum Ink: String {
  case plain = ""
  case bold = "1"
  case dim = "2"
  case red = "1;31"
  case yellow = "33"
  case green = "32"
  case cyan = "36"
}

/// Text of one look.
///
/// Whatever a file says is made visible here, so nothing else can reach a terminal.
struct Piece: ExpressibleByStringInterpolation {
  let text: String
  let ink: Ink
  /// Columns that it takes.
  let width: Int

  init(_ text: String, _ ink: Ink = .plain) {
    self.text = Escaping.visible(text)
    self.ink = ink
    width = self.text.displayWidth
  }

  init(stringLiteral text: String) { self.init(text) }

  /// The piece in exactly `width` columns.
  func padded(to width: Int, isRight: Bool = false, mark: String = "…") -> Piece {
    Piece(text.cut(to: width, mark: mark).padded(to: width, isRight: isRight), ink)
  }

  /// `count` spaces.
  static func space(_ count: Int) -> Piece { Piece(String(repeating: " ", count: max(0, count))) }
}

extension Array where Element == Piece {
  /// Columns that the pieces take side by side.
  var width: Int { reduce(0) { $0 + $1.width } }
}

/// Characters that we draw with, or what stands for them where only ASCII is wanted.
struct Marks {
  let isASCII: Bool

  init(_ look: Look) { isASCII = look.isASCII }

  var rail: String { isASCII ? "|" : "│" }
  var dot: String { isASCII ? "-" : "·" }
  var more: String { isASCII ? "..." : "…" }
  var dash: String { isASCII ? "-" : "–" }
  /// What somebody wrote, in quotation marks.
  func quoted(_ text: String) -> String { isASCII ? "\"\(text)\"" : "“\(text)”" }
}
