public import Casework
public import HealthCheck

/// The rules of one version of the routing file, as programs use them.
public struct RoutingContent: Codable, Hashable, Sendable {
    /// As the file calls itself: `2026.11`.
    public let version: String
    public let rules: [RoutingRule]
    /// Why a rule sends tickets where it does, by rule id.
    public let reasons: [String: LocalizedText]

    public init(version: String, rules: [RoutingRule], reasons: [String: LocalizedText]) {
        self.version = version
        self.rules = rules
        self.reasons = reasons
    }
}

/// One thing found in a version of the routing file, at its place.
public struct RoutingFinding: Codable, Hashable, Sendable {
    /// From 1.
    public let line: Int
    /// From 1.
    public let column: Int
    /// Whether the version cannot be used; else somebody should look.
    public let isError: Bool
    public let message: String
    /// What to do about it, where that is not obvious.
    public let hint: String?
    /// The same in Chinese, where there are words for it.
    public let chinese: Words?

    /// What is wrong and what to do, in one language.
    public struct Words: Codable, Hashable, Sendable {
        public let message: String
        public let hint: String?

        public init(message: String, hint: String?) {
            self.message = message
            self.hint = hint
        }
    }

    public init(line: Int, column: Int, isError: Bool, message: String, hint: String?, chinese: Words? = nil) {
        self.line = line
        self.column = column
        self.isError = isError
        self.message = message
        self.hint = hint
        self.chinese = chinese
    }

    /// In `language` where there are words for it, else in English.
    public func words(_ language: Language) -> Words {
        (language == .zhHans ? chinese : nil) ?? Words(message: message, hint: hint)
    }
}

/// What reading a version of the routing file came to.
public struct RoutingReading: Hashable, Sendable {
    /// Nil if and only if `findings` holds an error.
    public let content: RoutingContent?
    /// From top to bottom.
    public let findings: [RoutingFinding]

    public init(content: RoutingContent?, findings: [RoutingFinding]) {
        self.content = content
        self.findings = findings
    }
}

/// Reads a version of the routing file; the catalogue knows how, the station only what came of it.
public struct RoutingReader: Sendable {
    public let read: @Sendable (String) -> RoutingReading

    public init(_ read: @escaping @Sendable (String) -> RoutingReading) { self.read = read }

    /// For content that was put together by hand: reads nothing.
    public static let none = RoutingReader { _ in
        RoutingReading(
            content: nil,
            findings: [RoutingFinding(line: 1, column: 1, isError: true, message: "no reader for rules", hint: nil)])
    }
}
