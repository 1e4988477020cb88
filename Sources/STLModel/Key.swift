/// Every key of the format, top-level or nested.
///
/// A key means the same wherever it stands.
package enum Key: String, Sendable, CaseIterable {
  // Kind keys.
  case opening, initiative, goal, person, metric, team, org
  // Every entity.
  case title, tags, notes, waive
  case rule, reason, approver, until
  // org
  case headline, preset, rules, thresholds, include, ignore, people
  case rulesAsOf = "rules_as_of"
  // person
  case name, email, manager, level, joined, left, status, away, from, skills, commitments, what, share
  case barRaiserSince = "bar_raiser_since"
  // team
  case leader, interim, parent, mission, members, runs, serves, tenets
  case shipsAlone = "ships_alone"
  case replacedBy = "replaced_by"
  // initiative
  case deputy, handover, on, to, dedication, sponsor, contributors, authority, priority, customer, problem, door
  case decision, decider, date, dissent, committed, starts, due, prfaq, narrative, metrics, kind, updates, note
  case reversalCost = "reversal_cost"
  case dependsOn = "depends_on"
  case `for`
  case acceptedBy = "accepted_by"
  case removeBy = "remove_by"
  case pathToGreen = "path_to_green"
  // metric
  case owner, unit, better, target, drives, data, aggregate, period, audited
  // goal
  case scope, criterion
  // opening
  case recruiter, opened, loops, candidate, interviewers, feedback, debrief, veto, offer
  case hiringManager = "hiring_manager"
  case filledBy = "filled_by"
  case barRaiser = "bar_raiser"
  case barRaiserConsent = "bar_raiser_consent"
  /// An entry whose key is the user's own: a rule in `rules:`, a threshold, a person in `feedback:`.
  case entry = "*"
}
