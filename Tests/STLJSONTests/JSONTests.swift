import STLJSON
import Testing

@Suite struct JSONTests {
  @Test func `looks up`() {
    let value: JSON = ["a": 1, "b": ["x", 2.5, true, nil], "c": ["d": "deep"]]
    #expect(value["a"]?.integerValue == 1)
    #expect(value["a"]?.doubleValue == 1)
    #expect(value["b"]?[0]?.stringValue == "x")
    #expect(value["b"]?[1]?.doubleValue == 2.5)
    #expect(value["b"]?[1]?.integerValue == nil)
    #expect(value["b"]?[2]?.boolValue == true)
    #expect(value["b"]?[3]?.isNull == true)
    #expect(value["b"]?[4] == nil)
    #expect(value["b"]?.arrayValue?.count == 4)
    #expect(value["c"]?["d"]?.stringValue == "deep")
    #expect(value["e"] == nil)
    #expect(value.objectValue?.names == ["a", "b", "c"])
  }

  @Test func `compares by bytes and order`() {
    #expect(JSON.string("\u{e9}") != .string("e\u{301}"))
    #expect(JSON.integer(1) != .number(1))
    #expect(["a": 1, "b": 2] as JSON != ["b": 2, "a": 1])
    // The Kelvin sign is canonically equivalent to K.
    #expect((["\u{212A}": 1] as JSON)["K"] == nil)
  }

  @Test func `changes members in place`() {
    var object: JSONObject = ["a": 1, "b": 2, "c": 3]
    object["b"] = "two"
    object["d"] = 4
    object["a"] = nil
    object["z"] = nil
    object.append("e", .null)
    #expect(JSON.object(object).description == #"{"b":"two","c":3,"d":4,"e":null}"#)
  }

  /// What is written reads back equal, in both styles; the reader's text and the writer's agree.
  @Test func `reads back what it wrote`() throws {
    for seed in 0..<300 as Range<UInt64> {
      var generator = Seeded(seed: seed)
      let value = anything(&generator, depth: 0)
      let compact = value.bytes()
      #expect(try JSONReader.read(compact) == value, "seed \(seed)")
      let pretty = value.bytes(.pretty)
      #expect(try JSONReader.read(pretty) == value, "seed \(seed)")
      #expect(try JSONReader.read(pretty).bytes() == compact, "seed \(seed)")
    }
  }

  private func anything(_ generator: inout Seeded, depth: Int) -> JSON {
    switch Int.random(in: 0..<(depth < 6 ? 9 : 6), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return .integer(Int.random(in: .min ... .max, using: &generator))
    case 3: return .integer(Int.random(in: -10...10, using: &generator))
    case 4:
      let number = Double(bitPattern: generator.next())
      return .number(number.isFinite ? number : 0.5)
    case 5: return .string(text(&generator))
    case 6, 7:
      let count = Int.random(in: 0...4, using: &generator)
      return .array((0..<count).map { _ in anything(&generator, depth: depth + 1) })
    default:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0...20, using: &generator) {
        object[text(&generator)] = anything(&generator, depth: depth + 4)
      }
      return .object(object)
    }
  }

  private func text(_ generator: inout Seeded) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      let top: UInt32 = [0x7F, 0xFF, 0x2FFF, 0x10FFFF].randomElement(using: &generator) ?? 0x7F
      if let scalar = Unicode.Scalar(UInt32.random(in: 0...top, using: &generator)) { text.append(scalar) }
    }
    return String(text)
  }
}

/// SplitMix64: the same seed gives the same values.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
