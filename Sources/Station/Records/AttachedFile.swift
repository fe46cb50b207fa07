public import Casework
public import Foundation

/// A file somebody sent with what they did to a ticket; its bytes are read apart.
public struct AttachedFile: Hashable, Sendable, Identifiable {
    /// What is known of a file's harmlessness. Only `clean` and `unscanned` ones are handed out.
    public enum Standing: String, Codable, Hashable, Sendable, CaseIterable {
        /// In quarantine: taken, but no scanner has answered yet.
        case waiting
        /// A scanner found nothing.
        case clean
        /// Looked through, but there was no scanner.
        case unscanned
        /// A scanner found something; the bytes are gone.
        case infected
    }

    public let id: String
    public let ticket: TicketNumber
    /// The ticket's event it came with.
    public let sequence: Int
    /// What that event is; says who sees the file.
    public let action: TicketActionKind
    /// As the sender called it, cleaned of what a name must not hold.
    public let name: String
    /// By its content.
    public let type: EvidenceKind
    /// Bytes.
    public let size: Int
    /// SHA-256, lower-case hex.
    public let sha256: String
    /// Account id.
    public let uploadedBy: String
    public let uploadedAt: Date
    public var standing: Standing
    /// What the scanner called it, or why it gave no answer.
    public var finding: String?
    /// How often a scanner was asked.
    public var looks: Int
    /// When to ask next; nil unless `waiting`.
    public var lookAt: Date?

    public init(
        id: String, ticket: TicketNumber, sequence: Int, action: TicketActionKind, name: String, type: EvidenceKind,
        size: Int, sha256: String, uploadedBy: String, uploadedAt: Date, standing: Standing, finding: String? = nil,
        looks: Int = 0, lookAt: Date? = nil
    ) {
        self.id = id
        self.ticket = ticket
        self.sequence = sequence
        self.action = action
        self.name = name
        self.type = type
        self.size = size
        self.sha256 = sha256
        self.uploadedBy = uploadedBy
        self.uploadedAt = uploadedAt
        self.standing = standing
        self.finding = finding
        self.looks = looks
        self.lookAt = lookAt
    }

    /// Files of one act.
    public static let limit = 5
    /// Bytes of all files of one ticket: 100 MB.
    public static let quota = 100 * 1024 * 1024

    /// Whether the ticket's company may know of it: as of the words it came with.
    public var isForCompany: Bool { action.isVisibleToCompany }
}

/// A file as it was sent; nothing about it is proven.
public struct SentFile: Sendable {
    public let name: String
    public let bytes: Data

    public init(name: String, bytes: Data) {
        self.name = name
        self.bytes = bytes
    }
}

extension TicketActionKind {
    /// Whether files may come with it: filing, and whatever people write to each other.
    public var takesFiles: Bool {
        switch self {
        case .file, .note, .message, .giveOpinion, .requestMaterials, .supplyMaterials, .answer: true
        default: false
        }
    }
}
