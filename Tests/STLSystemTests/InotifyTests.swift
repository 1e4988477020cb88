import STLSystem
import Testing

@Suite struct InotifyTests {
  @Test func `what happens in a directory is told with names`() throws {
    let scratch = try Scratch()
    let queue = try Inotify()
    let directory = try Descriptor.open(scratch.path, [.directory, .pathOnly])
    let watch = try queue.add(directory, [.created, .closedAfterWrite, .movedFrom, .movedTo, .deleted, .noFollow])
    #expect(try queue.add(scratch.path, [.created, .closedAfterWrite, .movedFrom, .movedTo, .deleted]) == watch)
    #expect(try queue.events() == [])
    try scratch.write("a", "x")
    try Files.rename(scratch.full("a"), to: scratch.full("b"))
    try Files.makeDirectory(scratch.full("d"))
    let events = try queue.events()
    #expect(events.map(\.mask.names) == ["CREATE", "CLOSE_WRITE", "MOVED_FROM", "MOVED_TO", "CREATE|ISDIR"])
    #expect(events.map { String(decoding: $0.name, as: UTF8.self) } == ["a", "a", "a", "b", "d"])
    #expect(events.allSatisfy { $0.watch == watch })
    #expect(events[2].cookie == events[3].cookie)
    #expect(events[2].cookie != 0)
    try queue.remove(watch)
    #expect(try queue.events() == [WatchEvent(watch: watch, mask: .ignored)])
    #expect(throws: SystemError(call: "inotify_rm_watch", errno: .EINVAL)) { try queue.remove(watch) }
  }

  @Test func `a link or a file is no directory to watch`() throws {
    let scratch = try Scratch()
    try scratch.write("file", "")
    try Files.symbolicLink(scratch.full("link"), to: ".")
    let queue = try Inotify()
    for name in ["file", "link"] {
      #expect(throws: SystemError(call: "inotify_add_watch", path: scratch.full(name), errno: .ENOTDIR)) {
        try queue.add(scratch.full(name), [.created, .onlyDirectory, .noFollow])
      }
    }
  }

  @Test func `more names than one read takes come in several`() throws {
    let scratch = try Scratch()
    let queue = try Inotify()
    _ = try queue.add(scratch.path, .created)
    for index in 0..<3000 { try scratch.write("a-name-long-enough-\(index)", "") }
    var count = 0
    while true {
      let events = try queue.events()
      if events.isEmpty { break }
      count += events.count
    }
    #expect(count == 3000)
  }

  @Test func `the kernel tells its limits`() throws {
    #expect(try #require(kernelSetting("fs.inotify.max_user_watches")) > 0)
    #expect(kernelSetting("fs.inotify.no_such_setting") == nil)
  }
}
