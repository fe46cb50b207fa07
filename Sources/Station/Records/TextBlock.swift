public import Casework
public import Foundation
public import HealthCheck

/// A text that officers use again and again (常用语), in both languages.
public struct TextBlock: Hashable, Sendable, Identifiable {
    /// Who uses it.
    public enum Owner: Hashable, Sendable {
        /// Delivered with the catalogue, for everybody.
        case station
        case unit(UnitID)
        /// One officer, by account id.
        case account(String)
    }

    public let id: String
    public let owner: Owner
    public let title: LocalizedText
    /// May hold variables: `{number}`.
    public let body: LocalizedText
    /// From 1; one that comes with the catalogue stays at 1.
    public let version: Int
    /// Login of whoever wrote it last; empty for one that comes with the catalogue.
    public let updatedBy: String
    /// Nil for one that comes with the catalogue.
    public let updatedAt: Date?

    public init(
        id: String, owner: Owner, title: LocalizedText, body: LocalizedText, version: Int = 1, updatedBy: String = "",
        updatedAt: Date? = nil
    ) {
        self.id = id
        self.owner = owner
        self.title = title
        self.body = body
        self.version = version
        self.updatedBy = updatedBy
        self.updatedAt = updatedAt
    }

    /// The variables a text may use, written `{number}`; filled from the ticket it is put into.
    public static let variables: Set<String> = [
        "number", "title", "company", "contact", "unit", "unitPhone", "due", "promised", "officer", "station",
        "stationPhone",
    ]

    /// Most characters.
    public static let titleLimit = 40
    public static let bodyLimit = 2000
    /// Texts one unit or one officer may keep.
    public static let limit = 200
}

/// What somebody wants to keep.
public struct TextBlockRequest: Hashable, Sendable {
    public let title: String
    public let chinese: String
    public let english: String
    /// For the unit rather than for oneself.
    public let isForUnit: Bool

    public init(title: String, chinese: String, english: String, isForUnit: Bool) {
        self.title = title
        self.chinese = chinese
        self.english = english
        self.isForUnit = isForUnit
    }
}
