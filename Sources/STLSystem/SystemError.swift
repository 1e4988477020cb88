/// The system room: the Linux kernel, wrapped thinly, one function for one kernel call.
///
/// It is the only target that imports Glibc, reads `errno` or writes `unsafe`. It retries interrupted calls, closes
/// descriptors and names what failed; it knows no file format, no limit of ours and no policy.

internal import Glibc

/// A failed kernel call: which, on what, and why.
package struct SystemError: Error, Hashable, Sendable {
  /// Name of the call, such as `openat2`.
  package var call: String
  /// Path or address that the call was about, where it had one.
  package var path: String?
  package var errno: Errno

  package init(call: String, path: String? = nil, errno: Errno) {
    self.call = call
    self.path = path
    self.errno = errno
  }
}

extension SystemError: CustomStringConvertible {
  /// `open "x": permission denied (EACCES)`.
  package var description: String {
    let subject = path.map { " \"\($0)\"" } ?? ""
    return "\(call)\(subject): \(errno)"
  }
}

/// A number of `errno`, under the kernel's own names.
package struct Errno: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  package static let E2BIG = Errno(rawValue: Glibc.E2BIG)
  package static let EACCES = Errno(rawValue: Glibc.EACCES)
  package static let EADDRINUSE = Errno(rawValue: Glibc.EADDRINUSE)
  package static let EAGAIN = Errno(rawValue: Glibc.EAGAIN)
  package static let EBADF = Errno(rawValue: Glibc.EBADF)
  package static let ECHILD = Errno(rawValue: Glibc.ECHILD)
  package static let ECONNABORTED = Errno(rawValue: Glibc.ECONNABORTED)
  package static let ECONNREFUSED = Errno(rawValue: Glibc.ECONNREFUSED)
  package static let ECONNRESET = Errno(rawValue: Glibc.ECONNRESET)
  package static let EEXIST = Errno(rawValue: Glibc.EEXIST)
  package static let EFBIG = Errno(rawValue: Glibc.EFBIG)
  package static let EINPROGRESS = Errno(rawValue: Glibc.EINPROGRESS)
  package static let EINVAL = Errno(rawValue: Glibc.EINVAL)
  package static let EIO = Errno(rawValue: Glibc.EIO)
  package static let EISDIR = Errno(rawValue: Glibc.EISDIR)
  package static let ELOOP = Errno(rawValue: Glibc.ELOOP)
  package static let EMFILE = Errno(rawValue: Glibc.EMFILE)
  package static let ENAMETOOLONG = Errno(rawValue: Glibc.ENAMETOOLONG)
  package static let ENFILE = Errno(rawValue: Glibc.ENFILE)
  package static let ENOENT = Errno(rawValue: Glibc.ENOENT)
  package static let ENOMEM = Errno(rawValue: Glibc.ENOMEM)
  package static let ENOSPC = Errno(rawValue: Glibc.ENOSPC)
  package static let ENOSYS = Errno(rawValue: Glibc.ENOSYS)
  package static let ENOTCONN = Errno(rawValue: Glibc.ENOTCONN)
  package static let ENOTDIR = Errno(rawValue: Glibc.ENOTDIR)
  package static let ENOTEMPTY = Errno(rawValue: Glibc.ENOTEMPTY)
  package static let ENOTSOCK = Errno(rawValue: Glibc.ENOTSOCK)
  package static let ENXIO = Errno(rawValue: Glibc.ENXIO)
  package static let EPERM = Errno(rawValue: Glibc.EPERM)
  package static let EPIPE = Errno(rawValue: Glibc.EPIPE)
  package static let ESRCH = Errno(rawValue: Glibc.ESRCH)
  package static let ESTALE = Errno(rawValue: Glibc.ESTALE)
  package static let ETIMEDOUT = Errno(rawValue: Glibc.ETIMEDOUT)
  package static let EXDEV = Errno(rawValue: Glibc.EXDEV)

  /// `EACCES`, or `errno 9999` for a number without a name.
  package var name: String {
    guard let name = unsafe strerrorname_np(rawValue) else { return "errno \(rawValue)" }
    return unsafe String(cString: name)
  }

  /// The system's own words in lower case, such as `permission denied`.
  package var words: String {
    guard let words = unsafe strerrordesc_np(rawValue) else { return "unknown error" }
    let text = unsafe String(cString: words)
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension Errno: CustomStringConvertible {
  /// `permission denied (EACCES)`.
  package var description: String { "\(words) (\(name))" }
}

/// Makes a kernel call again while a signal interrupts it; -1 becomes an error.
@discardableResult
func retrying<Result: SignedInteger>(
  _ call: String, _ path: String? = nil, _ body: () -> Result
) throws(SystemError) -> Result {
  while true {
    let result = body()
    if result != -1 { return result }
    let number = Glibc.errno
    if number != EINTR { throw SystemError(call: call, path: path, errno: Errno(rawValue: number)) }
  }
}

/// Makes a kernel call once; -1 becomes an error.
@discardableResult
func once<Result: SignedInteger>(
  _ call: String, _ path: String? = nil, _ body: () -> Result
) throws(SystemError) -> Result {
  let result = body()
  if result == -1 { throw SystemError(call: call, path: path, errno: Errno(rawValue: Glibc.errno)) }
  return result
}

/// Refuses a path that C would cut off at a NUL.
func refuseNUL(_ path: String, call: String) throws(SystemError) {
  if path.utf8.contains(0) { throw SystemError(call: call, path: path, errno: .EINVAL) }
}
