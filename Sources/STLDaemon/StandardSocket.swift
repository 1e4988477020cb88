import STLSystem

/// Where a daemon listens, and is looked for, when nobody says.
package enum StandardSocket {
  /// The one of a daemon that root runs.
  package static let system = "/run/stl/stld.sock"

  /// The one of a daemon that this process's user runs; `variable` gives a variable of the environment, or nil.
  package static func own(_ variable: (String) -> String?) -> String {
    let user = Process.effectiveUserID
    return user == 0 ? system : (variable("XDG_RUNTIME_DIR") ?? "/run/user/\(user)") + "/stl/stld.sock"
  }

  /// Those that a client tries, the user's own first.
  package static func all(_ variable: (String) -> String?) -> [String] {
    let own = own(variable)
    return own == system ? [system] : [own, system]
  }
}
