/// The sentences of problems that need no look around; `Diagnosis.swift` has those that do.

import STLText

extension Problem {
  static func directive(_ line: String, at place: Range<Int>) -> Problem {
    Problem(
      .unsupported, at: place, "directive \"\(line)\" is not supported",
      hints: [.wayOut("remove the line; a \"%\" that is meant as text needs quotes")])
  }

  static func tooDeep(at place: Range<Int>) -> Problem {
    Problem(
      .unsupported, at: place, "nested deeper than \(Limit.depth) levels",
      hints: [.wayOut("use fewer levels of lists and mappings")])
  }

  static func mergeKey(at place: Range<Int>) -> Problem {
    Problem(
      .unsupported, at: place, "merge key \"<<\" is not supported", hints: [.wayOut("write the merged keys out")])
  }

  static func duplicateKey(_ key: String, at place: Range<Int>, first: Range<Int>) -> Problem {
    Problem(
      .duplicateKey, at: place, "key \"\(Parser.clipped(key))\" is given twice",
      hints: [Hint("the first is here", at: first), .wayOut("keep one of the two")])
  }

  static func multiLineKey(at place: Range<Int>) -> Problem {
    Problem(.syntaxError, at: place, "a key over several lines", hints: [.wayOut("write the key on one line")])
  }

  static func longKey(at place: Range<Int>) -> Problem {
    Problem(
      .unsupported, at: place, "a key of more than \(Limit.keyCharacters) characters",
      hints: [.wayOut("shorten the key")])
  }

  static func collectionKey(at place: Range<Int>) -> Problem {
    Problem(
      .unsupported, at: place, "a list or mapping as a key is not supported",
      hints: [.wayOut("use text as the key")])
  }

  static func commentWithoutSpace(at index: Int) -> Problem {
    Problem(
      .syntaxError, at: index..<index + 1, "no space before \"#\"",
      hints: [.wayOut("put a space before \"#\" to start a comment, or quote the text")])
  }

  static func tabInScalar(at index: Int) -> Problem {
    Problem(
      .unsupported, at: index..<index + 1, "tab used as indentation inside quoted text",
      hints: [.wayOut("indent with spaces")])
  }

  static func tabInFlow(at index: Int) -> Problem {
    Problem(
      .unsupported, at: index..<index + 1, "tab used as indentation", hints: [.wayOut("indent with spaces")])
  }

  static func tabUnderBlockScalar(at index: Int) -> Problem {
    Problem(
      .unsupported, at: index..<index + 1, "tab used as indentation below a block of text",
      hints: [.wayOut("indent with spaces, or leave the line empty")])
  }

  static func badHexadecimal(at index: Int, digits: Int) -> Problem {
    Problem(
      .syntaxError, at: index..<index + 2, "escape without \(digits) hexadecimal digits",
      hints: [.wayOut("write \(digits) digits, or \"\\\\\" for a backslash")])
  }

  static func badCodePoint(_ escape: String, at place: Range<Int>) -> Problem {
    Problem(
      .syntaxError, at: place, "escape \"\(escape)\" is no character",
      hints: [.wayOut("write the character itself, or \"\\U\" and its eight hexadecimal digits")])
  }

  static func rootIndentation(at place: Range<Int>) -> Problem {
    Problem(
      .unsupported, at: place, "an indentation number at the root of a document is not supported",
      hints: [.wayOut("leave the number out, or put the text under a key")])
  }

  static func notUTF8(at index: Int, hint: Hint) -> Problem {
    Problem(.notUTF8, at: index..<index + 1, "this byte is not UTF-8", hints: [hint])
  }

  static func forbidden(_ name: String, at place: Range<Int>) -> Problem {
    Problem(
      .syntaxError, at: place, "character \(name) is not allowed in YAML",
      hints: [.wayOut("remove it, or write it as an escape in double quotes")])
  }

  static func conflict(at place: Range<Int>) -> Problem {
    Problem(
      .conflictMarker, at: place, "unresolved merge conflict",
      hints: [.wayOut("keep one side and remove the lines with \"<<<<<<<\", \"=======\" and \">>>>>>>\"")])
  }

  /// How the message on a line of a patch ends.
  static let patchMessage = " looks like a line of a patch"

  static func emptyDocument(at place: Range<Int>) -> Problem {
    Problem(
      .syntaxError, at: place, "nothing follows this \"---\"",
      hints: [.wayOut("remove the line: \"---\" starts a document and does not end one")])
  }
}
