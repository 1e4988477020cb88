import STLModel
import Testing

@Suite struct SchemaTests {
  private func all(_ fields: [Schema.Field]) -> [Schema.Field] {
    fields.flatMap { field -> [Schema.Field] in
      switch field.type {
      case .map(let inner), .referenceOrMap(_, let inner): [field] + all(inner)
      default: [field]
      }
    }
  }

  @Test func `every kind has its schema, every key once, with a sentence`() {
    for kind in Kind.allCases {
      let schema = Schema.of(kind)
      #expect(schema.kind == kind)
      #expect(Set(schema.fields.map(\.key)).count == schema.fields.count, "\(kind)")
      for field in all(schema.fields) { #expect(field.summary.hasSuffix("."), "\(kind) \(field.key.rawValue)") }
    }
  }

  @Test func `every key of the list is used, kind keys and free entries apart`() {
    let used = Set(Schema.kinds.flatMap { all($0.fields) }.map(\.key)).union(
      Kind.allCases.compactMap { Key(rawValue: $0.name) })
    #expect(Set(Key.allCases).subtracting(used) == [.entry])
  }

  @Test func `required are the keys that the contract names`() {
    let required = Schema.kinds.flatMap { all($0.fields) }.filter(\.isRequired).map(\.key.rawValue)
    #expect(Set(required) == ["rule", "reason", "until", "date", "candidate"])
  }
}
