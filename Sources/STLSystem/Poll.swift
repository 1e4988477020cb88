internal import Glibc

/// What a descriptor is ready for, or is waited for.
package struct Readiness: OptionSet, Hashable, Sendable {
  package let rawValue: Int16

  package init(rawValue: Int16) { self.rawValue = rawValue }

  package static let readable = Readiness(rawValue: Int16(POLLIN))
  package static let writable = Readiness(rawValue: Int16(POLLOUT))
  /// Never asked for, always told.
  package static let failed = Readiness(rawValue: Int16(POLLERR))
  /// Never asked for, always told: the other side has closed both directions.
  package static let hungUp = Readiness(rawValue: Int16(POLLHUP))
  /// Never asked for, always told: no open descriptor.
  package static let invalid = Readiness(rawValue: Int16(POLLNVAL))
}

/// One descriptor to wait for.
package struct PollEntry: Hashable, Sendable {
  /// A negative number is passed over.
  package var descriptor: Int32
  package var interest: Readiness
  /// What the last `poll` found.
  package var ready: Readiness = []

  package init(_ descriptor: Int32, _ interest: Readiness) {
    self.descriptor = descriptor
    self.interest = interest
  }
}

/// Waits until a descriptor is ready, `timeoutNanoseconds` have passed (nil: for ever) or a signal handler ran; how
/// many entries are ready.
@discardableResult
package func poll(_ entries: inout [PollEntry], timeoutNanoseconds: Int64?) throws(SystemError) -> Int {
  var list = entries.map { pollfd(fd: $0.descriptor, events: $0.interest.rawValue, revents: 0) }
  let wait = max(0, timeoutNanoseconds ?? 0)
  var limit = timespec(tv_sec: Int(wait / 1_000_000_000), tv_nsec: Int(wait % 1_000_000_000))
  let hasLimit = timeoutNanoseconds != nil
  var ready = 0
  do {
    ready = try once("ppoll") {
      unsafe list.withUnsafeMutableBufferPointer { buffer in
        unsafe withUnsafePointer(to: &limit) { limit in
          unsafe Int(ppoll(buffer.baseAddress, nfds_t(buffer.count), hasLimit ? limit : nil, nil))
        }
      }
    }
  } catch  where error.errno.rawValue == EINTR {
    ready = 0
  }
  for index in entries.indices { entries[index].ready = ready > 0 ? Readiness(rawValue: list[index].revents) : [] }
  return ready
}
