/// One published version of a self-test: its dimensions in the order they are asked.
///
/// Built only by the catalogue, which has checked ids, weights, curves and texts.
public struct Questionnaire: Codable, Hashable, Sendable, Identifiable {
    public let id: String
    public let version: String
    /// SHA-256 of the definition file, lower-case hex: a submission is pinned to exactly these questions.
    public let contentHash: String
    public let method: ScoringMethod
    public let title: LocalizedText
    public let purpose: LocalizedText
    public let minutes: Int
    public let papers: [LocalizedText]
    public let dimensions: [Dimension]

    public init(
        id: String, version: String, contentHash: String, method: ScoringMethod, title: LocalizedText,
        purpose: LocalizedText, minutes: Int, papers: [LocalizedText], dimensions: [Dimension]
    ) {
        self.id = id
        self.version = version
        self.contentHash = contentHash
        self.method = method
        self.title = title
        self.purpose = purpose
        self.minutes = minutes
        self.papers = papers
        self.dimensions = dimensions
    }

    /// All questions in the order they are asked.
    public var questions: [Question] { dimensions.flatMap(\.questions) }

    /// The question with this id, or nil.
    public func question(_ id: String) -> Question? {
        for dimension in dimensions {
            if let found = dimension.questions.first(where: { $0.id == id }) { return found }
        }
        return nil
    }

    /// The dimension with this id, or nil.
    public func dimension(_ id: String) -> Dimension? { dimensions.first { $0.id == id } }
}

/// One side of a company's risk, for example permanent establishment; scored on its own.
public struct Dimension: Codable, Hashable, Sendable, Identifiable {
    public let id: String
    public let title: LocalizedText
    /// At most six Han characters, so that it fits beside a chart's axis.
    public let chartLabel: LocalizedText
    public let weight: Double
    /// The matter that a warning about this dimension proposes.
    public let matter: String
    public let questions: [Question]

    public init(
        id: String, title: LocalizedText, chartLabel: LocalizedText, weight: Double, matter: String,
        questions: [Question]
    ) {
        self.id = id
        self.title = title
        self.chartLabel = chartLabel
        self.weight = weight
        self.matter = matter
        self.questions = questions
    }
}
