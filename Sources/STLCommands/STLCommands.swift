// STLCommands
