import Casework
import Foundation

/// Times of day, offsets and moments as the files write them.
enum ClockTime {
    /// `09:30` → 570; `24:00` is the end of the day.
    static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = digits(parts[0]), let minute = digits(parts[1]), hour <= 24, minute <= 59,
            hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }

    /// `+08:00` → seconds east of UTC.
    static func offset(_ text: Substring) -> Int? {
        if text == "Z" { return 0 }
        guard let sign = text.first, "+-".contains(sign), let minutes = minutes(text.dropFirst()), minutes <= 14 * 60
        else { return nil }
        return (sign == "-" ? -60 : 60) * minutes
    }

    /// An RFC 3339 moment of whole seconds with its offset: `2026-02-13T16:00:00+08:00`.
    static func moment(_ text: String) -> Date? {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2, let day = CivilDay(String(halves[0])), day.description == halves[0] else { return nil }
        let time = halves[1]
        guard let minutes = minutes(time.prefix(5)), minutes < 1440, time.dropFirst(5).first == ":",
            let seconds = digits(time.dropFirst(6).prefix(2)), seconds <= 59, let offset = offset(time.dropFirst(8))
        else { return nil }
        return Date(timeIntervalSince1970: Double(day.number * 86_400 + minutes * 60 + seconds - offset))
    }

    /// The RFC 3339 form of `date` at `offset` seconds east of UTC.
    static func text(_ date: Date, offset: Int) -> String {
        let local = Int(date.timeIntervalSince1970.rounded(.down)) + offset
        let day = Int((Double(local) / 86_400).rounded(.down))
        let second = local - day * 86_400
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        let sign = offset < 0 ? "-" : "+"
        let zone = "\(sign)\(two(abs(offset) / 3600)):\(two(abs(offset) / 60 % 60))"
        let time = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
        return "\(CivilDay(number: day))T\(time)\(zone)"
    }

    private static func digits(_ text: Substring) -> Int? {
        guard text.utf8.count == 2, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
            return nil
        }
        return Int(text)
    }
}

extension Entry {
    /// A moment with its offset from UTC.
    func moment() -> Date? {
        guard let text = text() else { return nil }
        guard let moment = ClockTime.moment(text) else {
            error("“\(text)” is no moment", hint: "write it as 2026-02-13T16:00:00+08:00")
            return nil
        }
        return moment
    }
}
