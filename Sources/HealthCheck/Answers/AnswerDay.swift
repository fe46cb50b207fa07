public import Foundation

/// A civil day as an answer gives it, `2026-11-22`; the arithmetic is Foundation's, in UTC, so that no clock change counts.
public struct AnswerDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The day's first instant in UTC.
    public let start: Date

    private static let style = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()

    /// Nil unless `text` is exactly a day of the calendar.
    public init?(_ text: String) {
        guard text.utf8.count == 10, let start = try? Date(text, strategy: Self.style),
            start.formatted(Self.style) == text
        else { return nil }
        self.start = start
    }

    /// The UTC day that begins at `start`.
    public init(start: Date) { self.start = start }

    /// ISO 8601.
    public var description: String { start.formatted(Self.style) }

    public static func < (lhs: AnswerDay, rhs: AnswerDay) -> Bool { lhs.start < rhs.start }

    /// Whole days from this day to `other`, negative where it lies before.
    public func days(to other: AnswerDay) -> Int { Int((other.start.timeIntervalSince(start) / 86_400).rounded()) }
}
