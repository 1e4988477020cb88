package import STLModel

/// The parents of one kind as a forest: edges on a cycle are cut, and told.
package struct Forest: Sendable {
  /// Parent of each entity of the graph, or -1; cycles are cut.
  package private(set) var parent: [Int32]
  /// Each cycle once, in the order in which its edges lead, starting with its first entity.
  package private(set) var cycles: [[Graph.Node]] = []
  /// Position in a walk of the forest: `enter[a] <= enter[b] < exit[a]` says that b is a, or below it.
  package private(set) var enter: [Int32]
  package private(set) var exit: [Int32]
  /// Entities of the kind in the order of the walk, parents first.
  package private(set) var order: [Graph.Node] = []

  /// The forest of `nodes` through the references under `key`.
  package init(_ graph: Graph, _ kind: Kind, _ key: Key, ignoresSelf: Bool = false) {
    let count = graph.entities.count
    parent = [Int32](repeating: -1, count: count)
    enter = [Int32](repeating: 0, count: count)
    exit = [Int32](repeating: 0, count: count)
    let nodes = graph.nodes(of: kind)
    for node in nodes {
      for reference in graph.references(of: node)
      where reference.topKey == key && reference.key == key && reference.outcome == .resolved {
        if ignoresSelf, Int(reference.target) == node { break }
        parent[node] = reference.target
        break
      }
    }
    cutCycles(nodes)
    walk(nodes)
  }

  /// Whether `node` is `ancestor` or below it.
  package func isWithin(_ node: Graph.Node, _ ancestor: Graph.Node) -> Bool {
    enter[ancestor] <= enter[node] && enter[node] < exit[ancestor]
  }

  private mutating func cutCycles(_ nodes: [Graph.Node]) {
    // 0 new, otherwise the walk that met it first.
    var walkOf = [Int32](repeating: 0, count: parent.count)
    var walk: Int32 = 0
    for start in nodes where walkOf[start] == 0 {
      walk += 1
      var node = start
      while walkOf[node] == 0 {
        walkOf[node] = walk
        guard parent[node] >= 0 else { break }
        node = Int(parent[node])
      }
      guard walkOf[node] == walk, parent[node] >= 0 else { continue }
      // `node` was met twice in this walk: it lies on a cycle.
      var cycle: [Graph.Node] = []
      var at = node
      repeat {
        cycle.append(at)
        at = Int(parent[at])
      } while at != node
      if let first = cycle.indices.min(by: { cycle[$0] < cycle[$1] }) {
        cycle = Array(cycle[first...] + cycle[..<first])
      }
      cycles.append(cycle)
    }
    for cycle in cycles { for node in cycle { parent[node] = -1 } }
    cycles.sort { $0[0] < $1[0] }
  }

  private mutating func walk(_ nodes: [Graph.Node]) {
    var firstChild = [Int32](repeating: -1, count: parent.count)
    var nextSibling = [Int32](repeating: -1, count: parent.count)
    for node in nodes.reversed() where parent[node] >= 0 {
      nextSibling[node] = firstChild[Int(parent[node])]
      firstChild[Int(parent[node])] = Int32(node)
    }
    var clock: Int32 = 0
    order.reserveCapacity(nodes.count)
    for root in nodes where parent[root] < 0 {
      var stack: [(node: Int, child: Int32)] = [(root, firstChild[root])]
      enter[root] = clock
      clock += 1
      order.append(root)
      while let top = stack.last {
        if top.child >= 0 {
          let child = Int(top.child)
          stack[stack.count - 1].child = nextSibling[child]
          enter[child] = clock
          clock += 1
          order.append(child)
          stack.append((child, firstChild[child]))
        } else {
          exit[top.node] = clock
          stack.removeLast()
        }
      }
    }
  }
}
