extension Schema {
  static let initiative = KindSchema(
    kind: .initiative,
    summary: "Something that the organisation set out to do; while it is active it needs one dedicated leader.",
    fields: initiativeLead + initiativeWork + common)

  private static let initiativeLead: [Field] = [
    Field(.title, .text, "Name for readers."),
    Field(.parent, .reference(.initiative), "The initiative that this one is part of."),
    Field(.goal, .reference(.goal), "The goal that it serves."),
    Field(.leader, .reference(.person), list: true, "The one person who leads it and nothing else."),
    Field(.interim, .reference(.person), "Who covers while the leader's seat is empty."),
    Field(.deputy, .reference(.person), "Who stands in for days; costs nothing."),
    Field(
      .handover,
      .map([
        Field(.on, .date, "The day of the hand-over, or the day on which the initiative ends."),
        Field(.to, .reference(.person), "Who takes over; left out, it ends that day."),
      ]), "A change of leader that is already agreed."),
    Field(.dedication, .percent, "Share of the leader's working time that the initiative may count on."),
    Field(.team, .reference(.team), "The team that the leader heads for it."),
    Field(.sponsor, .reference(.person), "Who answers for it above the leader."),
    Field(
      .contributors,
      .referenceOrMap(
        .person,
        [
          Field(.person, .reference(.person), "Who contributes."),
          Field(.share, .percent, "Share of that person's working time."),
        ]), list: true, "People who work on it without leading it."),
    Field(.authority, .word(["staffing", "roadmap", "budget"]), list: true, "What the leader decides alone."),
    Field(.skills, .text, list: true, "What a leader of it has to know."),
    Field(
      .status, .word(["proposed", "active", "paused", "done", "cancelled", "rejected"]),
      "Where it stands; left out, active."),
    Field(.priority, .number, "1 is highest; ties are fine; none sorts last."),
  ]

  private static let initiativeWork: [Field] = [
    Field(.customer, .text, "Who it is for."),
    Field(.problem, .text, "What the customer cannot do today."),
    Field(.door, .word(["one-way", "two-way"]), "Whether the decision can be taken back."),
    Field(
      .decision,
      .map([
        Field(.decider, .reference(.person), "Who decided."),
        Field(.date, .date, "When."),
        Field(.dissent, .reference(.person), list: true, "Who disagreed."),
        Field(.committed, .reference(.person), list: true, "Who disagreed and committed."),
        Field(.reversalCost, .text, "What taking it back would cost."),
      ]), "The decision behind it."),
    Field(.starts, .date, "First day; before it the initiative is planned."),
    Field(.due, .date, "Day on which it should be done."),
    Field(.prfaq, .path(allowsSelf: true), "Its press release and FAQ; `self` for the text of this Markdown file."),
    Field(.narrative, .path(allowsSelf: true), "Its six-page narrative; `self` for the text of this Markdown file."),
    Field(.metrics, .reference(.metric), list: true, "Metrics that show whether it works."),
    Field(
      .dependsOn,
      .referenceOrMap(
        .initiative,
        [
          Field(.initiative, .reference(.initiative), "The initiative that is needed."),
          Field(.team, .reference(.team), "Or the team that is needed."),
          Field(.kind, .word(["blocking", "slowing", "ok"]), "How much it hurts."),
          Field(.for, .text, "What is needed."),
          Field(.acceptedBy, .reference(.person), "Who on the other side agreed."),
          Field(.removeBy, .date, "When the dependency will be gone."),
        ]), list: true, "What it needs from others and cannot supply itself."),
    Field(
      .updates,
      .map([
        Field(.date, .date, required: true, "Day of the update."),
        Field(.status, .word(["green", "yellow", "red"]), "How it stands."),
        Field(.note, .text, "One or two sentences."),
        Field(.pathToGreen, .text, "How it becomes green again."),
      ]), list: true, "What its leader reported, newest or oldest first."),
    Field(.replacedBy, .reference(.initiative), list: true, "What came instead of it."),
  ]

  static let person = KindSchema(
    kind: .person, summary: "Someone who can lead, contribute or interview.",
    fields: [
      Field(.name, .text, "Name for readers."),
      Field(.email, .text, "Address; a reference may use it instead of the id."),
      Field(.manager, .reference(.person), "Whom the person reports to."),
      Field(.team, .reference(.team), "The person's home team."),
      Field(.title, .text, "What the person does."),
      Field(.level, .text, "Level; never checked."),
      Field(.joined, .date, "First day."),
      Field(.left, .date, "Day on which the person is gone."),
      Field(.status, .word(["active", "left"]), "Left out, active."),
      Field(
        .away,
        .map([
          Field(.from, .date, "First day away."),
          Field(.until, .date, "Last day away."),
        ]), list: true, "Absences; no reason belongs here."),
      Field(.barRaiserSince, .date, "Day since which the person is a Bar Raiser."),
      Field(.skills, .text, list: true, "What the person knows."),
      Field(
        .commitments,
        .map([
          Field(.what, .text, "The duty."),
          Field(.share, .percent, "Share of the person's working time."),
          Field(.from, .date, "First day."),
          Field(.until, .date, "Last day."),
        ]), list: true, "Duties besides initiatives."),
    ] + common)

