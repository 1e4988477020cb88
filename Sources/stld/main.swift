import STLDaemon
import STLSystem

Process.exit(StldMain.run(arguments: Array(CommandLine.arguments.dropFirst())))
