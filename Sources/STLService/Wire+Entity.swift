import STLGraph
import STLJSON
import STLModel
import STLRules
import STLText

extension JSONWriter {
  /// An entity as an object.
  mutating func entity(_ node: Graph.Node, _ evaluation: Evaluation) {
    let graph = evaluation.graph
    let entity = graph.entities[node]
    object { writer in
      writer.field("kind", entity.kind.name)
      writer.field("id", entity.id)
      writer.field("title", graph.label(of: node))
      writer.field("path", entity.file.path)
      writer.field("line", entity.place.line)
    }
  }

  /// An `Edge` of the interface.
  mutating func edge(_ reference: Graph.Reference, _ graph: Graph) {
    object { writer in
      writer.field("from", graph.ref(of: Int(reference.from)))
      writer.field("to", graph.ref(of: Int(reference.target)))
      writer.field("kind", reference.topKey.rawValue)
      let place = graph.place(of: reference)
      writer.field("path", place.path)
      writer.field("line", place.line)
    }
  }
}
