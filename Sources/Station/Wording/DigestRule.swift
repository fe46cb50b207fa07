import Casework
import Foundation

/// When messages to one address are told in one: storms, people who want it so, and robots that take twenty a minute.
public enum DigestRule {
    /// The `kind` of a digest.
    public static let kind = "digest"
    /// Subjects named in a digest; the rest is counted.
    static let lines = 30

    /// A storm: more than `messages` to one address within `window`, and the next are told together at its end.
    struct Storm {
        let messages: Int
        let window: TimeInterval

        init(_ channel: OutboxMessage.Channel) {
            // Robots: some of the twenty are left for what is urgent and for what has to be tried again.
            (messages, window) = channel.isRobot ? (12, 60) : (15, 600)
        }
    }

    /// When the digest of this pace that collects at `now` is sent; nil for those who want everything at once.
    static func end(_ pace: NoticePreferences.Pace, at now: Date, _ calendar: WorkingCalendar) -> Date? {
        switch pace {
        case .atOnce: return nil
        case .hourly:
            return Date(timeIntervalSince1970: (now.timeIntervalSince1970 / 3600).rounded(.down) * 3600 + 3600)
        case .daily:
            let today = calendar.day(of: now)
            let morning = calendar.date(today, minute: Self.morning)
            return morning > now ? morning : calendar.date(today.advanced(by: 1), minute: Self.morning)
        }
    }

    /// 08:30.
    private static let morning = 8 * 60 + 30

    /// The end of somebody's quiet hours if `now` lies in them.
    static func end(_ quiet: NoticePreferences.Quiet, at now: Date, _ calendar: WorkingCalendar) -> Date? {
        let today = calendar.day(of: now)
        let minute = Int(now.timeIntervalSince(calendar.date(today, minute: 0)) / 60)
        if quiet.from < quiet.to {
            return (quiet.from..<quiet.to).contains(minute) ? calendar.date(today, minute: quiet.to) : nil
        }
        if minute >= quiet.from { return calendar.date(today.advanced(by: 1), minute: quiet.to) }
        return minute < quiet.to ? calendar.date(today, minute: quiet.to) : nil
    }
}
