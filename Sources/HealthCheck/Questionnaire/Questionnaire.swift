/// One version of a self-test: its dimensions in the order they are asked.
///
/// Built only by the catalogue, which has checked ids, weights, curves, conditions and texts.
public struct Questionnaire: Codable, Hashable, Sendable, Identifiable {
    public let id: String
    public let version: String
    /// SHA-256 of the definition, lower-case hex: a submission is pinned to exactly these questions.
    public let contentHash: String
    public let method: ScoringMethod
    public let role: SelfTestRole
    public let title: LocalizedText
    public let purpose: LocalizedText
    public let minutes: Int
    public let papers: [LocalizedText]
    /// How likelihood and impact become a level; nil before `wd-2`.
    public let findings: FindingTable?
    /// How answers to the version before are carried over; nil for a first version.
    public let replaces: Replacement?
    public let dimensions: [Dimension]

    public init(
        id: String, version: String, contentHash: String, method: ScoringMethod, role: SelfTestRole = .full,
        title: LocalizedText, purpose: LocalizedText, minutes: Int, papers: [LocalizedText],
        findings: FindingTable? = nil, replaces: Replacement? = nil, dimensions: [Dimension]
    ) {
        self.id = id
        self.version = version
        self.contentHash = contentHash
        self.method = method
        self.role = role
        self.title = title
        self.purpose = purpose
        self.minutes = minutes
        self.papers = papers
        self.findings = findings
        self.replaces = replaces
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

/// What a self-test is for.
public enum SelfTestRole: String, Codable, Hashable, Sendable, CaseIterable {
    /// A whole test: part of the company's profile.
    case full
    /// A few questions over everything that say which test to take; no part of the profile.
    case firstLook = "first-look"
}

/// One side of a company's risk, for example permanent establishment; scored on its own.
public struct Dimension: Codable, Hashable, Sendable, Identifiable {
    /// How the facts of a dimension become its score.
    public enum Combine: String, Codable, Hashable, Sendable, CaseIterable {
        /// Any one of them can hurt.
        case worstDominates = "worst-dominates"
        /// Exposure and weak safeguards hurt only together: the geometric mean of the two sides.
        case coincide
    }

    public let id: String
    public let title: LocalizedText
    /// At most six Han characters, so that it fits beside a chart's axis.
    public let chartLabel: LocalizedText
    public let weight: Double
    /// The matter that a warning about this dimension proposes.
    public let matter: String
    public let combine: Combine
    /// Which self-test a bad score here proposes; only in a first look.
    public let proposal: Proposal?
    public let questions: [Question]

    public init(
        id: String, title: LocalizedText, chartLabel: LocalizedText, weight: Double, matter: String,
        combine: Combine = .worstDominates, proposal: Proposal? = nil, questions: [Question]
    ) {
        self.id = id
        self.title = title
        self.chartLabel = chartLabel
        self.weight = weight
        self.matter = matter
        self.combine = combine
        self.proposal = proposal
        self.questions = questions
    }
}

/// A self-test worth taking, and why.
public struct Proposal: Codable, Hashable, Sendable {
    public let selfTest: String
    public let reason: LocalizedText

    public init(selfTest: String, reason: LocalizedText) {
        self.selfTest = selfTest
        self.reason = reason
    }
}

// Versions stored before these were known.
extension KeyedDecodingContainer {
    func decode(_ type: SelfTestRole.Type, forKey key: Key) throws -> SelfTestRole {
        try decodeIfPresent(type, forKey: key) ?? .full
    }

    func decode(_ type: Dimension.Combine.Type, forKey key: Key) throws -> Dimension.Combine {
        try decodeIfPresent(type, forKey: key) ?? .worstDominates
    }
}
