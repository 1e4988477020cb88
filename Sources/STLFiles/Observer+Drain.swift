import STLSystem
import STLText

extension Observer {
  /// Takes all waiting events without blocking and turns them into hints; how many there were.
  @discardableResult
  package mutating func drain() -> Int {
    guard isWatching else { return 0 }
    var count = 0
    while true {
      let events: [WatchEvent]
      do {
        events = try files.watchEvents()
      } catch {
        // A queue that cannot be read tells nothing any more.
        poll(because: .failed(error))
        doubt()
        break
      }
      if events.isEmpty { break }
      for event in events { take(event) }
      count += events.count
      if count >= FileLimits.eventsPerDrainMax {
        doubt()
        break
      }
    }
    counters.events += count
    if hints.count > FileLimits.hintsMax { doubt() }
    if ended.count > FileLimits.endedWatchesMax {
      // Their last events were lost.
      ended = []
      doubt()
    }
    return count
  }

  /// Events were or may have been lost.
  mutating func doubt() {
    needsScan = true
    isDoubtful = true
  }

  private mutating func take(_ event: WatchEvent) {
    let mask = event.mask
    recent.append(event, in: place(of: event))
    if mask.contains(.overflowed) {
      counters.overflows += 1
      doubt()
      return
    }
    // HEAD and the lock are looked at, not believed; their events only wake the loop. A git directory that was renamed
    // to a name that counts is watched for both.
    let isGit = gitWatches.contains(event.watch)
    if mask.contains(.ignored) { gitWatches.remove(event.watch) }
    guard let paths = watched[event.watch] else {
      let isEnded = ended.contains(event.watch)
      if mask.contains(.ignored) { ended.remove(event.watch) }
      if !isGit, !isEnded { doubt() }
      return
    }
    if mask.contains(.ignored) {
      // The kernel ended the watch: the directory is gone or unmounted.
      watched[event.watch] = nil
      for path in paths {
        directories[path]?.watch = nil
        hints.tree(path)
      }
      return
    }
    for path in paths { hint(event, in: path) }
  }

  private mutating func hint(_ event: WatchEvent, in directory: FilePath) {
    let mask = event.mask
    if event.name.isEmpty {
      // About the directory itself; the root's own identity is checked in each look.
      if mask.contains(.attributes) { hints.list(directory) } else { hints.tree(directory) }
      return
    }
    let fileName = FileName(event.name)
    if fileName == .hidden { return }
    let comesOrGoes = !mask.isDisjoint(with: [.created, .deleted, .movedFrom, .movedTo])
    guard let name = FilePath(bytes: event.name) else {
      // How it is shown depends on the other names: only the whole list tells.
      if mask.contains(.isDirectory) {
        if comesOrGoes || mask.contains(.attributes) { hints.tree(directory) }
      } else if comesOrGoes || fileName.isRead {
        hints.list(directory)
      }
      return
    }
    if mask.contains(.isDirectory) {
      if comesOrGoes {
        hints.tree(FilePath.join(directory, name))
      } else if mask.contains(.attributes) {
        hints.list(FilePath.join(directory, name))
      }
      return
    }
    switch fileName {
    case .yaml, .markdown:
      if mask == .modified { hints.dirty(name, in: directory) } else { hints.name(name, in: directory) }
    case .other:
      // A document or a link to a directory may come or go; what is in it does not matter.
      if comesOrGoes { hints.name(name, in: directory) }
    case .litter, .hidden: break
    }
  }

  /// The watched directory, for people.
  private func place(of event: WatchEvent) -> FilePath {
    if let paths = watched[event.watch] { return paths.min() ?? "" }
    return gitWatches.contains(event.watch) ? ".git" : "?"
  }
}
