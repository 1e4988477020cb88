internal import Glibc

/// The kernel's clocks.
package enum Clocks {
  /// Nanoseconds of a clock that only goes forward; its zero means nothing.
  package static func monotonicNanoseconds() -> Int64 { now(CLOCK_MONOTONIC) }

  /// Nanoseconds since 1970; jumps where somebody sets the clock.
  package static func realtimeNanoseconds() -> Int64 { now(CLOCK_REALTIME) }

  /// Nanoseconds since 1970 of the last clock tick: what file systems stamp files with.
  package static func fileNanoseconds() -> Int64 { now(CLOCK_REALTIME_COARSE) }

  /// Seconds since 1970.
  package static func realtimeSeconds() -> Int64 { now(CLOCK_REALTIME) / 1_000_000_000 }

  /// Day of the local calendar at `seconds` since 1970 (nil: now), by `TZ` or the system's time zone.
  package static func localDate(at seconds: Int64? = nil) -> (year: Int, month: Int, day: Int) {
    let parts = localTime(at: seconds)
    return (parts.year, parts.month, parts.day)
  }

  /// Time on the local clock at `seconds` since 1970 (nil: now), with the seconds east of UTC.
  package static func localTime(
    at seconds: Int64? = nil
  ) -> (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, offset: Int) {
    var time = time_t(seconds ?? realtimeSeconds())
    var parts = unsafe tm()
    // localtime_r alone need not notice TZ.
    tzset()
    _ = unsafe localtime_r(&time, &parts)
    return unsafe (
      Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday), Int(parts.tm_hour), Int(parts.tm_min),
      Int(parts.tm_sec), Int(parts.tm_gmtoff)
    )
  }

  private static func now(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    // Cannot fail for these clocks and a valid pointer.
    _ = unsafe clock_gettime(clock, &time)
    return nanoseconds(time)
  }
}
