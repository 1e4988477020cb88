// STLRules
