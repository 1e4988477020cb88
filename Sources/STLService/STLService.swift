// STLService
