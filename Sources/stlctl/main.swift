import STLCommands
import STLSystem

Process.exit(Stlctl.run(Array(CommandLine.arguments.dropFirst())))
