// STLFiles
