import STLJSON
import STLSystem
import STLWire
import Testing

/// What the kernel may refuse, hide or take away: limits and mounts in a namespace of their own.
@Suite(
  .enabled(if: Namespace.isPermitted, "no user namespace with mounts is permitted here: nothing of this was tried"))
struct KernelTests {
  private func text(_ title: String) -> String { "initiative: plan\ntitle: \(title)\n" }

  private func title(_ stld: Stld) throws -> String? {
    try stld.ask("Get", ["ref": "plan"])["entity"]?["title"]?.stringValue
  }

  private func watch(_ stld: Stld) throws -> (mode: String?, reason: String?) {
    let watch = try stld.ask("Status")["watch"]
    return (watch?["mode"]?.stringValue, watch?["reason"]?.stringValue)
  }

  @Test func `too few watches are named, polled around, and used when they are enough`() throws {
    let place = try Place(["plan.yaml": text("one"), "a/b/x.yaml": "team: x\n", "c/y.yaml": "team: y\n"])
    let stld = try Namespace.start(place, "echo 2 > /proc/sys/user/max_inotify_watches")
    #expect(try title(stld) == "one")
    #expect(try stld.ask("Status")["state"] == "ready")
    var (mode, reason) = try watch(stld)
    #expect(mode == "polling")
    #expect(reason == "user.max_inotify_watches is 2 for all programs of this user, and this root has 4 directories")
    try place.write("plan.yaml", text("two"))
    #expect(try title(stld) == "two")
    try place.run("rm", "-r", "a")
    #expect(try stld.ask("Rescan").verdict == "ok")
    (mode, reason) = try watch(stld)
    #expect(mode == "inotify")
    #expect(reason == nil)
    try place.write("plan.yaml", text("three"))
    #expect(try title(stld) == "three")
  }

  @Test func `no queue at all is named and polled around`() throws {
    let place = try Place(["plan.yaml": text("one")])
    let stld = try Namespace.start(place, "echo 0 > /proc/sys/user/max_inotify_instances")
    #expect(try title(stld) == "one")
    let (mode, reason) = try watch(stld)
    #expect(mode == "polling")
    #expect(reason == "user.max_inotify_instances is 0 for all programs of this user, and this root has 1 directories")
    try place.write("plan.yaml", text("two"))
    #expect(try title(stld) == "two")
  }

  /// Mounts an overlay of the directory `lower` beside the root.
  private func overlay(_ place: Place, at target: String) throws -> String {
    for name in ["lower", "upper", "work"] { try Files.makeDirectory(place.path + "/" + name) }
    return "cd \(place.path) && mount -t overlay o -o lowerdir=lower,upperdir=upper,workdir=work \(target)"
  }

  private func writeLower(_ place: Place, _ text: String) throws {
    try Descriptor.open(place.path + "/lower/plan.yaml", [.writeOnly, .create, .truncate], mode: 0o644)
      .writeAll(Array(text.utf8))
  }

  @Test(arguments: ["root", "root/sub"]) func `an overlay is polled, and its lower layer is seen`(target: String) throws
  {
    let place = try Place([:])
    try place.write("sub/x.yaml", "team: x\n")
    let mount = try overlay(place, at: target)
    try writeLower(place, text("one"))
    let stld = try Namespace.start(place, mount)
    #expect(try title(stld) == "one")
    let (mode, reason) = try watch(stld)
    #expect(mode == "polling")
    #expect(
      reason == (target == "root" ? "the root" : "\"sub\"") + " is on overlay, which does not tell of all changes")
    try writeLower(place, text("another"))
    #expect(try title(stld) == "another")
  }

  @Test func `an overlay is watched where that is asked for, and a memory disk below the root is`() throws {
    let place = try Place([:])
    let stld = try Namespace.start(place, overlay(place, at: "root"), ["--watch", "inotify"])
    _ = try stld.ask("Sync")
    #expect(try watch(stld).mode == "inotify")
    let other = try Place(["plan.yaml": text("one")])
    try Files.makeDirectory(other.full("sub"))
    let second = try Namespace.start(other, "mount -t tmpfs none \(other.root)/sub")
    _ = try second.ask("Sync")
    #expect(try watch(second).mode == "inotify")
  }

  @Test func `a root that is unmounted is served stale until it is mounted again`() throws {
    let place = try Place([:])
    let mount = "mount -t tmpfs none \(place.root)"
    let stld = try Namespace.start(
      place, mount + " && printf 'initiative: plan\\ntitle: one\\n' > \(place.root)/plan.yaml")
    #expect(try title(stld) == "one")
    let process = try stld.client().process
    func inside(_ script: String) throws {
      try place.run("nsenter", "-t", "\(process)", "-U", "-m", "--preserve-credentials", "sh", "-c", script, in: "/")
    }
    try inside("umount -l \(place.root)")
    let stale = try stld.ask("Findings")
    #expect(stale["stale"] == true)
    #expect(stale["revision"] == 1)
    let status = try stld.ask("Status")
    #expect(status["state"] == "degraded")
    #expect(status["reason"] == "the root was replaced by an empty directory: is a file system not mounted")
    #expect(try title(stld) == "one")
    try inside(mount + " && printf 'initiative: plan\\ntitle: two\\n' > \(place.root)/plan.yaml")
    #expect(try title(stld) == "two")
    #expect(try stld.ask("Status")["state"] == "ready")
  }
}

/// A user and mount namespace in which this user may do as root does.
private enum Namespace {
  private static let wrapper = ["/usr/bin/env", "unshare", "-Urm", "sh", "-ec"]
  private static let environment = ["PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"]

  /// Tried with one of each that the tests need.
  static let isPermitted: Bool = {
    guard let place = try? Place(["lower/a": "", "upper/a": "", "work": "", "target/a": ""]) else { return false }
    let script = """
      echo 9 > /proc/sys/user/max_inotify_watches; echo 9 > /proc/sys/user/max_inotify_instances; rm work; mkdir work
      mount -t overlay o -o lowerdir=lower,upperdir=upper,workdir=work target; mount -t tmpfs none target
      command -v nsenter
      """
    let outcome = try? Subprocess(
      program: wrapper[0], arguments: wrapper.dropFirst() + [script], environment: environment, directory: place.root,
      outputBytesMax: 1 << 16, timeNanosecondsMax: Stld.nanosecondsMax
    ).run()
    return outcome?.isSuccess ?? false
  }()

  /// A daemon in a namespace of its own, after a script in it.
  static func start(_ place: Place, _ script: String, _ arguments: [String] = []) throws -> Stld {
    try Stld(
      root: place.root, socket: place.socket, arguments, environment: environment,
      wrapper: wrapper + [script + "; exec \"$0\" \"$@\""])
  }
}
