import Casework
import Foundation

/// Reads a `Retry-After` header (RFC 9110, 10.2.3): seconds, or a date in the one form senders still make.
enum RetryAfter {
    /// No receiver may put us off for longer than this.
    static let longest: TimeInterval = 24 * 3600

    /// The moment meant, between `now` and a day later; nil when malformed.
    static func parse(_ text: String, now: Date) -> Date? {
        guard let moment = moment(text, now) else { return nil }
        return min(max(moment, now), now.addingTimeInterval(longest))
    }

    private static func moment(_ text: String, _ now: Date) -> Date? {
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return now.addingTimeInterval(Double(text) ?? longest)
        }
        return date(text)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`
    private static func date(_ text: String) -> Date? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let month = MailDate.months.firstIndex(of: String(words[2])),
            let day = Int(words[1]), let year = Int(words[3]),
            let date = CivilDay(year: year, month: month + 1, day: day)
        else { return nil }
        let clock = words[4].split(separator: ":").map { Int($0) ?? -1 }
        guard clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]), (0...60).contains(clock[2])
        else { return nil }
        return Date(timeIntervalSince1970: Double(date.number * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]))
    }
}
