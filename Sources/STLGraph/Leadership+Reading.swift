import STLModel
import STLText

/// Who is named where: leaders, ancestors, charges.
extension Leadership {
  mutating func readSeats(_ supposedHandovers: ClosedRange<CivilDate>?) {
    for node in forest.order {
      let entity = graph.entities[node]
      var active = graph.isMarkedActive(node)
      if active, kind == .initiative, let starts = entity.date(.starts), starts > today { active = false }
      let successor = active ? supposedHandovers.flatMap { handover(of: node, on: $0) } : nil
      if let successor, successor.to == nil { active = false }
      isActive[node] = active
      guard active else { continue }
      if let to = successor?.to {
        leadersOf[node] = [to]
        continue
      }
      leadersOf[node] = graph.leaders(of: node)
      if let interim = graph.target(of: node, .interim) { interimOf[node] = Int32(interim) }
    }
  }

  mutating func findAncestors() {
    for node in forest.order where forest.parent[node] >= 0 {
      let parent = Int(forest.parent[node])
      nearestActive[node] = isActive[parent] ? Int32(parent) : nearestActive[parent]
      nearestNaming[node] = isActive[parent] && !leadersOf[parent].isEmpty ? Int32(parent) : nearestNaming[parent]
    }
  }

  mutating func countCharges() {
    // A walk with a count of how many active ancestors name each person: linear, however deep the chain.
    var charges: [(person: Graph.Node, node: Graph.Node)] = []
    var namedAbove: [Graph.Node: Int] = [:]
    var open: [(node: Graph.Node, names: [Graph.Node])] = []
    for node in forest.order where isActive[node] {
      while let last = open.last, !forest.isWithin(node, last.node) {
        for name in last.names { namedAbove[name, default: 0] -= 1 }
        open.removeLast()
      }
      var names = leadersOf[node]
      if interimOf[node] >= 0, !names.contains(Int(interimOf[node])) { names.append(Int(interimOf[node])) }
      for name in names {
        if namedAbove[name, default: 0] == 0 { charges.append((name, node)) }
        namedAbove[name, default: 0] += 1
      }
      open.append((node, names))
    }
    charges.sort { ($0.person, $0.node) < ($1.person, $1.node) }
    charged = charges.map(\.node)
    chargedPeople = charges.map(\.person)
  }
}
