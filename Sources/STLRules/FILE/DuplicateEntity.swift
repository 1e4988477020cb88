import STLGraph
import STLModel
import STLText

/// Two documents of one kind have the same id, or an org entity does not live in `org.yaml` at the root.
package enum DuplicateEntity: Rule {
  package static let descriptor = RuleDescriptor(
    code: "FILE011", name: "duplicate-entity", severity: "error",
    summary: "Two documents of one kind have the same id, or an org entity does not live in org.yaml at the root.",
    explanation: """
      Ids are unique per kind. The first counts, in byte order of the paths and then in the order of the file; every other
      makes no entity. An organisation has one org entity, in `org.yaml` at the root.
      It is cleared by another id, or by removing the copy.
      """,
    bad: "initiative: robots\nleader: ana\n---\ninitiative: robots\nleader: bo\n",
    good: "initiative: robots\nleader: ana\n---\ninitiative: drones\nleader: bo\n")

  package static func check(_ context: RuleContext, _ findings: inout Findings) {
    for duplicate in context.graph.duplicates {
      let entity = duplicate.entity
      if let first = duplicate.first, entity.kind == .org {
        findings.add(
          .error, entity: entity.reference, at: entity.place, message(second: entity),
          notes: [
            Note("the one that counts", at: context.graph.entities[first].place),
            .wayOut("move what it says into that one, and remove it"),
          ])
      } else if let first = duplicate.first {
        findings.add(
          .error, entity: entity.reference, at: entity.place, message(taken: entity),
          notes: [
            Note("the first one, which counts", at: context.graph.entities[first].place),
            .wayOut("give this one another id, or remove it"),
          ])
      } else {
        findings.add(
          .error, entity: entity.reference, at: entity.place, messageMisplaced,
          notes: [.wayOut("move it into org.yaml at the root, or remove it")])
      }
    }
  }

  private static func message(second org: Entity) -> String {
    "there is one org: this second one, \"\(org.id)\", does not count"
  }

  private static func message(taken entity: Entity) -> String {
    "the id of \(entity.kind.withArticle) is taken: \"\(entity.id)\""
  }

  private static let messageMisplaced = "an org entity belongs in org.yaml at the root: this one does not count"
}
