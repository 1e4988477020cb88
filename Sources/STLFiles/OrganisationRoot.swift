import STLSystem

/// Where an organisation's root is when nobody names one.
package enum OrganisationRoot {
  private static let orgName = "org.yaml"

  /// The nearest of `directory` and those above it that holds `org.yaml`, a file; nil where none does.
  ///
  /// `directory` is an absolute path.
  package static func nearest(to directory: String) -> String? {
    var parts = directory.split(separator: "/")
    while true {
      let path = "/" + parts.joined(separator: "/")
      let file = parts.isEmpty ? path + orgName : path + "/" + orgName
      if (try? FileStamp(of: file))?.kind == .regular { return path }
      guard parts.popLast() != nil else { return nil }
    }
  }
}
