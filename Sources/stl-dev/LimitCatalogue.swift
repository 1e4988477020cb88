import STLDaemon
import STLFiles
import STLJSON
import STLModel
import STLReports
import STLRules
import STLService
import STLSyntax
import STLSystem
import STLText
import STLWire

/// Every limit of the program, from the files to the socket.
///
/// The constants stay plain numbers where they are used; a repository test compares this list with the sources.
enum LimitCatalogue {
  static let all = files + rules + watching + git + socket + answers + daemon

  private static let files: [NamedLimit] = [
    NamedLimit(
      "SourceFile.bytesMax", SourceFile.bytesMax, .bytes, "a file, on disk and in CheckText",
      beyond: "FILE012, and nothing of it is read",
      test: "STLFilesTests/HardCaseTests.swift: a large file is not read, and its size is said"),
    NamedLimit(
      "Limit.depth", Limit.depth, .pieces, "collections inside one another", beyond: "FILE004 at the place",
      test: "STLSyntaxTests/LimitTests.swift: nesting has a limit"),
    NamedLimit(
      "Limit.problems", Limit.problems, .pieces, "problems of a file's syntax", beyond: "the rest is not told",
      test: "STLSyntaxTests/LimitTests.swift: problems have a limit and the documents behind it stay whole"),
    NamedLimit(
      "SourceFile.problemsMax", SourceFile.problemsMax, .pieces, "problems of one kind in the documents of one file",
      beyond: "the others are counted",
      test:
        "STLModelTests/ReadingTests.swift: of each kind of problem a file tells the first, and how many more there are"),
    NamedLimit(
      "Limit.keyCharacters", Limit.keyCharacters, .pieces, "characters of a key", beyond: "FILE004 at the place",
      test: "STLSyntaxTests/LimitTests.swift: a key has at most 1024 characters"),
    NamedLimit(
      "Numbers.wholeMax", Numbers.wholeMax, .pieces, "a whole number in a file", beyond: "FILE008",
      test: "STLModelTests/ReadingTests.swift: a wrong value is told by its own key and range"),
    NamedLimit(
      "ID.bytesMax", ID.bytesMax, .bytes, "an id", beyond: "FILE010",
      test: "STLModelTests/ReadingTests.swift: says what an id is"),
  ]

  private static let rules: [NamedLimit] = [
    NamedLimit(
      "FixMaker.fixesMax", FixMaker.fixesMax, .pieces, "fixes of one rule in one evaluation",
      beyond: "findings without a fix, until these are applied",
      test: "STLRulesTests/FixTests.swift: a rule makes a limited number of fixes"),
    NamedLimit(
      "Version.digitsMax", Version.digitsMax, .pieces, "digits of a number in `rules_as_of`", beyond: "FILE008",
      test: "STLTextTests/VersionTests.swift: reads up to three numbers"),
    NamedLimit(
      "Suggestions.comparisonsMax", Suggestions.comparisonsMax, .pieces,
      "comparisons of ids in one evaluation, to find what was meant", beyond: "references without a suggestion",
      test: "STLRulesTests/SuggestionTests.swift: suggestions have a budget"),
  ]

  private static let watching: [NamedLimit] = [
    NamedLimit(
      "FileLimits.readAttemptsMax", FileLimits.readAttemptsMax, .pieces,
      "readings in a row of a file that changes meanwhile", beyond: "it is read again in the next look",
      test: "STLFilesTests/FaultTests.swift: a file that changes while it is read is read again"),
    NamedLimit(
      "FileLimits.roundsMax", FileLimits.roundsMax, .pieces,
      "rounds of one look, for files that become directories meanwhile", beyond: "a scan of the whole tree",
      test: "STLFilesTests/LimitTests.swift: rounds of a look"),
    NamedLimit(
      "FileLimits.hintsMax", FileLimits.hintsMax, .pieces, "paths to look at again", beyond: "a scan of the whole tree",
      test: "STLFilesTests/LimitTests.swift: hints"),
    NamedLimit(
      "FileLimits.eventsPerDrainMax", FileLimits.eventsPerDrainMax, .pieces, "events that are taken at a time",
      beyond: "at this many a scan of the whole tree", test: "STLFilesTests/LimitTests.swift: events of a drain"),
    NamedLimit(
      "FileLimits.endedWatchesMax", FileLimits.endedWatchesMax, .pieces, "ended watches whose last event is awaited",
      beyond: "they are forgotten, with a scan of the whole tree",
      test: "STLFilesTests/LimitTests.swift: ended watches"),
    NamedLimit(
      "FileLimits.recentEventsMax", FileLimits.recentEventsMax, .pieces, "raw events that are kept for a debug dump",
      beyond: "the oldest is forgotten",
      test: "STLFilesTests/FaultTests.swift: the last events are kept, and no more"),
    NamedLimit(
      "FileLimits.tickNanoseconds", Int(FileLimits.tickNanoseconds), .nanoseconds,
      "a change this close to the reading may hide another one", beyond: "the file is not read again without a hint",
      test: "STLFilesTests/LimitTests.swift: a tick"),
    NamedLimit(
      "FileLimits.remoteTickNanoseconds", Int(FileLimits.remoteTickNanoseconds), .nanoseconds,
      "the same on file systems of other machines", beyond: "the file is not read again without a hint",
      test: "STLFilesTests/LimitTests.swift: a tick"),
  ]

