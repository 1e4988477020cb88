import STLReports
import Testing

/// `check -o junit`: a suite a rule, a case a finding.
@Suite struct CheckJUnitTests {
  private let plan = """
    initiative: cranes
    leader: tbd
    ---
    initiative: pilots
    leader: [bo, cem]
    waive: {rule: STL002, reason: until the election, until: 2026-05-31}
    ---
    initiative: tugs
    leader: [dana, eve]
    "<&": bo
    titel: Tugs
    """

  @Test func `failures, passes and skips`() {
    #expect(
      ask("check", of: plan, format: "junit", ["select": ["FILE006", "FILE007", "STL001", "STL002"]]) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="stlctl check" tests="6" failures="3" errors="0" time="0">
          <testsuite name="FILE006 no-kind-key" tests="1" failures="0" errors="0" skipped="0" time="0">
            <testcase classname="FILE006 no-kind-key" name="no findings" time="0"/>
          </testsuite>
          <testsuite name="FILE007 unknown-key" tests="2" failures="2" errors="0" skipped="0" time="0">
            <testcase classname="FILE007 unknown-key" name="initiative/tugs" time="0">
              <failure type="error" message="&quot;&lt;&amp;&quot; is not a key of an initiative">plan.yaml:10:1
        &quot;&lt;&amp;&quot; is not a key of an initiative
        known here: title, parent, goal, leader, interim, deputy, handover, dedication, team, sponsor, contributors, \
        authority, skills, status, priority, customer, problem, door, decision, starts, due, prfaq, narrative, \
        metrics, depends_on, updates, replaced_by, tags, notes, waive
        way out: `x-&lt;&amp;:` for a key of your own, which is kept and never checked</failure>
            </testcase>
            <testcase classname="FILE007 unknown-key" name="initiative/tugs (2)" time="0">
              <failure type="error" message="&quot;titel&quot; is not a key of an initiative">plan.yaml:11:1
        &quot;titel&quot; is not a key of an initiative
        way out: `title:`
        way out: `x-titel:` for a key of your own, which is kept and never checked</failure>
            </testcase>
          </testsuite>
          <testsuite name="STL001 leaderless" tests="1" failures="0" errors="0" skipped="0" time="0">
            <testcase classname="STL001 leaderless" name="initiative/cranes" time="0">
              <system-out>warning: plan.yaml:2:9
        cranes has no leader: &quot;tbd&quot; is a placeholder
        way out: name one person who leads nothing else
        way out: not started after all: `status: proposed`
        way out: nobody on purpose: `waive:` with a reason and a date</system-out>
            </testcase>
          </testsuite>
          <testsuite name="STL002 contested" tests="2" failures="1" errors="0" skipped="1" time="0">
            <testcase classname="STL002 contested" name="initiative/pilots" time="0">
              <skipped message="waived"/>
              <system-out>plan.yaml:5:10
        pilots has 2 leaders: bo, cem
        way out: keep one: `leader: bo`
        way out: the others can be `deputy:`, `contributors:` or `sponsor:`</system-out>
            </testcase>
            <testcase classname="STL002 contested" name="initiative/tugs" time="0">
              <failure type="error" message="tugs has 2 leaders: dana, eve">plan.yaml:9:10
        tugs has 2 leaders: dana, eve
        way out: keep one: `leader: dana`
        way out: the others can be `deputy:`, `contributors:` or `sponsor:`</failure>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test(arguments: [("error", 3), ("warning", 4), ("never", 0)])
  func `failures follow the level that fails`(level: String, count: Int) {
    let text = ask("check", of: plan, format: "junit", ["fail-on": [level], "ignore": ["STL004", "STL007"]])
    #expect(text.contains("failures=\"\(count)\" errors=\"0\" time=\"0\">\n  <testsuite "))
  }

  @Test func `what XML has no way to write is spelled out`() {
    let files = [("a\u{1}b\u{FFFE}\u{202E}.yaml", "initiative: a\nleader: \"x\\0\\x1B\\x85\\u2028\"\n\"\\b\": 1\n")]
    let text = ask("check", of: files, format: "junit")
    #expect(text.contains("a\\u{1}b\\u{FFFE}\\u{202E}.yaml:3:1\n&quot;\\u{8}&quot; is not a key"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value >= 0xFFFE })
  }
}
