import STLSystem
import Testing

@testable import STLDaemon

/// The configuration file.
@Suite struct ConfigurationTests {
  @Test func `a configuration has a size`() throws {
    let folder = try Files.makeTemporaryDirectory(prefix: "/tmp/stl-daemon-")
    let path = folder + "/stld.yaml"
    defer {
      _ = try? Files.unlink(path)
      _ = try? Files.removeDirectory(folder)
    }
    let text = "log_level: debug\n#"
    for count in [DaemonLimits.configurationBytesMax, DaemonLimits.configurationBytesMax + 1] {
      let rest = String(repeating: " ", count: count - text.utf8.count)
      try Descriptor.open(path, [.writeOnly, .create, .truncate], mode: 0o644).writeAll(Array((text + rest).utf8))
      let entries = try? ConfigurationFile(path).entries.count
      #expect(entries == (count == DaemonLimits.configurationBytesMax ? 1 : nil))
    }
  }
}