  private static let git: [NamedLimit] = [
    NamedLimit(
      "FileLimits.gitLineBytesMax", FileLimits.gitLineBytesMax, .bytes,
      "HEAD, a reference, `commondir`, a `.git` that names a directory", beyond: "no commit or no work tree is found",
      test: "STLFilesTests/LimitTests.swift: files of git that are one line"),
    NamedLimit(
      "FileLimits.gitPackedBytesMax", FileLimits.gitPackedBytesMax, .bytes, "git's packed references",
      beyond: "no commit is found in them", test: "STLFilesTests/LimitTests.swift: packed references"),
    NamedLimit(
      "FileLimits.gitHopsMax", FileLimits.gitHopsMax, .pieces, "references from HEAD to a commit",
      beyond: "no commit is found", test: "STLFilesTests/LimitTests.swift: references that name references"),
  ]

  private static let socket: [NamedLimit] = [
    NamedLimit(
      "SocketAddress.bytesMax", SocketAddress.bytesMax, .bytes, "the path of a socket", beyond: "an error at the start",
      test: "STLSystemTests/SocketTests.swift: the longest path of a socket"),
    NamedLimit(
      "ServiceManager.passedMax", ServiceManager.passedMax, .pieces, "sockets that a service manager passes",
      beyond: "none is taken", test: "STLSystemTests/SocketTests.swift: passed sockets are those of this process"),
    NamedLimit(
      "Limits.requestBytesMax", Limits.requestBytesMax, .bytes, "a call, CheckText and Report apart",
      beyond: "the reply LimitExceeded",
      test: "STLDaemonTests/ConnectionTests.swift: a message that is too long for its method is refused"),
    NamedLimit(
      "Limits.messageBytesMax", Limits.messageBytesMax, .bytes, "any message", beyond: "the connection closes",
      test: "STLWireTests/FrameReaderTests.swift: takes frames of exactly its limit"),
    NamedLimit(
      "Limits.requestValuesMax", Limits.requestValuesMax, .pieces, "JSON values in a call",
      beyond: "the connection closes", test: "STLWireTests/CallTests.swift: limits values"),
    NamedLimit(
      "JSONReader.depthMax", JSONReader.depthMax, .pieces, "JSON arrays and objects inside one another",
      beyond: "the connection closes", test: "STLJSONTests/JSONReaderTests.swift: limits depth"),
    NamedLimit(
      "Limits.replyBytesMax", Limits.replyBytesMax, .bytes, "a reply", beyond: "the reply LimitExceeded",
      test: "STLDaemonTests/ConnectionTests.swift: a reply that would be too long is an error"),
    NamedLimit(
      "Limits.unsentBytesMax", Limits.unsentBytesMax, .bytes, "replies that a peer has not taken",
      beyond: "the connection closes", test: "STLWireTests/ConnectionTests.swift: limits unsent output"),
    NamedLimit(
      "Limits.unsentBytesBeforeNextCallMax", Limits.unsentBytesBeforeNextCallMax, .bytes,
      "replies not taken before the next call is read", beyond: "the call waits for the reader",
      test: "STLDaemonTests/ConnectionTests.swift: a client that calls far ahead of its reading loses nothing"),
    NamedLimit(
      "Limits.partialMessageMillisecondsMax", Limits.partialMessageMillisecondsMax, .milliseconds,
      "from the first byte of a message to its end", beyond: "the connection closes",
      test: "STLWireTests/ConnectionTests.swift: limits the time of a partial message, from its first byte"),
    NamedLimit(
      "Limits.idleMillisecondsMax", Limits.idleMillisecondsMax, .milliseconds, "a connection on which nothing happens",
      beyond: "the connection closes", test: "STLWireTests/ConnectionTests.swift: limits idle time"),
    NamedLimit(
      "Limits.drainMillisecondsMax", Limits.drainMillisecondsMax, .milliseconds,
      "for a closing connection to take what is left", beyond: "the connection closes",
      test: "STLWireTests/ConnectionTests.swift: stops after the reply in hand"),
    NamedLimit(
      "Limits.connectionsMax", Limits.connectionsMax, .pieces, "connections",
      beyond: "the one that is idle longest is closed for a new one, where none is the new one",
      test: "STLDaemonTests/ConnectionTests.swift: too many connections are refused, and said once"),
    NamedLimit(
      "DaemonLimits.idleSeatMilliseconds", DaemonLimits.idleSeatMilliseconds, .milliseconds,
      "until an idle connection may be closed for a new one", beyond: "it may be",
      test: "STLDaemonTests/ConnectionTests.swift: the longest idle connection gives way"),
    NamedLimit(
      "Limits.connectionsPerUserMax", Limits.connectionsPerUserMax, .pieces,
      "connections of one user, where the kernel can tell users apart", beyond: "a new one is closed at once",
      test: "STLDaemonTests/ConnectionTests.swift: one user has a share only"),
  ]

