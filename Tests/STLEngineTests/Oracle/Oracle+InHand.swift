// What section 3 of the contract says about dates that end a flag, and section 4 about severities that depend on them.

extension Oracle {
  // "A flagged initiative is *in hand* when a date in the files ends it: `handover`, an interim or absence with an end,
  // arriving. All others *need a decision*."
  func inHand(_ seat: Seat) -> InHand? {
    guard let state = state(of: seat), state != "dedicated" else { return nil }
    if let day = handoverDay(seat, state) { return InHand(how: "handover", until: day) }
    switch state {
    case "arriving", "absent": return returning(seat)
    case "interim": return returning(seat).map { InHand(how: "interim", until: $0.until) }
    case "divided": return dutyDay(seat).map { InHand(how: "duty", until: $0) }
    default: return nil
    }
  }

  /// When the one leader who is not there is there.
  private func returning(_ seat: Seat) -> InHand? {
    guard seat.leaders.count == 1, let leader = person(seat.leaders[0]) else { return nil }
    if isDeparted(leader) { return nil }
    if isArriving(leader) { return leader.joined.map { InHand(how: "arriving", until: $0) } }
    // The last of the absences that hold; one without an end has none.
    var last: PlainDay?
    for absence in leader.away {
      var alone = leader
      alone.away = [absence]
      if !isAbsent(alone) { continue }
      guard let until = absence.until else { return nil }
      if last == nil || until > last ?? until { last = until }
    }
    return last.map { InHand(how: "absence", until: $0) }
  }

  /// The first day after which the duties that are left fit.
  private func dutyDay(_ seat: Seat) -> PlainDay? {
    guard let leader = person(seat.leaders[0]) else { return nil }
    let days = leader.commitments.compactMap(\.until).filter { $0 >= today }.sorted()
    return days.first { day in
      !areTooMany(leader, in: seat) { commitment in commitment.until.map { $0 <= day } ?? false }
    }
  }

  /// The day of a hand-over that is agreed: "until `on` (at most `handover_days`, 90, ahead)".
  ///
  /// One to the person who leads already is none.
  func agreedDay(_ seat: Seat) -> PlainDay? {
    guard seat.kind == .initiative, let handover = seat.handover else { return nil }
    if let to = handover.to, seat.leaders == [to] { return nil }
    return handover.day >= today && handover.day <= today.adding(handoverDays) ? handover.day : nil
  }

  // "until `on` (…) STL004 and STL005 are info on this initiative and on those of the same leader that become clear by
  // it; without `to` the initiative ends that day"
  //
  // A seat is in hand by it when it has ended or is clear once all that is agreed has happened.
  private func handoverDay(_ seat: Seat, _ state: String) -> PlainDay? {
    var day = agreedDay(seat)
    if day == nil, state == "shared" {
      for other in initiatives where self.state(of: other) != nil && other.leaders.contains(seat.leaders[0]) {
        if let on = agreedDay(other), day == nil || on > day ?? on { day = on }
      }
    }
    guard let day, seat.kind == .initiative else { return nil }
    let later = afterHandovers
    guard let then = later.initiatives.first(where: { $0.id == seat.id }) else { return nil }
    let isClear = later.state(of: then).map { $0 == "dedicated" } ?? true
    return isClear ? day : nil
  }

  /// The same day, with everything that is agreed done.
  private var afterHandovers: Oracle {
    var later = self
    for index in initiatives.indices {
      guard initiatives[index].isActive, agreedDay(initiatives[index]) != nil else { continue }
      if let to = initiatives[index].handover?.to {
        later.initiatives[index].leaders = [to]
        later.initiatives[index].interim = nil
      } else {
        later.initiatives[index].isActive = false
      }
    }
    return later
  }

  // Section 4: "STL004 shared | error; info under `handover`", "STL005 divided | warning; info when an end is given",
  // "STL006 departed | error; arriving info", "STL010 interim | info, warning after 90 days": the lower one without
  // history.
  func severity(_ seat: Seat) -> String? {
    let isEased = inHand(seat) != nil || agreedDay(seat) != nil
    switch state(of: seat) {
    case "shared": return isEased ? "STL004 info" : "STL004 error"
    case "divided": return isEased ? "STL005 info" : "STL005 warning"
    case "departed": return "STL006 error"
    case "arriving": return "STL006 info"
    case "interim": return "STL010 info"
    default: return nil
    }
  }
}
