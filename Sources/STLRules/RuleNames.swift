import STLText

/// Every code and name of the product, also of rules that are not built into this version.
///
/// An organisation may write settings and waivers for them: a file must not become wrong by an older program.
package enum RuleNames {
  private static let table = """
    FILE001 unreadable-file, FILE002 not-utf8, FILE003 syntax-error, FILE004 unsupported-yaml, FILE005 duplicate-key,
    FILE006 no-kind-key, FILE007 unknown-key, FILE008 wrong-type, FILE009 missing-required-key, FILE010 invalid-id,
    FILE011 duplicate-entity, FILE012 file-too-large, FILE013 conflict-marker, REF001 unknown-reference,
    REF002 wrong-kind, REF003 reporting-cycle, REF004 team-cycle, REF005 parent-cycle, REF006 missing-document,
    STL001 leaderless, STL002 contested, STL003 not-a-person, STL004 shared, STL005 divided, STL006 departed,
    STL007 no-deputy, STL008 absent, STL009 led-by-parent, STL010 interim, SEP001 no-team, SEP002 split-member,
    SEP003 over-two-pizzas, SEP004 cannot-ship-alone, SEP005 low-separability, SEP006 team-without-one-leader,
    DEP001 dependency-cycle, DEP002 leaderless-dependency, DEP003 blocking-without-exit, DEP004 coordination-budget,
    DEP005 unacknowledged-dependency, DEP006 dependency-on-ended, CUS001 no-customer, CUS002 no-prfaq,
    CUS003 prfaq-shape, CUS004 prfaq-after-start, NAR001 over-six-pages, NAR002 tenets, NAR003 no-decision,
    MET001 no-input-metric, MET002 output-only-goals, MET003 metric-unowned, MET004 unlinked-input,
    MET005 stale-metric, MET006 goal-not-binary, MET007 composite-score, BAR001 loop-without-bar-raiser,
    BAR002 bar-raiser-conflict, BAR003 feedback-incomplete, BAR004 veto-bypassed, GOV001 overdue,
    GOV002 silent-initiative, GOV003 status-jump, GOV004 one-way-door-unrecorded, GOV005 expired-waiver,
    GOV006 unused-waiver, GOV007 dates-out-of-order, GOV008 handover-due
    """

  private static let words = table.split { $0 == "," || $0 == " " || $0 == "\n" }.map { String($0) }

  /// Codes and names, in the order of the product's table: what a waiver may name.
  package static let rules = words

  /// Families, then codes and names: what settings and selections may name.
  package static let all: [String] = {
    var families: [String] = []
    for word in words where isCode(word) && families.last != family(of: word) { families.append(family(of: word)) }
    return families + words
  }()

  /// The code of each code and name.
  private static let codes: [String: String] = {
    var codes: [String: String] = [:]
    var code = ""
    for word in words {
      if isCode(word) { code = word }
      codes[word] = code
    }
    return codes
  }()

  private static let known = Set(all)

  /// Whether `word` is a code, a name or a family.
  package static func knows(_ word: String) -> Bool { known.contains(word) }

  /// The one of `names` that `word` probably means, as it is written, upper and lower case alike; or nil.
  package static func nearest(to word: String, among names: [String] = all) -> String? {
    let folded = names.map { $0.lowercased() }
    let near = STLText.nearest(to: word.lowercased(), among: folded)
    return near.flatMap { folded.firstIndex(of: $0) }.map { names[$0] }
  }

  /// The code that `word` is, or that has `word` for a name; nil for families and strangers.
  package static func code(of word: String) -> String? { codes[word] }

  /// The letters of a code.
  package static func family(of code: String) -> String { String(code.prefix { !$0.isNumber }) }

  private static func isCode(_ word: String) -> Bool { word.first?.isUppercase ?? false }
}
