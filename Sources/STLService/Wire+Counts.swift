package import STLEngine
import STLGraph
import STLJSON
import STLModel
import STLRules
import STLText

extension JSONWriter {
  /// The member `counts`: what a world holds.
  mutating func counts(_ world: World, _ evaluation: Evaluation) {
    object("counts") { writer in
      writer.field("files", world.graph.files.count)
      writer.field("unreadable", world.unreadable)
      var entities = [Int](repeating: 0, count: Kind.allCases.count)
      for kind in world.graph.kinds { entities[Int(kind.rawValue)] += 1 }
      writer.object("entities") { writer in
        for kind in Kind.allCases where entities[Int(kind.rawValue)] > 0 {
          writer.field(kind.name, entities[Int(kind.rawValue)])
        }
      }
      var severities = [0, 0, 0]
      var waived = 0
      for finding in evaluation.findings {
        if finding.isWaived { waived += 1 } else { severities[Int(finding.severity.rawValue)] += 1 }
      }
      writer.object("findings") { writer in
        for severity in Severity.allCases.reversed() {
          writer.field(severity.name, severities[Int(severity.rawValue)])
        }
        writer.field("waived", waived)
      }
    }
  }

  /// The member `coverage`: the headline.
  mutating func coverage(_ evaluation: Evaluation) {
    let isOfTeams = evaluation.graph.settings.headline == .team
    let ladder = evaluation.leadership(of: isOfTeams ? .teams : .initiatives).ladder
    object("coverage") { writer in
      writer.field("of", isOfTeams ? "teams" : "initiatives")
      writer.field("active", ladder.active)
      writer.field("dedicated", ladder.dedicated)
      if ladder.active > 0 { writer.field("ratio", Double(ladder.dedicated) / Double(ladder.active)) }
    }
  }
}

extension World {
  /// How many files it was made of.
  package var fileCount: Int { graph.files.count }
}
