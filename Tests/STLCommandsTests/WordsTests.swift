import Testing

@testable import STLCommands

@Suite struct WordsTests {
  private let descriptor = CommandDescriptor(
    "try", "A [B]", "For tests.", options: [Option("level", short: "l", value: "N", ""), Option("quick", "")],
    words: 1...2)

  private func words(_ arguments: String...) throws -> Words { try Words(arguments, descriptor) }

  /// Why the words are refused.
  private func refusal(_ arguments: String...) -> String? {
    do throws(CommandError) {
      _ = try Words(arguments, descriptor)
      return nil
    } catch {
      #expect(error.status == .usage)
      return error.message
    }
  }

  @Test func `options stand anywhere, with their value attached or behind`() throws {
    #expect(try words("--level=3", "a").value("level") == "3")
    #expect(try words("a", "--level", "3").value("level") == "3")
    #expect(try words("-l3", "a").value("level") == "3")
    #expect(try words("-l", "3", "a").value("level") == "3")
    #expect(try words("--level=", "a").value("level") == "")
    #expect(try words("a", "--quick", "b").words == ["a", "b"])
    #expect(try words("a").has("quick") == false)
  }

  @Test func `the last of several values counts, a list takes all`() throws {
    let words = try words("a", "--level", "1, 2", "--level=3")
    #expect(words.value("level") == "3")
    #expect(words.list("level") == ["1", "2", "3"])
  }

  @Test func `everything behind two dashes is a word, and so is one dash`() throws {
    #expect(try words("--", "--quick").words == ["--quick"])
    #expect(try words("-").words == ["-"])
    #expect(try words("--level", "--", "a").value("level") == "--")
  }

  @Test func `what cannot be read is refused, with what to do`() {
    #expect(refusal("a", "--levl", "3") == "unknown option --levl; did you mean --level?")
    #expect(refusal("a", "--zzzzzz") == "unknown option --zzzzzz; see stlctl help try")
    #expect(refusal("a", "-x") == "unknown option -x; see stlctl help try")
    #expect(refusal("a", "--level") == "--level needs a value: -l, --level N")
    #expect(refusal("a", "--quick=yes") == "--quick takes no value")
    #expect(refusal() == "try needs more words: stlctl try A [B]")
    #expect(refusal("a", "b", "c") == "try does not take \"c\": stlctl try A [B]")
  }

  @Test func `help needs no other word`() throws { #expect(try words("--help").has("help")) }
}