  static let team = KindSchema(
    kind: .team, summary: "People who work together under one leader.",
    fields: [
      Field(.title, .text, "Name for readers."),
      Field(.leader, .reference(.person), list: true, "The one person who leads it."),
      Field(.interim, .reference(.person), "Who covers while the leader's seat is empty."),
      Field(.parent, .reference(.team), "The team that this one is part of."),
      Field(.status, .word(["active", "ended"]), "Left out, active."),
      Field(.mission, .text, "What it is for."),
      Field(.members, .reference(.person), list: true, "Guests; a person's home is `team:` on the person."),
      Field(.runs, .text, list: true, "Work without an end; in no figure."),
      Field(.serves, .wordOrReference("all", .team), list: true, "Teams that it serves, or `all`."),
      Field(.shipsAlone, .yesNo, "Whether it can ship its own change without another team."),
      Field(.tenets, .text, list: true, "At most seven, its own."),
      Field(.replacedBy, .reference(.team), list: true, "What came instead of it."),
    ] + common)

  static let metric = KindSchema(
    kind: .metric, summary: "A number that is followed week by week.",
    fields: [
      Field(.title, .text, "Name for readers."),
      Field(.kind, .word(["input", "output", "composite"]), "Input: controllable; output: the result."),
      Field(.owner, .reference(.person), "Who explains it."),
      Field(.unit, .text, "Unit of its values."),
      Field(.better, .word(["up", "down"]), "Which way is better."),
      Field(.target, .decimal, "Value to reach."),
      Field(.drives, .reference(.metric), list: true, "Metrics that it moves."),
      Field(.data, .path(allowsSelf: false), "CSV file with date,value and optionally target,prior."),
      Field(.aggregate, .word(["sum", "mean", "min", "max", "last"]), "How days become weeks and months."),
      Field(.period, .word(["day", "week", "month"]), "How often a value is due."),
      Field(.audited, .date, "Day of the last audit."),
    ] + common)

  static let goal = KindSchema(
    kind: .goal, summary: "Something that is met or not met, with one owner.",
    fields: [
      Field(.title, .text, "Name for readers."),
      Field(.owner, .reference(.person), "Who owns it."),
      Field(.scope, .word(["s-team", "org", "team"]), "Whose goal it is."),
      Field(.metric, .reference(.metric), "The metric that tells."),
      Field(.criterion, .text, "When it is met, where no metric tells."),
      Field(.target, .decimal, "Its own target; left out, the metric's."),
      Field(.due, .date, "Day by which."),
      Field(.status, .word(["open", "met", "not-met"]), "Left out, open."),
    ] + common)

  static let opening = KindSchema(
    kind: .opening, summary: "A seat that is being hired for.",
    fields: [
      Field(.title, .text, "The role."),
      Field(.team, .reference(.team), "Team that hires."),
      Field(.initiative, .reference(.initiative), "Initiative that the person is for."),
      Field(.hiringManager, .reference(.person), "Who hires."),
      Field(.recruiter, .reference(.person), "Who recruits."),
      Field(.status, .word(["open", "interviewing", "offered", "filled", "closed"]), "Left out, open."),
      Field(.opened, .date, "Day on which it was opened."),
      Field(.filledBy, .reference(.person), "Who was hired."),
      Field(
        .loops,
        .map([
          Field(.candidate, .text, required: true, "Opaque id of the candidate; never a name."),
          Field(.barRaiser, .reference(.person), "The loop's Bar Raiser."),
          Field(.interviewers, .reference(.person), list: true, "Everyone in the loop."),
          Field(.feedback, .datesByPerson, "Day on which each interviewer's written feedback was there."),
          Field(.debrief, .date, "Day of the debrief."),
          Field(.decision, .word(["hire", "no-hire"]), "Outcome."),
          Field(.barRaiserConsent, .yesNo, "Whether the Bar Raiser agreed."),
          Field(.veto, .yesNo, "Whether the Bar Raiser vetoed."),
          Field(.offer, .yesNo, "Whether an offer was made."),
        ]), list: true, "Interview loops."),
    ] + common)

  static let org = KindSchema(
    kind: .org, summary: "The organisation's own settings, in `org.yaml` at the root.",
    fields: [
      Field(.title, .text, "Name for readers."),
      Field(.headline, .word(["initiatives", "teams"]), "What the headline counts; left out, initiatives."),
      Field(.preset, .word(["company", "foundation"]), "A named set of settings; left out, company."),
      Field(.rules, .ruleSettings, "Severity of a rule by code, name or family; the most specific wins."),
      Field(.thresholds, .thresholds, "Numbers that rules compare with."),
      Field(.rulesAsOf, .version, "Version whose rules count in full; newer ones are info at most."),
      Field(.include, .glob, list: true, "Only files that match are read; left out, all."),
      Field(.ignore, .glob, list: true, "Files that match are not read."),
      Field(.people, .word(["full", "ids"]), "`ids` prints ids only, everywhere."),
    ] + common)
}
