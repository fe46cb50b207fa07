public import Casework
public import Foundation
public import HealthCheck

/// A version of the routing rules as it was brought in: numbered, and never changed again.
public struct RoutingEdition: Hashable, Sendable, Identifiable {
    /// 1, 2, 3 … in the order they were brought in.
    public let number: Int
    /// SHA-256 of `source`, lower-case hex.
    public let contentHash: String
    /// The file as it was typed.
    public let source: String
    public let content: RoutingContent
    /// What it changes and why, in its author's words.
    public let note: String
    public let broughtAt: Date
    /// Login, or `catalogue` for the file the station was started with.
    public let broughtBy: String

    public var id: Int { number }

    public init(
        number: Int, contentHash: String, source: String, content: RoutingContent, note: String, broughtAt: Date,
        broughtBy: String
    ) {
        self.number = number
        self.contentHash = contentHash
        self.source = source
        self.content = content
        self.note = note
        self.broughtAt = broughtAt
        self.broughtBy = broughtBy
    }
}

/// That an edition came into force. The newest decides; an earlier edition can come into force again.
public struct RoutingPublication: Hashable, Sendable {
    /// 1, 2, 3 …
    public let sequence: Int
    /// The number of the edition.
    public let edition: Int
    public let at: Date
    public let by: String
    public let reason: String

    public init(sequence: Int, edition: Int, at: Date, by: String, reason: String) {
        self.sequence = sequence
        self.edition = edition
        self.at = at
        self.by = by
        self.reason = reason
    }
}

/// The rules as tickets are routed by them.
public struct RoutingInForce: Sendable {
    public let table: RoutingTable
    /// Why a rule sends tickets where it does, by rule id.
    public let reasons: [String: LocalizedText]
    /// Nil while nothing is published, and the catalogue's own file decides.
    public let edition: Int?
    public let version: String
}
