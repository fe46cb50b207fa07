public import Foundation

/// Which minutes count: opening hours with a lunch break, weekends, holidays and make-up workdays (调休).
///
/// One time zone, no summer time (China). A year without a published plan falls back to plain weekends;
/// `isProvisional` says so, and every page that shows such a deadline says so too.
public struct WorkingCalendar: Hashable, Sendable {
    /// What the State Council's notice says of one year.
    public struct Year: Hashable, Sendable {
        public let holidays: Set<CivilDay>
        public let makeUpWorkdays: Set<CivilDay>

        public init(holidays: Set<CivilDay>, makeUpWorkdays: Set<CivilDay>) {
            self.holidays = holidays
            self.makeUpWorkdays = makeUpWorkdays
        }
    }

    /// Minutes after midnight, opening and closing, ascending and apart: 540–720, 810–1050.
    public let hours: [Range<Int>]
    public let years: [Int: Year]
    /// Seconds east of UTC.
    public let utcOffset: Int

    /// Nil unless hours are within a day, ascending and do not touch.
    public init?(hours: [Range<Int>], years: [Int: Year], utcOffset: Int) {
        guard !hours.isEmpty, hours.allSatisfy({ !$0.isEmpty && $0.lowerBound >= 0 && $0.upperBound <= 1440 }),
            zip(hours, hours.dropFirst()).allSatisfy({ $0.upperBound < $1.lowerBound })
        else { return nil }
        self.hours = hours
        self.years = years
        self.utcOffset = utcOffset
    }

    /// Working minutes in a full day: 420 for 9:00–12:00 and 13:30–17:30.
    public var minutesPerDay: Int { hours.reduce(0) { $0 + $1.count } }

    /// Whether people work on `day`.
    public func isWorkingDay(_ day: CivilDay) -> Bool {
        guard let year = years[day.year] else { return !day.isWeekend }
        if year.makeUpWorkdays.contains(day) { return true }
        return !day.isWeekend && !year.holidays.contains(day)
    }

    /// Whether a span up to `date` touches a year whose plan is not published.
    public func isProvisional(_ date: Date) -> Bool { years[day(of: date).year] == nil }

    /// The local day of `date`.
    public func day(of date: Date) -> CivilDay { CivilDay(number: Int(floorDivide(localSeconds(date), 86_400))) }

    /// The moment at `minute` after local midnight of `day`.
    public func date(_ day: CivilDay, minute: Int) -> Date {
        Date(timeIntervalSince1970: Double(day.number * 86_400 + minute * 60 - utcOffset))
    }

    /// Minutes in `amount`.
    public func minutes(_ amount: WorkingTime) -> Int {
        switch amount {
        case .hours(let hours): hours * 60
        case .days(let days): days * minutesPerDay
        }
    }

    /// The instant at which `amount` of working time has run since `start`; never in lunch or after closing.
    public func date(adding amount: WorkingTime, to start: Date) -> Date {
        date(addingMinutes: Double(minutes(amount)), to: start)
    }

    /// As above for a number of working minutes; zero or less gives `start`.
    public func date(addingMinutes minutes: Double, to start: Date) -> Date {
        var left = minutes * 60
        guard left > 0 else { return start }
        var day = day(of: start)
        // A plan never leaves more than a fortnight without work, so this ends; the bound keeps a wrong file from looping.
        for _ in 0..<200_000 {
            for interval in openings(on: day) {
                let from = max(interval.start, start)
                let length = interval.end.timeIntervalSince(from)
                if length <= 0 { continue }
                if left <= length { return from.addingTimeInterval(left) }
                left -= length
            }
            day = day.advanced(by: 1)
        }
        return date(day, minute: 0)
    }

    /// Working minutes between two moments; 0 if `end` is not after `start`.
    public func workingMinutes(from start: Date, to end: Date) -> Double {
        guard end > start else { return 0 }
        var sum = 0.0
        var day = day(of: start)
        let last = self.day(of: end)
        while day <= last {
            for interval in openings(on: day) {
                sum += max(0, min(interval.end, end).timeIntervalSince(max(interval.start, start)))
            }
            day = day.advanced(by: 1)
        }
        return sum / 60
    }

    private func openings(on day: CivilDay) -> [DateInterval] {
        guard isWorkingDay(day) else { return [] }
        return hours.map {
            DateInterval(start: date(day, minute: $0.lowerBound), end: date(day, minute: $0.upperBound))
        }
    }

    private func localSeconds(_ date: Date) -> Double { date.timeIntervalSince1970 + Double(utcOffset) }

    private func floorDivide(_ value: Double, _ divisor: Double) -> Double { (value / divisor).rounded(.down) }
}
