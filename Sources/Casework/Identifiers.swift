/// A unit of the police (inner loop) or another department (outer loop), by its catalogue id.
public struct UnitID: RawRepresentable, Codable, Hashable, Sendable, ExpressibleByStringLiteral {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }

    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// How fast a ticket runs.
public enum Urgency: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    case normal
    /// 加急: its own, shorter clock.
    case expedited

    public static func < (lhs: Urgency, rhs: Urgency) -> Bool { lhs == .normal && rhs == .expedited }
}

/// By which door a ticket came in; kept as a fact.
public enum Origin: String, Codable, Hashable, Sendable, CaseIterable {
    case portal
    case warning
    case window
    case hotline
    case api
    /// A visit that was booked beforehand.
    case appointment
}
