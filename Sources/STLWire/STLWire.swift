// STLWire
