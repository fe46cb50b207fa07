public import Casework
public import Foundation
public import HealthCheck

/// Dates and spans in words, always in Beijing time.
public struct DateText: Sendable {
    public let calendar: WorkingCalendar
    public let language: Language

    public init(_ calendar: WorkingCalendar, _ language: Language) {
        self.calendar = calendar
        self.language = language
    }

    private static let weekdays = ["一", "二", "三", "四", "五", "六", "日"]
    private static let englishWeekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let englishMonths = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `11月24日（周二）17:30`, `Tue 24 Nov, 17:30`.
    public func moment(_ date: Date) -> String {
        let day = calendar.day(of: date)
        return switch language {
        case .zhHans: "\(self.day(day))（周\(Self.weekdays[day.weekday - 1])）\(time(date))"
        case .en: "\(Self.englishWeekdays[day.weekday - 1]) \(self.day(day)), \(time(date))"
        }
    }

    /// `11月24日`, `24 Nov`.
    public func day(_ day: CivilDay) -> String {
        let (_, month, number) = day.parts
        return language == .zhHans ? "\(month)月\(number)日" : "\(number) \(Self.englishMonths[month - 1])"
    }

    /// `2026年11月24日`, `24 Nov 2026`.
    public func fullDay(_ date: Date) -> String {
        let day = calendar.day(of: date)
        return language == .zhHans ? "\(day.year)年\(self.day(day))" : "\(self.day(day)) \(day.year)"
    }

    /// `17:30`.
    public func time(_ date: Date) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down)) + calendar.utcOffset
        let minute = (seconds % 86_400 + 86_400) % 86_400 / 60
        return "\(minute / 60 < 10 ? "0" : "")\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    }

    /// RFC 3339 with the station's offset: `2026-11-24T17:30:00+08:00`, milliseconds only where there are some.
    public func rfc3339(_ date: Date) -> String {
        let whole = Int((date.timeIntervalSince1970 * 1000).rounded())
        let milliseconds = (whole % 1000 + 1000) % 1000
        let seconds = ((whole - milliseconds) / 1000 % 60 + 60) % 60
        let fraction = milliseconds == 0 ? "" : "." + String(String(1000 + milliseconds).dropFirst())
        let offset = calendar.utcOffset / 60
        let sign = offset < 0 ? "-" : "+"
        return "\(calendar.day(of: date))T\(time(date)):\(seconds < 10 ? "0" : "")\(seconds)\(fraction)"
            + sign + Self.pad(abs(offset) / 60) + ":" + Self.pad(abs(offset) % 60)
    }

    private static func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
