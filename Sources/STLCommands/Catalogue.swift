import STLReports

/// Every command, in the order of the help.
package enum CommandCatalogue {
  static let commands: [any Command.Type] = [
    CheckCommand.self, ReportCommand.self, ListCommand.self, ShowCommand.self, ExplainCommand.self, WatchCommand.self,
    StatusCommand.self, CallCommand.self, InitCommand.self, SchemaCommand.self, SyntaxCommand.self,
    CompletionCommand.self, HelpCommand.self,
  ]

  /// What each command is, for help, completion and the generated page.
  package static var descriptors: [CommandDescriptor] { commands.map { $0.descriptor } }

  /// The help of one command, as it is printed.
  package static func help(_ descriptor: CommandDescriptor) -> String {
    HelpCommand.text(descriptor, width: Look().width)
  }

  static func find(_ name: String) -> (any Command.Type)? { commands.first { $0.descriptor.name == name } }
}