  private static let answers: [NamedLimit] = [
    NamedLimit(
      "Pages.itemsMax", STLService.Pages.itemsMax, .pieces, "items of a page", beyond: "another page",
      test: "STLServiceTests/MethodTests.swift: a long list comes in pages whose cursors belong to the revision"),
    NamedLimit(
      "Pages.bytesMax", STLService.Pages.bytesMax, .bytes, "a page before its last item", beyond: "another page",
      test: "STLServiceTests/LimitTests.swift: a page of long items ends early"),
    NamedLimit(
      "Pages.itemBytesMax", STLService.Pages.itemBytesMax, .bytes, "an item of a page",
      beyond: "its place alone, `truncated`",
      test: "STLServiceTests/LimitTests.swift: an item that is too long is told by its place"),
    NamedLimit(
      "Report.contentBytesMax", Report.contentBytesMax, .bytes, "a part of a report", beyond: "another part",
      test: "STLServiceTests/MethodTests.swift: a report comes in parts that cut no character"),
    NamedLimit(
      "Filter.termsMax", Filter.termsMax, .pieces, "terms of a filter", beyond: "the reply BadQuery, exit status 2",
      test: "STLReportsTests/FilterTests.swift: terms and keys have a limit"),
    NamedLimit(
      "Sorting.keysMax", Sorting.keysMax, .pieces, "keys to sort by", beyond: "the reply BadQuery, exit status 2",
      test: "STLReportsTests/FilterTests.swift: terms and keys have a limit"),
    NamedLimit(
      "Neighbourhood.depthMax", Neighbourhood.depthMax, .pieces, "`depth` of Neighbours",
      beyond: "the reply LimitExceeded",
      test: "STLServiceTests/LimitTests.swift: times and depths that are too long are refused"),
    NamedLimit(
      "Sync.timeoutMillisecondsMax", Sync.timeoutMillisecondsMax, .milliseconds, "`timeout_ms` of Sync",
      beyond: "the reply LimitExceeded",
      test: "STLServiceTests/LimitTests.swift: times and depths that are too long are refused"),
    NamedLimit(
      "Changes.settleMillisecondsMax", Changes.settleMillisecondsMax, .milliseconds, "`settle_ms` of Changes",
      beyond: "the reply LimitExceeded",
      test: "STLServiceTests/LimitTests.swift: times and depths that are too long are refused"),
    NamedLimit(
      "Changes.itemsMax", Changes.itemsMax, .pieces, "findings or paths of one difference", beyond: "a fresh start",
      test: "STLServiceTests/MethodTests.swift: a difference that is too large is a fresh start"),
  ]

