/// A part of the day in minutes since midnight, its end left out; it may go over midnight.
public struct DaySpan: Codable, Hashable, Sendable {
    /// 0 … 1439.
    public let from: Int
    /// 0 … 1440, not `from`.
    public let to: Int

    /// Nil outside of a day, and for a span without length.
    public init?(from: Int, to: Int) {
        guard (0..<1440).contains(from), (0...1440).contains(to), from != to else { return nil }
        self.from = from
        self.to = to
    }

    /// `18:00-08:30`; nil for anything else.
    public init?(_ text: String) {
        guard let match = text.wholeMatch(of: /(\d{2}):(\d{2})-(\d{2}):(\d{2})/),
            let fromHour = Int(match.1), let fromMinute = Int(match.2), let toHour = Int(match.3),
            let toMinute = Int(match.4), fromMinute < 60, toMinute < 60
        else { return nil }
        self.init(from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute)
    }

    /// Whether `minute` lies in it.
    public func contains(_ minute: Int) -> Bool {
        from < to ? (from..<to).contains(minute) : minute >= from || minute < to
    }

    /// `19:05`
    public static func text(_ minute: Int) -> String {
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }

    /// `18:00-08:30`
    public var text: String { "\(Self.text(from))-\(Self.text(to))" }
}
