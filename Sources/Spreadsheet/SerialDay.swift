public import Foundation

/// A spreadsheet's count of days, in which 61 is 1900-03-01 and the fraction is the time of day; read as UTC.
///
/// Sheets count a 1900-02-29 that never was (serial 60; ECMA-376 part 1, 18.17.4.1), so days before it are one off.
public struct SerialDay: Hashable, Sendable {
    /// Days since the sheet's day 0.
    public let serial: Double

    /// The range that spreadsheets show as days: 1900-01-01 up to and with 9999-12-31.
    public static let range: Range<Double> = 1..<2_958_466

    /// Serial of 1970-01-01.
    private static let epoch = 25_569.0

    /// Nil outside `range`.
    public init?(serial: Double) {
        guard Self.range.contains(serial) else { return nil }
        self.serial = serial
    }

    /// The UTC day and time of `date`; nil before 1900 and after 9999.
    public init?(_ date: Date) {
        let serial = date.timeIntervalSince1970 / 86_400 + Self.epoch
        self.init(serial: serial < 61 ? serial - 1 : serial)
    }

    /// The instant in UTC, to the millisecond; a whole serial is the day's first instant.
    public var date: Date {
        let days = (serial < 60 ? serial + 1 : serial) - Self.epoch
        return Date(timeIntervalSince1970: (days * 86_400_000).rounded() / 1000)
    }

    /// The day's first instant in UTC: the time of day taken off.
    public var startOfDay: Date { SerialDay(serial: serial.rounded(.down))?.date ?? date }
}
