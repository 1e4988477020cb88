// STLDaemon
