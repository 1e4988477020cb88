import STLText

/// The seats of one person besides one of them, in order; shares the memory of all seats.
package struct OtherSeats: RandomAccessCollection, Sendable {
  private let seats: ArraySlice<Graph.Node>
  /// Where in `seats` the one that is left out stands; its end where none is left out.
  private let hole: Int

  package init() {
    seats = []
    hole = seats.endIndex
  }

  /// `seats` is in order.
  init(_ seats: ArraySlice<Graph.Node>, besides node: Graph.Node) {
    self.seats = seats
    let found = seats.partitionPoint { $0 < node }
    hole = found < seats.endIndex && seats[found] == node ? found : seats.endIndex
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { hole < seats.endIndex ? seats.count - 1 : seats.count }
  package subscript(position: Int) -> Graph.Node {
    let index = seats.startIndex + position
    return seats[index < hole ? index : index + 1]
  }
}
