import STLEngine
import STLJSON
package import STLWire

/// A list that is longer than one reply, made page by page.
package struct Pages {
  private let context: ServiceContext
  /// Writes the members of the page that starts at an index, and says where the next one starts.
  private let body: (inout JSONWriter, Int) -> Int?

  /// No page has more items than this.
  package static let itemsMax = 500
  /// A longer item is cut down to its place.
  package static let itemBytesMax = 512 * 1024
  /// A page takes no further item once it has this many bytes.
  package static let bytesMax = 256 * 1024

  init(_ context: ServiceContext, _ body: @escaping (inout JSONWriter, Int) -> Int?) {
    self.context = context
    self.body = body
  }

  /// Pages of `count` items under `name`, each written by `item`, or by `brief` where that is too long; `rest` writes what
  /// follows them.
  init(
    _ context: ServiceContext, _ name: String, count: Int, rest: @escaping (inout JSONWriter) -> Void = { _ in },
    brief: ((inout JSONWriter, Int) -> Void)? = nil, item: @escaping (inout JSONWriter, Int) -> Void
  ) {
    self.init(context) { writer, start in
      var index = start
      writer.array(name) { writer in
        while index < count, index - start < Pages.itemsMax, writer.bytes.count < Pages.bytesMax {
          if let brief {
            Pages.write(index, &writer, item, brief)
          } else {
            item(&writer, index)
          }
          index += 1
        }
      }
      rest(&writer)
      return index < count ? index : nil
    }
  }

  /// Writes an item, or its place where it is too long.
  private static func write(
    _ index: Int, _ writer: inout JSONWriter, _ item: (inout JSONWriter, Int) -> Void,
    _ brief: (inout JSONWriter, Int) -> Void
  ) {
    var text = JSONWriter()
    item(&text, index)
    if text.bytes.count > Pages.itemBytesMax { brief(&writer, index) } else { writer.raw(text.bytes) }
  }

  /// The revision that all pages are of.
  package var revision: Int { context.world.revision }

  /// The page from `start` on: with a cursor where the call takes one reply only, else continuing.
  package func page(from start: Int, isStream: Bool) -> (reply: Reply, next: Int?) {
    var next: Int?
    var reply = context.success { writer in
      next = body(&writer, start)
      if let next, !isStream { writer.field("cursor", "\(context.world.revision):\(next)") }
    }
    reply.continues = isStream && next != nil
    return (reply, next)
  }

  /// The index that the cursor of a call stands for; 0 without one.
  static func start(_ call: Parameters, _ context: ServiceContext) throws(ServiceError) -> Int {
    guard let cursor = call.string("cursor") else { return 0 }
    let parts = cursor.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let revision = parts[0], let index = parts[1], index >= 0 else {
      throw .badQuery(message: "cursor: '\(cursor)' is none of ours", offset: 0)
    }
    guard revision == context.world.revision else { throw .stale(revision: context.world.revision) }
    return index
  }
}
