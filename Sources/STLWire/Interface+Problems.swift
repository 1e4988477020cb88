extension Interface {
  /// What keeps this from being an interface that every client can read; tests assert that there is nothing.
  package var problems: [String] {
    var problems: [String] = []
    if !isInterfaceName(name) { problems.append("'\(name)' is no interface name") }
    problems += repeated(types.map(\.name) + methods.map(\.name) + errors.map(\.name)).map { "'\($0)' occurs twice" }
    let comments = [(name, comment)] + types.map { ($0.name, $0.comment) } + methods.map { ($0.name, $0.comment) }
    for (name, comment) in comments + errors.map({ ($0.name, $0.comment) }) where comment.isEmpty {
      problems.append("'\(name)' has no comment")
    }
    for type in types {
      problems += self.problems(ofMember: type.name)
      switch type.type {
      case .structure, .enumeration: problems += self.problems(of: type.type, in: type.name)
      default: problems.append("'\(type.name)' is neither structure nor enumeration")
      }
    }
    for method in methods {
      problems += self.problems(ofMember: method.name)
      problems += self.problems(of: .structure(method.input), in: method.name)
      problems += self.problems(of: .structure(method.output), in: method.name)
    }
    for error in errors {
      problems += self.problems(ofMember: error.name)
      problems += self.problems(of: .structure(error.fields), in: error.name)
    }
    return problems
  }

  private func problems(ofMember name: String) -> [String] {
    let isName = name.utf8.first.map(isUpper) ?? false
    return isName && name.utf8.allSatisfy(isAlphanumeric) ? [] : ["'\(name)' is no name of a type, method or error"]
  }

  private func problems(of type: FieldType, in path: String) -> [String] {
    switch type {
    case .bool, .int, .float, .string, .object: return []
    case .named(let name):
      return types.contains { $0.name == name } ? [] : ["'\(path)' has the unknown type '\(name)'"]
    case .enumeration(let values):
      return (values.count < 2 ? ["'\(path)' has fewer than two values"] : [])
        + repeated(values).map { "'\(path)' has '\($0)' twice" }
        + values.filter { !isFieldName($0) }.map { "'\(path)' has '\($0)', which is no name of a value" }
    case .structure(let fields):
      return repeated(fields.map(\.name)).map { "'\(path)' has '\($0)' twice" }
        + fields.flatMap { field in
          (isFieldName(field.name) ? [] : ["'\(path)' has '\(field.name)', which is no name of a field"])
            + (field.comment.isEmpty ? ["'\(path).\(field.name)' has no comment"] : [])
            + problems(of: field.type, in: "\(path).\(field.name)")
        }
    case .array(let element), .map(let element): return problems(of: element, in: path)
    case .nullable(let wrapped):
      if case .nullable = wrapped { return ["'\(path)' is nullable twice"] }
      return problems(of: wrapped, in: path)
    }
  }
}

private func repeated(_ names: [String]) -> [String] {
  var seen: Set<String> = []
  return names.filter { !seen.insert($0).inserted }
}

private func isInterfaceName(_ name: String) -> Bool {
  let parts = name.split(separator: ".", omittingEmptySubsequences: false)
  return parts.count >= 2 && (parts[0].utf8.first.map { isUpper($0) || isLower($0) } ?? false)
    && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isAlphanumeric) }
}

/// A letter, then letters, digits and single underscores, none at the end.
private func isFieldName(_ name: String) -> Bool {
  let parts = name.split(separator: "_", omittingEmptySubsequences: false)
  return (name.utf8.first.map { isUpper($0) || isLower($0) } ?? false)
    && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isAlphanumeric) }
}

private func isUpper(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }

private func isLower(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }

private func isAlphanumeric(_ byte: UInt8) -> Bool {
  isUpper(byte) || isLower(byte) || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}