  private static let daemon: [NamedLimit] = [
    NamedLimit(
      "DaemonLimits.configurationBytesMax", DaemonLimits.configurationBytesMax, .bytes, "the configuration file",
      beyond: "an error at the start", test: "STLDaemonTests/ConfigurationTests.swift: a configuration has a size"),
    NamedLimit(
      "DaemonLimits.waitingCallsMax", DaemonLimits.waitingCallsMax, .pieces, "calls that wait for a look at the files",
      beyond: "the reply LimitExceeded", test: "STLDaemonTests/ConnectionTests.swift: a hundred calls may wait"),
    NamedLimit(
      "DaemonLimits.streamUnsentBytesMax", DaemonLimits.streamUnsentBytesMax, .bytes,
      "unsent pages of a stream", beyond: "the next page waits for the reader",
      test: "STLDaemonTests/ConnectionTests.swift: a stream of pages waits for its reader"),
    NamedLimit(
      "DaemonLimits.olderWorldsMax", DaemonLimits.olderWorldsMax, .pieces,
      "older states that are kept for slow readers",
      beyond: "a subscriber who saw the oldest last gets a fresh start, a stream of pages of it ends as Stale",
      test: "STLDaemonTests/ChangesTests.swift: worlds that are kept for streams of pages are bounded"),
    NamedLimit(
      "DaemonLimits.settleMilliseconds", DaemonLimits.settleMilliseconds, .milliseconds,
      "without an event until the files count as quiet", beyond: "they are read",
      test: "STLDaemonTests/FreshnessTests.swift: what changes without a call is read once it is quiet"),
    NamedLimit(
      "DaemonLimits.settleMillisecondsMax", DaemonLimits.settleMillisecondsMax, .milliseconds,
      "for files that are never quiet", beyond: "they are read all the same",
      test:
        "STLDaemonTests/FreshnessTests.swift: what never is quiet is read after a second, without files that became empty"
    ),
    NamedLimit(
      "DaemonLimits.dirtyMilliseconds", DaemonLimits.dirtyMilliseconds, .milliseconds,
      "for a file that is written to and not closed", beyond: "it is read all the same",
      test: "STLDaemonTests/FreshnessTests.swift: a file that is written to and not closed is read after a second"),
    NamedLimit(
      "DaemonLimits.lockMillisecondsMax", DaemonLimits.lockMillisecondsMax, .milliseconds, "for git's lock",
      beyond: "it counts as left behind",
      test:
        "STLDaemonTests/FreshnessTests.swift: a lock that is old, or whose time lies ahead, is waited for ten seconds at most"
    ),
    NamedLimit(
      "DaemonLimits.lockPollMilliseconds", DaemonLimits.lockPollMilliseconds, .milliseconds,
      "between two looks at git's lock", beyond: "it is looked at",
      test:
        "STLDaemonTests/FreshnessTests.swift: while git writes, calls are answered from the last whole revision and sync waits"
    ),
    NamedLimit(
      "DaemonLimits.pollMilliseconds", DaemonLimits.pollMilliseconds, .milliseconds,
      "between two looks at a root that is gone, or that is polled for a subscriber", beyond: "it is looked at",
      test: "STLDaemonTests/ChangesTests.swift: a polled root is looked at for a subscriber"),
    NamedLimit(
      "DaemonLimits.safetyPassMilliseconds", DaemonLimits.safetyPassMilliseconds, .milliseconds,
      "between two looks at every file of a watched root", beyond: "every file is looked at",
      test: "STLDaemonTests/FreshnessTests.swift: every file is looked at now and then"),
    NamedLimit(
      "DaemonLimits.retryMilliseconds", DaemonLimits.retryMilliseconds, .milliseconds,
      "after a file could not be read in peace", beyond: "it is tried again",
      test: "STLDaemonTests/FreshnessTests.swift: a file that could not be read in peace is tried again"),
    NamedLimit(
      "DaemonLimits.shortLookFilesMax", DaemonLimits.shortLookFilesMax, .pieces, "files of a look on the loop's thread",
      beyond: "a thread of its own", test: "STLDaemonTests/FreshnessTests.swift: a long look does not hold up the loop"),
    NamedLimit(
      "DaemonLimits.dayMilliseconds", DaemonLimits.dayMilliseconds, .milliseconds,
      "until a subscriber learns of a new day", beyond: "it is told",
      test: "STLDaemonTests/ChangesTests.swift: a new day is a new snapshot, but not for who named a day"),
    NamedLimit(
      "DaemonLimits.stopMilliseconds", DaemonLimits.stopMilliseconds, .milliseconds, "for calls in hand after SIGTERM",
      beyond: "they are given up",
      test: "STLDaemonTests/EndingTests.swift: a client that takes nothing does not keep the daemon alive"),
    NamedLimit(
      "DaemonLimits.refusalLogMilliseconds", DaemonLimits.refusalLogMilliseconds, .milliseconds,
      "between two equal lines about refused connections", beyond: "it is said again",
      test: "STLDaemonTests/ConnectionTests.swift: too many connections are refused, and said once"),
    NamedLimit(
      "DaemonLimits.acceptPauseMilliseconds", DaemonLimits.acceptPauseMilliseconds, .milliseconds,
      "of rest after a connection could not be taken", beyond: "connections are taken again",
      test: "STLDaemonTests/ConnectionTests.swift: a listener without descriptors rests and says so once"),
    NamedLimit(
      "DaemonLimits.progressNotifyMilliseconds", DaemonLimits.progressNotifyMilliseconds, .milliseconds,
      "between two signs of life of a long first scan", beyond: "the service manager is told",
      test: "STLDaemonTests/EndingTests.swift: a long first scan asks its manager for time"),
    NamedLimit(
      "Subprocess.errorBytesMax", Subprocess.errorBytesMax, .bytes, "standard error of a program that is run",
      beyond: "the rest is dropped", test: "STLSystemTests/ProcessTests.swift: much on both sides does not block"),
  ]
}
