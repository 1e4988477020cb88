enum PlannerInterface { static let description = "" }
