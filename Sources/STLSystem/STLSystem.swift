// STLSystem
