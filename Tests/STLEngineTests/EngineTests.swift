import STLEngine
import STLGraph
import STLModel
import STLRules
import STLText
import Testing

private func file(_ path: String, _ text: String) -> (path: String, file: SourceFile?) {
  (path, SourceFile(path: path, bytes: Array(text.utf8)))
}

/// Whether there is a new world.
private func apply(_ batch: ChangeBatch, to engine: inout Engine) -> Bool { engine.apply(batch) }

private func ids(_ engine: Engine) -> [String] { engine.world.graph.entities.map(\.reference) }

@Suite struct EngineTests {
  @Test func `revisions count changes, and nothing else`() {
    var engine = Engine()
    #expect(apply(ChangeBatch(changes: [file("a.yaml", "team: a\n")], isComplete: true), to: &engine))
    #expect(engine.world.revision == 1)
    #expect(!apply(ChangeBatch(changes: [file("a.yaml", "team: a\n")]), to: &engine))
    #expect(apply(ChangeBatch(changes: [file("a.yaml", "team: b\n")]), to: &engine))
    #expect(!apply(ChangeBatch(changes: [("none.yaml", nil)]), to: &engine))
    #expect(apply(ChangeBatch(documents: [("x.md", true)]), to: &engine))
    #expect(!apply(ChangeBatch(documents: [("x.md", true)]), to: &engine))
    #expect(engine.world.revision == 3)
  }

  @Test func `a broken document keeps its entity until it is mended or removed`() {
    var engine = Engine()
    engine.apply(ChangeBatch(changes: [file("a.yaml", "team: a\n---\nteam: b\n---\nteam: c\n")], isComplete: true))
    engine.apply(ChangeBatch(changes: [file("a.yaml", "team: a\n---\nteam: b\nleader: [x\n---\nteam: d\n")]))
    #expect(ids(engine) == ["team/a", "team/d", "team/b"])
    #expect(engine.world.graph.stale.count == 1)
    engine.apply(ChangeBatch(changes: [file("a.yaml", "team: a\n---\nteam: b\ntitle: mended\n")]))
    #expect(ids(engine) == ["team/a", "team/b"])
    #expect(engine.world.graph.stale.isEmpty)
    engine.apply(ChangeBatch(changes: [("a.yaml", nil)]))
    #expect(ids(engine) == [])
  }

  @Test func `a document that does not tell what it was may be any that is missing`() {
    var engine = Engine()
    engine.apply(ChangeBatch(changes: [file("a.yaml", "team: a\n---\nteam: b\n")], isComplete: true))
    engine.apply(ChangeBatch(changes: [file("a.yaml", "team: a\n---\n<<<<<<< x\nfoo\n=======\nbar\n>>>>>>> y\n")]))
    #expect(Set(ids(engine)) == ["team/a", "team/b"])
  }

  @Test func `a file that cannot be read keeps all that it held`() {
    var engine = Engine()
    engine.apply(ChangeBatch(changes: [file("a.yaml", "team: a\n---\nteam: b\n")], isComplete: true))
    engine.apply(
      ChangeBatch(changes: [("a.yaml", SourceFile(path: "a.yaml", bytes: Array("team: ".utf8) + [0xFF, 0x0A]))]))
    #expect(ids(engine) == ["team/a", "team/b"])
    #expect(engine.world.graph.stale.count == 2)
    #expect(engine.world.evaluation(today: Example.day).findings.map(\.code) == ["FILE002"])
  }

  @Test func `a complete batch takes away what it does not name and keeps what broke`() {
    var engine = Engine()
    engine.apply(ChangeBatch(changes: [file("a.yaml", "team: a\n"), file("b.yaml", "team: b\n")], isComplete: true))
    let again = ChangeBatch(
      changes: [file("c.yaml", "team: c\n"), file("b.yaml", "team: b\nx: [\n")], isComplete: true)
    #expect(apply(again, to: &engine))
    #expect(ids(engine) == ["team/b", "team/c"])
    #expect(!apply(again, to: &engine))
  }

  @Test func `a complete batch that brings a file and takes it away again ends without it`() {
    var engine = Engine()
    engine.apply(
      ChangeBatch(
        changes: [file("a.yaml", "team: a\n"), file("b.yaml", "team: b\n"), ("a.yaml", nil)], isComplete: true))
    #expect(ids(engine) == ["team/b"])
  }

  @Test func `names that only look alike are two files`() {
    var engine = Engine()
    let composed = "caf\u{E9}.yaml"
    let decomposed = "cafe\u{301}.yaml"
    engine.apply(ChangeBatch(changes: [file(composed, "team: a\n"), file(decomposed, "team: b\n")], isComplete: true))
    #expect(Set(ids(engine)) == ["team/a", "team/b"])
    engine.apply(ChangeBatch(changes: [(composed, nil)]))
    #expect(ids(engine) == ["team/b"])
  }

  @Test func `any sequence of batches ends where the final files do`() {
    var random = SeededGenerator(seed: 17)
    for _ in 0..<60 {
      var engine = Engine()
      var tree: [String: String] = [:]
      for _ in 0..<40 {
        var batch = ChangeBatch()
        for _ in 0..<random.below(4) {
          let path = "\(random.below(5))/\(random.below(4)).yaml"
          let text = random.below(5) == 0 ? nil : "team: t\(random.below(9))\n---\nperson: p\(random.below(9))\n"
          tree[path] = text
          batch.changes.append((path, text.map { SourceFile(path: path, bytes: Array($0.utf8)) }))
        }
        batch.isComplete = false
        if random.below(9) == 0 {
          batch.isComplete = true
          batch.changes = tree.map { ($0.key, SourceFile(path: $0.key, bytes: Array($0.value.utf8))) }
        }
        engine.apply(batch)
      }
      let fresh = World(files: tree.map { ($0.key, $0.value) })
      #expect(ids(engine) == fresh.graph.entities.map(\.reference))
      #expect(engine.world.graph.files.map(\.path) == fresh.graph.files.map(\.path))
      #expect(
        engine.world.evaluation(today: Example.day).findings == fresh.evaluation(today: Example.day).findings)
    }
  }
}
