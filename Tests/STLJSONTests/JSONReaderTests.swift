import STLJSON
import Testing

@Suite struct JSONReaderTests {
  /// Texts and their values, written back in the compact form.
  static let accepted: [(text: String, value: String)] = [
    ("null", "null"),
    (" \t\r\n true \n", "true"),
    ("false", "false"),
    ("0", "0"),
    ("-0", "0"),
    ("-7", "-7"),
    ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("9223372036854775808", "9.223372036854776e+18"),
    ("123456789012345678901234567890", "1.2345678901234568e+29"),
    ("1.0", "1.0"),
    ("-0.0", "-0.0"),
    ("0.25", "0.25"),
    ("1e3", "1000.0"),
    ("1E-2", "0.01"),
    ("2.5e+1", "25.0"),
    ("1e-999", "0.0"),
    (#""""#, #""""#),
    (#""a\"b\\c\/d""#, #""a\"b\\c/d""#),
    (#""\b\f\n\r\t""#, #""\b\f\n\r\t""#),
    (#""\u0041\u00e9\u20AC""#, #""Aé€""#),
    (#""\ud83d\ude80!""#, #""🚀!""#),
    (#""\u0000""#, #""\u0000""#),
    (#""é 漢 🚀""#, #""é 漢 🚀""#),
    ("[]", "[]"),
    ("[ ]", "[]"),
    ("[1, [2, []], {}]", "[1,[2,[]],{}]"),
    ("{ }", "{}"),
    (#"{"b": 1, "a": {"c": null}}"#, #"{"b":1,"a":{"c":null}}"#),
    ("{\"e\u{301}\": 1, \"\u{e9}\": 2}", "{\"e\u{301}\":1,\"\u{e9}\":2}"),
  ]

  @Test(arguments: accepted) func `reads`(text: String, value: String) throws {
    #expect(try JSONReader.read(text).description == value)
  }

  static let refused: [(text: String, error: String)] = [
    ("", "unexpected end, expected a value at byte 0"),
    ("  ", "unexpected end, expected a value at byte 2"),
    ("nul", "expected 'null' at byte 0"),
    ("True", "unexpected 'T', expected a value at byte 0"),
    ("NaN", "unexpected 'N', expected a value at byte 0"),
    ("'a'", "unexpected ''', expected a value at byte 0"),
    ("1 2", "unexpected '2' after the value at byte 2"),
    ("{}\u{0}", "unexpected byte 0 after the value at byte 2"),
    ("\u{FEFF}{}", "unexpected byte 239, expected a value at byte 0"),
    ("01", "number has a leading zero at byte 0"),
    ("-01", "number has a leading zero at byte 0"),
    ("-", "unexpected end, expected a digit at byte 1"),
    ("+1", "unexpected '+', expected a value at byte 0"),
    (".5", "unexpected '.', expected a value at byte 0"),
    ("1.", "unexpected end, expected a digit at byte 2"),
    ("1.e3", "unexpected 'e', expected a digit at byte 2"),
    ("1e", "unexpected end, expected a digit at byte 2"),
    ("1e+", "unexpected end, expected a digit at byte 3"),
    ("0x10", "unexpected 'x' after the value at byte 1"),
    ("[1e999]", "number is out of range at byte 1"),
    ("[1", "unexpected end, expected ',' or ']' at byte 2"),
    ("[1,]", "unexpected ']', expected a value at byte 3"),
    ("[,1]", "unexpected ',', expected a value at byte 1"),
    ("[1 2]", "unexpected '2', expected ',' or ']' at byte 3"),
    ("]", "unexpected ']', expected a value at byte 0"),
    ("{", "unexpected end, expected a name at byte 1"),
    ("{a: 1}", "unexpected 'a', expected a name at byte 1"),
    (#"{"a" 1}"#, "unexpected '1', expected ':' at byte 5"),
    (#"{"a": 1,}"#, "unexpected '}', expected a name at byte 8"),
    (#"{"a": 1 "b": 2}"#, "unexpected '\"', expected ',' or '}' at byte 8"),
    (#"{"a": 1]"#, "unexpected ']', expected ',' or '}' at byte 7"),
    (#"{"a": 1, "\u0061": 2}"#, "name occurs twice in one object at byte 9"),
    (#"["abc"#, "unexpected end in a string at byte 5"),
    (#""\"#, "unexpected end in a string at byte 2"),
    (#""\x41""#, "unknown escape at byte 1"),
    (#""\u12G4""#, "unexpected 'G', expected a hexadecimal digit at byte 5"),
    ("\"a\nb\"", "control character in a string at byte 2"),
    ("\"a\\n\u{1}\"", "control character in a string at byte 4"),
    (#""\ud800""#, "lone surrogate at byte 1"),
    (#""\udc00""#, "lone surrogate at byte 1"),
    (#""\ud800\u0041""#, "lone surrogate at byte 1"),
    (#""\ud800\n""#, "lone surrogate at byte 1"),
    ("// no\n1", "unexpected '/', expected a value at byte 0"),
  ]

  @Test(arguments: refused) func `refuses`(text: String, error: String) {
    #expect(failure(Array(text.utf8)) == error)
  }

  static let notUTF8: [[UInt8]] = [
    [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
  ]

  @Test(arguments: notUTF8) func `refuses what is not UTF-8`(bytes: [UInt8]) {
    let quote = UInt8(ascii: "\"")
    #expect(failure([quote] + bytes + [quote]) == "string is not UTF-8 at byte 1")
    #expect(failure([quote] + Array("\\n".utf8) + bytes + [quote]) == "string is not UTF-8 at byte 1")
  }

  @Test(arguments: [("[", "]"), (#"{"a":"#, "}")]) func `limits depth`(open: String, close: String) throws {
    func nested(_ depth: Int) -> String {
      String(repeating: open, count: depth) + (open == "[" ? "" : "1") + String(repeating: close, count: depth)
    }
    _ = try JSONReader.read(nested(JSONReader.depthMax))
    let tooDeep = nested(JSONReader.depthMax + 1)
    #expect(
      failure(Array(tooDeep.utf8)) == "nesting is deeper than 32 at byte \(JSONReader.depthMax * open.utf8.count)")
    _ = try JSONReader.read(tooDeep, depthMax: JSONReader.depthMax + 1)
    #expect(failure(Array(String(repeating: open, count: 100_000).utf8)) != nil)
  }

  @Test func `limits values`() throws {
    _ = try JSONReader.read(Array("[1,[2],{}]".utf8), valuesMax: 5)
    #expect(throws: JSONError(message: "more than 4 values", offset: 7)) {
      try JSONReader.read(Array("[1,[2],{}]".utf8), valuesMax: 4)
    }
  }

  @Test func `finds a second name among many`() throws {
    let members = (0..<20_000).map { "\"name\($0)\":\($0)" }
    let object = try JSONReader.read("{" + members.joined(separator: ",") + "}").objectValue
    #expect(object?.count == 20_000)
    for second in ["name0", "name15", "name16", "name19999"] {
      let text = "{" + members.joined(separator: ",") + ",\"\(second)\":0}"
      #expect(failure(Array(text.utf8))?.hasPrefix("name occurs twice in one object") == true)
    }
  }

  /// Every beginning and every text with one byte changed is read or refused; nothing stops the program.
  @Test func `survives damage`() {
    let text = Array(#"{"a":[1,-2.5e3,"x\u00e9\ud83d\ude80é"],"b":{"c":null,"d":true}}"#.utf8)
    for count in text.indices { #expect(failure(Array(text[..<count])) != nil) }
    for index in text.indices {
      for byte in UInt8.min...UInt8.max {
        var damaged = text
        damaged[index] = byte
        _ = try? JSONReader.read(damaged)
      }
    }
  }

  private func failure(_ bytes: [UInt8]) -> String? {
    do throws(JSONError) {
      _ = try JSONReader.read(bytes)
      return nil
    } catch {
      return error.description
    }
  }
}
