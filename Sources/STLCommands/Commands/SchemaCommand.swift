import STLReports

/// `stlctl schema`: the JSON Schema of the files, for editors.
enum SchemaCommand: Command {
  static let descriptor = CommandDescriptor(
    "schema", "", "JSON Schema (draft 7) of the files, for editors.",
    details: """
      In an editor with YAML support: stlctl schema > .stl.schema.json, and
      `# yaml-language-server: $schema=.stl.schema.json` in a file, or the editor's setting for a folder.
      """, formats: ["json"])

  static func run(_ words: Words, _ client: inout Client) throws(CommandError) -> Int32 {
    try client.print(JSONSchema.text)
    return 0
  }
}
