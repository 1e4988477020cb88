import STLJSON
import STLWire
import Testing

@Suite struct InterfaceTests {
  static let example = Interface(
    name: "org.example.Shop", comment: "Sells things.",
    types: [
      .init("State", "Whether one may enter.", .enumeration(["open", "closed"])),
      .init(
        "Item", "A thing with a price, which has a comment that is long enough to need a second line in the text.",
        [
          .field("name", .string, "What it is."),
          .field("price", .float, "What it costs."),
          .optional("tags", .array(.string), "Words about it."),
          .field("sizes", .map(.int), "How many there are of each size."),
        ]),
    ],
    methods: [
      .init(
        "List", "Lists items.", streaming: .possible,
        input: [.optional("state", .named("State"), "Only these.")],
        output: [
          .field("items", .array(.named("Item")), "The items."), .field("full", .bool, "No more follow."),
          .field("extra", .object, "Anything."),
          .optional("place", .structure([.field("line", .int, "From 1.")]), "Where."),
        ]),
      .init("Watch", "Tells of changes.", streaming: .required),
    ],
    errors: [.init("SoldOut", "None left.", [.field("name", .string, "What was asked for.")])])

  @Test func `has a text`() {
    #expect(
      InterfaceTests.example.description == """
        # Sells things.
        interface org.example.Shop

        # Whether one may enter.
        type State (
          open,
          closed
        )

        # A thing with a price, which has a comment that is long enough to need a second
        # line in the text.
        type Item (
          # What it is.
          name: string,
          # What it costs.
          price: float,
          # Words about it.
          tags: ?[]string,
          # How many there are of each size.
          sizes: [string]int
        )

        # Lists items.
        method List(
          # Only these.
          state: ?State
        ) -> (
          # The items.
          items: []Item,
          # No more follow.
          full: bool,
          # Anything.
          extra: object,
          # Where.
          place: ?(
            # From 1.
            line: int
          )
        )

        # Tells of changes.
        method Watch() -> ()

        # None left.
        error SoldOut (
          # What was asked for.
          name: string
        )

        """)
  }

  @Test func `has no problems`() {
    #expect(InterfaceTests.example.problems == [])
    #expect(Interface.varlinkService.problems == [])
  }

  @Test func `finds problems`() {
    let interface = Interface(
      name: "example", comment: "",
      types: [
        .init("one", "Lower case.", [.field("a", .string, "A."), .field("a", .string, "")]),
        .init("Few", "Few values.", .enumeration(["only"])),
        .init("Text", "Not a structure.", .string),
      ],
      methods: [
        .init(
          "Few", "Twice.", input: [.optional("b_", .nullable(.string), "B.")], output: [.field("c", .named("No"), "C.")]
        )
      ],
      errors: [.init("Bad-Name", "", [.field("9", .array(.enumeration(["x", "x", "y-z"])), "N.")])])
    #expect(
      interface.problems == [
        "'example' is no interface name",
        "'Few' occurs twice",
        "'example' has no comment",
        "'Bad-Name' has no comment",
        "'one' is no name of a type, method or error",
        "'one' has 'a' twice",
        "'one.a' has no comment",
        "'Few' has fewer than two values",
        "'Text' is neither structure nor enumeration",
        "'Few' has 'b_', which is no name of a field",
        "'Few.b_' is nullable twice",
        "'Few.c' has the unknown type 'No'",
        "'Bad-Name' is no name of a type, method or error",
        "'Bad-Name' has '9', which is no name of a field",
        "'Bad-Name.9' has 'x' twice",
        "'Bad-Name.9' has 'y-z', which is no name of a value",
      ])
  }

  static let sound = #"{"items":[{"name":"n","price":1,"sizes":{"m":2}}],"full":true,"extra":{},"place":{"line":3}}"#

  static let replies: [(text: String, mismatches: [String])] = [
    (sound, []),
    (#"{"items":[],"full":false,"extra":{"any":[null]}}"#, []),
    (#"{"items":[],"full":false}"#, ["extra: is missing"]),
    (#"{"items":[],"full":false,"extra":{},"more":1}"#, ["more: is unknown"]),
    (#"{"items":[],"full":false,"extra":{},"place":null}"#, ["place: is null, not left out"]),
    (
      #"{"items":{},"full":0,"extra":[],"place":{"line":"3"}}"#,
      [
        "items: is an object, not an array", "full: is an integer, not a bool", "extra: is an array, not an object",
        "place.line: is a string, not an integer",
      ]
    ),
    (
      #"{"items":[{"name":null,"price":"1","sizes":{"m":1.5},"tags":["a",1],"x":0}],"full":true,"extra":{}}"#,
      [
        "items[0].name: is null, not a string", "items[0].price: is a string, not a number",
        "items[0].tags[1]: is an integer, not a string", "items[0].sizes[m]: is a number, not an integer",
        "items[0].x: is unknown",
      ]
    ),
  ]

  @Test(arguments: replies) func `checks replies`(text: String, mismatches: [String]) throws {
    let parameters = try #require(try JSONReader.read(text).objectValue)
    let reply = Reply.success(parameters)
    let found = InterfaceTests.example.mismatches(of: reply, to: Call(method: "org.example.Shop.List"))
    #expect(found.map(\.description) == mismatches)
  }

  static let calls: [(text: String, mismatches: [String])] = [
    ("{}", []),
    (#"{"state":"open"}"#, []),
    (#"{"state":null}"#, []),
    (#"{"state":"ajar"}"#, ["state: is 'ajar', none of its values"]),
    (#"{"state":1}"#, ["state: is an integer, not a string"]),
    (#"{"status":"open"}"#, ["status: is unknown"]),
  ]

  @Test(arguments: calls) func `checks calls`(text: String, mismatches: [String]) throws {
    let parameters = try #require(try JSONReader.read(text).objectValue)
    let method = try #require(InterfaceTests.example.method("List"))
    let found = InterfaceTests.example.mismatches(ofCall: parameters, of: method)
    #expect(found.map(\.description) == mismatches)
  }

  @Test func `checks errors and streams`() throws {
    func found(_ reply: Reply, more: Bool = false) -> [String] {
      let call = Call(method: "org.example.Shop.List", more: more)
      return InterfaceTests.example.mismatches(of: reply, to: call).map(\.message)
    }
    let sound = try #require(try JSONReader.read(InterfaceTests.sound).objectValue)
    #expect(found(.success(sound, continues: true), more: true) == [])
    #expect(found(.success(sound, continues: true)) == ["continues without 'more'"])
    #expect(found(.failure("org.example.Shop.SoldOut", ["name": "n"])) == [])
    #expect(found(.failure("org.example.Shop.SoldOut")) == ["is missing"])
    #expect(found(.failure("org.example.Shop.Closed")) == ["unknown error 'org.example.Shop.Closed'"])
    #expect(found(VarlinkError.invalidParameter(parameter: "x").reply) == [])
    #expect(found(.failure("org.varlink.service.InvalidParameter")) == ["is missing"])
  }

  @Test func `names the parameter of a mismatch`() {
    #expect(Interface.Mismatch(path: "items[0].name", message: "").parameter == "items")
    #expect(Interface.Mismatch(path: "place.line", message: "").parameter == "place")
    #expect(Interface.Mismatch(path: "full", message: "").parameter == "full")
  }
}
