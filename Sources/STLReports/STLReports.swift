// STLReports
