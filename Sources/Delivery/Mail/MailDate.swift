import Casework
import Foundation

/// Dates as mail headers want them (RFC 5322, 3.3).
enum MailDate {
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// `Tue, 24 Nov 2026 01:00:00 +0000`
    static func format(_ date: Date) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let second = (seconds % 86_400 + 86_400) % 86_400
        let day = CivilDay(number: (seconds - second) / 86_400)
        let (year, month, dayOfMonth) = day.parts
        let clock = [second / 3600, second / 60 % 60, second % 60].map(pad).joined(separator: ":")
        return "\(weekdays[day.weekday - 1]), \(pad(dayOfMonth)) \(months[month - 1]) \(year) \(clock) +0000"
    }

    private static func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
