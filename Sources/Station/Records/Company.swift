public import Casework
public import HealthCheck

/// A company that uses the station; known by its unified social credit code.
public struct Company: Codable, Hashable, Sendable, Identifiable {
    public let code: CreditCode
    public let name: String
    /// manufacturing, trade, technology, construction, logistics or services.
    public let industry: String
    /// small, medium or large.
    public let size: String
    public let contactName: String
    public let contactPhone: String
    public let contactEmail: String
    public let language: Language
    /// The group of companies it belongs to, as the group is called everywhere; empty for none. Companies of one group
    /// are not compared with each other.
    public let affiliation: String

    public var id: String { code.description }

    /// The industries a company can be of.
    public static let industries = ["manufacturing", "trade", "technology", "construction", "logistics", "services"]

    public init(
        code: CreditCode, name: String, industry: String, size: String, contactName: String, contactPhone: String,
        contactEmail: String, language: Language, affiliation: String = ""
    ) {
        self.code = code
        self.name = name
        self.industry = industry
        self.size = size
        self.contactName = contactName
        self.contactPhone = contactPhone
        self.contactEmail = contactEmail
        self.language = language
        self.affiliation = affiliation
    }
}
