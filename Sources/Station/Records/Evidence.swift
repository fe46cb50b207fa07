public import Casework
public import Foundation

/// An evidence file a company put beside an answer; its bytes are read apart.
public struct EvidenceRecord: Codable, Hashable, Sendable, Identifiable {
    public let id: String
    public let company: CreditCode
    public let selfTest: String
    public let question: String
    /// As the company called it, cleaned of what a name must not hold.
    public let name: String
    /// `pdf`, `png` or `jpeg`, by its content.
    public let type: String
    /// Bytes.
    public let size: Int
    /// SHA-256, lower-case hex.
    public let sha256: String
    public let uploadedBy: String
    public let uploadedAt: Date

    public init(
        id: String, company: CreditCode, selfTest: String, question: String, name: String, type: String, size: Int,
        sha256: String, uploadedBy: String, uploadedAt: Date
    ) {
        self.id = id
        self.company = company
        self.selfTest = selfTest
        self.question = question
        self.name = name
        self.type = type
        self.size = size
        self.sha256 = sha256
        self.uploadedBy = uploadedBy
        self.uploadedAt = uploadedAt
    }
}
