extension Interface {
  /// The interface as a `.varlink` file: what `GetInterfaceDescription` answers and the documentation shows.
  package var description: String {
    var printer = DescriptionPrinter()
    printer.comment(comment)
    printer.line("interface \(name)")
    for type in types {
      printer.member(type.comment)
      printer.text("type \(type.name) ")
      printer.type(type.type)
      printer.line("")
    }
    for method in methods {
      printer.member(method.comment)
      printer.text("method \(method.name)")
      printer.type(.structure(method.input))
      printer.text(" -> ")
      printer.type(.structure(method.output))
      printer.line("")
    }
    for error in errors {
      printer.member(error.comment)
      printer.text("error \(error.name) ")
      printer.type(.structure(error.fields))
      printer.line("")
    }
    return printer.result
  }
}

/// Writes fields one a line under their comments, two spaces a level.
private struct DescriptionPrinter {
  private(set) var result = ""
  private var depth = 0

  mutating func text(_ text: String) { result += text }

  mutating func line(_ text: String) { result += text + "\n" }

  /// What stands before a type, method or error.
  mutating func member(_ comment: String) {
    line("")
    self.comment(comment)
  }

  /// The comment in lines of at most `Limits.descriptionColumnsMax` characters, longer words apart.
  mutating func comment(_ comment: String) {
    var current = ""
    for word in comment.split(whereSeparator: \.isWhitespace) {
      if !current.isEmpty && depth * 2 + 2 + current.count + 1 + word.count > Limits.descriptionColumnsMax {
        line(indentation + "# " + current)
        current = ""
      }
      current += (current.isEmpty ? "" : " ") + word
    }
    if !current.isEmpty { line(indentation + "# " + current) }
  }

  mutating func type(_ type: Interface.FieldType) {
    switch type {
    case .bool: text("bool")
    case .int: text("int")
    case .float: text("float")
    case .string: text("string")
    case .object: text("object")
    case .named(let name): text(name)
    case .enumeration(let values): enumeration(values)
    case .structure(let fields): structure(fields)
    case .array(let element):
      text("[]")
      self.type(element)
    case .map(let element):
      text("[string]")
      self.type(element)
    case .nullable(let wrapped):
      text("?")
      self.type(wrapped)
    }
  }

  private mutating func enumeration(_ values: [String]) {
    line("(")
    depth += 1
    line(values.map { indentation + $0 }.joined(separator: ",\n"))
    depth -= 1
    text(indentation + ")")
  }

  private mutating func structure(_ fields: [Interface.Field]) {
    guard !fields.isEmpty else { return text("()") }
    line("(")
    depth += 1
    for (index, field) in fields.enumerated() {
      comment(field.comment)
      text("\(indentation)\(field.name): ")
      type(field.type)
      line(index == fields.count - 1 ? "" : ",")
    }
    depth -= 1
    text(indentation + ")")
  }

  private var indentation: String { String(repeating: "  ", count: depth) }
}
