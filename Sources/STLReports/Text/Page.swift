import STLText

/// Text for a terminal, line by line, within a width.
struct Page {
  /// Widest page: lines that run across a large window are hard to read.
  static let widthMax = 120
  /// Narrowest page that is laid out; below it lines get longer than the window.
  static let widthMin = 40

  let look: Look
  let marks: Marks
  /// Columns of a line.
  let width: Int
  private(set) var bytes: [UInt8] = []

  init(_ look: Look, widthMax: Int = Page.widthMax) {
    self.look = look
    marks = Marks(look)
    width = min(widthMax, max(Page.widthMin, look.width))
  }

  /// An empty line.
  mutating func blank() { bytes.append(UInt8(ascii: "\n")) }

  /// A line of `pieces`, with `right` at its right end, or on the line below, `indent` from the left, where it does not fit.
  mutating func line(_ pieces: [Piece], right: [Piece] = [], indent: Int = 2) {
    write(pieces)
    if !right.isEmpty {
      let gap = width - pieces.width - right.width
      if gap >= 2 {
        write([.space(gap)])
      } else {
        endLine()
        write([.space(indent)])
      }
      write(right)
    }
    endLine()
  }

  /// `head`, then `text` in what is left of the line, wrapped and indented to where it began, then `tail` at the right.
  ///
  /// Where less than `least` columns are left, the text starts on a line of its own, `indent` columns from the left.
  /// A no-break space in it is where no line breaks; it is written as a space. `gutter` begins every further line.
  mutating func paragraph(
    _ head: [Piece], _ text: String, ink: Ink = .plain, indent: Int = 4, least: Int = 28, right: [Piece] = [],
    gutter: [Piece] = []
  ) {
    let start = head.width
    let isBeside = width - start >= least
    if !isBeside, !head.isEmpty { line(head) }
    let column = isBeside ? start : indent
    let unbroken = Escaping.visible(text).replacing(" %", with: "\u{A0}%")
    let lines = unbroken.wrapped(to: max(1, width - column))
    for (index, text) in lines.enumerated() {
      let lead = index == 0 && isBeside ? head : gutter + [.space(column - gutter.width)]
      let piece = Piece(text.replacing("\u{A0}", with: " "), ink)
      line(lead + [piece], right: index == lines.count - 1 ? right : [], indent: column)
    }
  }

  private mutating func endLine() {
    // No line ends in spaces.
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func write(_ pieces: [Piece]) {
    for piece in pieces where !piece.text.isEmpty {
      if look.isColoured, piece.ink != .plain {
        bytes.append(contentsOf: "\u{1B}[\(piece.ink.rawValue)m".utf8)
        bytes.append(contentsOf: piece.text.utf8)
        bytes.append(contentsOf: "\u{1B}[0m".utf8)
      } else {
        bytes.append(contentsOf: piece.text.utf8)
      }
    }
  }
}
