// STLGraph
