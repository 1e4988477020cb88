/// The reports room: a world and a question in, bytes out.
///
/// The daemon and the in-process client call the same function, so their answers are equal byte for byte. It reads no
/// clock, does no I/O and knows no socket; the same world, question and origin give the same bytes.

package import STLModel
package import STLText

/// What is asked of a world, and how the answer should look.
package struct Question: Sendable {
  /// A report of the catalogue: `leadership`, or one of `check`, `list`, `show`, `explain`.
  package var name: String
  /// What the report is about: a reference, a kind, a code.
  package var ref: String?
  package var format: String
  /// Further words by option name, such as `select: [STL]`.
  package var arguments: [String: [String]]
  package var today: CivilDate
  package var look: Look

  package init(
    name: String, ref: String? = nil, format: String, arguments: [String: [String]] = [:], today: CivilDate,
    look: Look = Look()
  ) {
    self.name = name
    self.ref = ref
    self.format = format
    self.arguments = arguments
    self.today = today
    self.look = look
  }
}

/// How text for a terminal should look.
package struct Look: Sendable, Equatable {
  /// Columns of the terminal, or of the page where there is none.
  package var width: Int
  /// So wide that no table is cut to fit.
  package static let widthMax = 1_000_000_000
  package var isColoured: Bool
  /// Only ASCII characters for bars and marks.
  package var isASCII: Bool

  package init(width: Int = 100, isColoured: Bool = false, isASCII: Bool = false) {
    self.width = width
    self.isColoured = isColoured
    self.isASCII = isASCII
  }
}

/// Where a world comes from, for headers, JSON and the formats of code hosts.
package struct Origin: Sendable, Equatable {
  /// The commit of the work tree, in full, where there is one.
  package var commit: String?
  /// The root as seen from the top of its work tree, with a `/` at its end; empty at the top, and without a work tree.
  package var prefix: String

  package init(commit: String? = nil, prefix: String = "") {
    self.commit = commit
    self.prefix = prefix
  }
}

/// The bytes of an answer, and whether it asks for attention.
package struct Answer: Sendable {
  package var content: [UInt8]
  /// There are findings at or above the level that fails (`check`).
  package var isFailing: Bool

  package init(content: [UInt8], isFailing: Bool = false) {
    self.content = content
    self.isFailing = isFailing
  }
}

/// Why a question has no answer.
package enum QuestionError: Error, Equatable, Sendable {
  /// `nearest` is what was probably meant, `choices` all that could be, where they are few.
  case notFound(what: Sought, name: String, nearest: String?, choices: [String] = [])
  /// A filter or sort key that cannot be read, with the byte where it goes wrong.
  case badQuery(message: String, offset: Int)
}

/// What a question names by a word.
package enum Sought: Equatable, Sendable {
  /// An entity, of one kind where the question says so.
  case entity(Kind?)
  /// A file or folder.
  case path
  case argument, column, format, kind, report, rule, severity

  /// What is called `name` on the wire.
  package init?(name: String) {
    let plain: [Sought] = [.entity(nil), .path, .argument, .column, .format, .kind, .report, .rule, .severity]
    guard let found = plain.first(where: { $0.name == name }) ?? Kind(name: name).map({ .entity($0) }) else {
      return nil
    }
    self = found
  }

  /// As people say it: `entity`, `team`, `column`.
  package var name: String {
    switch self {
    case .entity(let kind): kind?.name ?? "entity"
    case .path: "path"
    case .argument: "argument"
    case .column: "column"
    case .format: "format"
    case .kind: "kind"
    case .report: "report"
    case .rule: "rule"
    case .severity: "severity"
    }
  }

  /// It is a thing of the organisation; everything else is a word of the program.
  package var isInFiles: Bool {
    switch self {
    case .entity, .path: true
    default: false
    }
  }
}
