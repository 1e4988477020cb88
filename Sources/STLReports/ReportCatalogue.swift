/// Everything that can be asked, sorted by what it is.
///
/// What is not listed here does not exist.
package enum ReportCatalogue {
  /// Questions with a page for an answer: `stlctl report NAME`.
  static let reportTypes: [any Report.Type] = [LeadershipReport.self]
  /// Questions that are commands of their own.
  static let viewTypes: [any Report.Type] = [
    CheckView.self, ListView.self, ShowView.self, ExplainView.self, RulesView.self,
  ]

  /// The reports' descriptors, in the order of the manual.
  package static let reports: [ReportDescriptor] = reportTypes.map { $0.descriptor }
  /// The views' descriptors, in the order of the manual.
  package static let views: [ReportDescriptor] = viewTypes.map { $0.descriptor }

  /// The formats of a report or view, the default first; empty where nothing has this name.
  package static func formats(of name: String) -> [String] { find(name)?.descriptor.formats ?? [] }

  static let all: [any Report.Type] = reportTypes + viewTypes

  static func find(_ name: String) -> (any Report.Type)? { all.first { $0.descriptor.name == name } }
}

/// What a report or view is, as data: for help, the generated page and the socket's list.
package struct ReportDescriptor: Sendable {
  /// Whether the question names something that it is about.
  package enum Reference: Sendable { case none, optional, required }

  /// One word that a question may carry besides.
  package struct Argument: Sendable {
    package var name: String
    /// What stands for the value in help; nil for a switch.
    package var value: String?
    package var summary: String

    init(_ name: String, _ value: String? = nil, _ summary: String) {
      self.name = name
      self.value = value
      self.summary = summary
    }
  }

  package var name: String
  /// One sentence: the question that it answers.
  package var summary: String
  /// The first is the default.
  package var formats: [String]
  package var ref: Reference
  /// What the reference has to be: `a kind`, `a rule's code or name`; empty where there is none.
  package var refSummary: String
  package var arguments: [Argument]

  init(
    name: String, summary: String, formats: [String], ref: Reference = .none, refSummary: String = "",
    arguments: [Argument] = []
  ) {
    self.name = name
    self.summary = summary
    self.formats = formats
    self.ref = ref
    self.refSummary = refSummary
    self.arguments = arguments
  }
}

/// One report or view: a descriptor and an answer.
///
/// One is one file, named after the type.
protocol Report: SendableMetatype {
  static var descriptor: ReportDescriptor { get }
  /// The answer in a format of the descriptor.
  static func answer(_ inquiry: Inquiry) throws(QuestionError) -> Answer
}
