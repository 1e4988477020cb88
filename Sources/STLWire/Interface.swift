/// A Varlink interface as data: its text, the check of values against it and the documentation come from here.
///
/// Interfaces have no version: only nullable fields are ever added.
package struct Interface: Sendable {
  /// Reverse domain name, such as `org.varlink.service`.
  package let name: String
  package let comment: String
  package let types: [TypeDefinition]
  package let methods: [Method]
  package let errors: [Failure]

  package init(
    name: String, comment: String, types: [TypeDefinition] = [], methods: [Method], errors: [Failure] = []
  ) {
    self.name = name
    self.comment = comment
    self.types = types
    self.methods = methods
    self.errors = errors
  }

  /// The method `name`, given without the interface.
  package func method(_ name: String) -> Method? { methods.first { $0.name == name } }

  /// The error `name`, given without the interface.
  package func error(_ name: String) -> Failure? { errors.first { $0.name == name } }
}

extension Interface {
  /// A type of its own name: a structure or an enumeration.
  package struct TypeDefinition: Sendable {
    package let name: String
    package let comment: String
    package let type: FieldType

    package init(_ name: String, _ comment: String, _ type: FieldType) {
      self.name = name
      self.comment = comment
      self.type = type
    }

    /// A structure with these fields.
    package init(_ name: String, _ comment: String, _ fields: [Field]) {
      self.init(name, comment, .structure(fields))
    }
  }

  /// How a method stands to calls that take more than one reply.
  package enum Streaming: Sendable {
    /// One reply, whatever the call takes.
    case never
    /// Several replies to a call that takes them.
    case possible
    /// `ExpectedMore` to a call that takes one only.
    case required
  }

  package struct Method: Sendable {
    package let name: String
    package let comment: String
    package let streaming: Streaming
    package let input: [Field]
    package let output: [Field]

    package init(
      _ name: String, _ comment: String, streaming: Streaming = .never, input: [Field] = [], output: [Field] = []
    ) {
      self.name = name
      self.comment = comment
      self.streaming = streaming
      self.input = input
      self.output = output
    }
  }

  /// An error that methods answer with.
  package struct Failure: Sendable {
    package let name: String
    package let comment: String
    package let fields: [Field]

    package init(_ name: String, _ comment: String, _ fields: [Field] = []) {
      self.name = name
      self.comment = comment
      self.fields = fields
    }
  }

  /// One member of a structure, of parameters or of a reply.
  package struct Field: Sendable {
    package let name: String
    package let type: FieldType
    package let comment: String

    package init(_ name: String, _ type: FieldType, _ comment: String) {
      self.name = name
      self.type = type
      self.comment = comment
    }

    /// A field that is always there.
    package static func field(_ name: String, _ type: FieldType, _ comment: String) -> Field {
      Field(name, type, comment)
    }

    /// A nullable field, left out when there is no value.
    package static func optional(_ name: String, _ type: FieldType, _ comment: String) -> Field {
      Field(name, .nullable(type), comment)
    }
  }

  package indirect enum FieldType: Sendable {
    case bool, int, float, string
    /// Any JSON object.
    case object
    /// A type of the same interface.
    case named(String)
    /// One of these strings; at least two, since Python's `varlink` cannot read an enumeration of one.
    case enumeration([String])
    case structure([Field])
    case array(FieldType)
    /// An object with free names.
    case map(FieldType)
    case nullable(FieldType)
  }
}
