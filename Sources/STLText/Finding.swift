/// How much a finding matters: only `error` fails a check by default.
package enum Severity: UInt8, Sendable, Comparable, CaseIterable {
  case info, warning, error

  package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }

  /// `info`, `warning` or `error`, as users write it.
  package var name: String {
    switch self {
    case .info: "info"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// The severity that users write as `name`, else nil.
  package init?(name: some StringProtocol) {
    guard let found = Severity.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

/// A stretch of one file: lines and columns count from 1, columns in Unicode scalars, the end is exclusive.
package struct Place: Sendable, Hashable {
  /// Relative to the root, with `/`.
  package var path: String
  package var line: Int
  package var column: Int
  package var endLine: Int
  package var endColumn: Int

  package init(path: String, line: Int = 1, column: Int = 1, endLine: Int? = nil, endColumn: Int? = nil) {
    self.path = path
    self.line = line
    self.column = column
    self.endLine = endLine ?? line
    self.endColumn = endColumn ?? column
  }
}

/// A sentence under a finding: what else matters, or a way out, with an optional place.
package struct Note: Sendable, Hashable {
  package var message: String
  package var place: Place?
  /// True for a way out: an edit that clears the finding.
  package var isWayOut: Bool

  package init(_ message: String, at place: Place? = nil) {
    self.message = message
    self.place = place
    isWayOut = false
  }

  /// A way out: the text of an edit that clears the finding.
  package static func wayOut(_ message: String, at place: Place? = nil) -> Note {
    var note = Note(message, at: place)
    note.isWayOut = true
    return note
  }
}

/// A replacement of bytes `start..<end` of a file, in byte offsets from its start.
package struct Edit: Sendable, Hashable {
  package var path: String
  package var start: Int
  package var end: Int
  package var text: String

  package init(path: String, start: Int, end: Int, text: String) {
    self.path = path
    self.start = start
    self.end = end
    self.text = text
  }
}

/// Edits that clear a finding and keep comments and layout; a safe one only does what the files themselves say.
package struct Fix: Sendable, Hashable {
  package var title: String
  package var isSafe: Bool
  package var edits: [Edit]

  package init(title: String, isSafe: Bool, edits: [Edit]) {
    self.title = title
    self.isSafe = isSafe
    self.edits = edits
  }
}

/// One thing that a rule has to say about one place.
package struct Finding: Sendable, Hashable {
  /// Stable code, such as `STL001`.
  package var code: String
  /// Kebab-case name, such as `leaderless`.
  package var name: String
  package var severity: Severity
  /// `kind/id`, or nil for a finding about a file as such.
  package var entity: String?
  package var place: Place
  package var message: String
  /// Ways out come last, the smallest edit first.
  package var notes: [Note]
  package var fix: Fix?
  /// A waiver of the entity is in force for this rule: shown, never counted.
  package var isWaived = false
  /// A baseline knows this finding: shown, never counted.
  package var isBaselined = false

  package init(
    code: String, name: String, severity: Severity, entity: String?, place: Place, message: String, notes: [Note] = [],
    fix: Fix? = nil
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.entity = entity
    self.place = place
    self.message = message
    self.notes = notes
    self.fix = fix
  }
}

extension Finding: Comparable {
  /// By path (bytes), line, column, code, entity, message: the order of every list of findings.
  package static func < (left: Finding, right: Finding) -> Bool {
    let (leftPath, rightPath) = (FilePath(left.place.path), FilePath(right.place.path))
    if leftPath != rightPath { return leftPath < rightPath }
    if left.place.line != right.place.line { return left.place.line < right.place.line }
    if left.place.column != right.place.column { return left.place.column < right.place.column }
    if left.code != right.code { return left.code < right.code }
    if left.entity != right.entity { return (left.entity ?? "") < (right.entity ?? "") }
    return left.message < right.message
  }
}
