public import Foundation

/// A stretch of time in which somebody can come.
public struct Slot: Codable, Hashable, Sendable, Comparable {
    public let start: Date
    public let end: Date

    public init(start: Date, end: Date) {
        self.start = start
        self.end = end
    }

    public static func < (lhs: Slot, rhs: Slot) -> Bool { lhs.start < rhs.start }
}

/// Why a moment cannot be booked, with what helps to find another.
public enum SlotRefusal: Error, Hashable, Sendable {
    case past
    /// Too short a time before the visit; the earliest that may be booked now.
    case tooSoon(earliest: Date)
    /// The last day that can be booked today.
    case beyondHorizon(last: CivilDay)
    /// A holiday, and the next day on which people work.
    case holiday(next: CivilDay)
    case weekend(next: CivilDay)
    /// The site itself is closed on that day.
    case closed(next: CivilDay)
    /// The break between two openings, and when the next one begins.
    case lunch(resumes: Date)
    /// Before opening or after closing.
    case outsideHours(opens: Date, closes: Date)
    /// Within opening hours, but no visit begins then; the next one that does.
    case betweenSlots(next: Date)
}

/// When one counter can be visited: the working calendar, the counter's own hours, and the days its site is closed.
public struct SlotPlan: Hashable, Sendable {
    public let counter: Counter
    public let calendar: WorkingCalendar
    public let closed: Set<CivilDay>
    public let rules: BookingRules

    public init(counter: Counter, calendar: WorkingCalendar, closed: Set<CivilDay>, rules: BookingRules) {
        self.counter = counter
        self.calendar = calendar
        self.closed = closed
        self.rules = rules
    }

    /// Whether anybody is there on `day`.
    public func isOpen(_ day: CivilDay) -> Bool { calendar.isWorkingDay(day) && !closed.contains(day) }

    /// Every slot of a day in order, booked or not; none on a day off.
    public func slots(on day: CivilDay) -> [Slot] {
        guard isOpen(day) else { return [] }
        return starts.map {
            Slot(start: calendar.date(day, minute: $0), end: calendar.date(day, minute: $0 + counter.minutes))
        }
    }

    /// The days on which something can be booked at `now`, in order.
    public func days(at now: Date) -> [CivilDay] {
        let today = calendar.day(of: now)
        return (0...rules.horizonDays).map(today.advanced(by:)).filter { day in
            slots(on: day).contains { isBookable($0, at: now) }
        }
    }

    /// Whether a slot is far enough ahead and not too far.
    public func isBookable(_ slot: Slot, at now: Date) -> Bool {
        slot.start >= earliest(at: now) && calendar.day(of: slot.start) <= last(at: now)
    }

    /// The slot that begins at `start`, or why it cannot be booked at `now`.
    public func slot(at start: Date, now: Date) throws(SlotRefusal) -> Slot {
        guard start > now else { throw .past }
        let day = calendar.day(of: start)
        guard day <= last(at: now) else { throw .beyondHorizon(last: last(at: now)) }
        try requireOpen(day)
        let slots = slots(on: day)
        guard let slot = slots.first(where: { $0.start == start }) else { throw refusal(of: start, on: day) }
        guard start >= earliest(at: now) else { throw .tooSoon(earliest: earliest(at: now)) }
        return slot
    }

    private func requireOpen(_ day: CivilDay) throws(SlotRefusal) {
        guard !isOpen(day) else { return }
        // A plan never closes for more than a fortnight; a site may, and then says so itself.
        let next = (1...366).lazy.map(day.advanced(by:)).first(where: isOpen) ?? day
        if calendar.isWorkingDay(day) { throw .closed(next: next) }
        if day.isWeekend, calendar.years[day.year]?.holidays.contains(day) != true { throw .weekend(next: next) }
        throw .holiday(next: next)
    }

    /// Why nothing begins at `start` on an open day.
    private func refusal(of start: Date, on day: CivilDay) -> SlotRefusal {
        let minute = Int(start.timeIntervalSince(calendar.date(day, minute: 0)) / 60)
        let opens = counter.hours.first?.lowerBound ?? 0
        let closes = counter.hours.last?.upperBound ?? 0
        let outside = SlotRefusal.outsideHours(
            opens: calendar.date(day, minute: opens), closes: calendar.date(day, minute: closes))
        guard minute >= opens, minute < closes else { return outside }
        if let next = counter.hours.first(where: { $0.lowerBound > minute }),
            !counter.hours.contains(where: { $0.contains(minute) })
        {
            return .lunch(resumes: calendar.date(day, minute: next.lowerBound))
        }
        guard let next = starts.first(where: { $0 > minute }) else { return outside }
        return .betweenSlots(next: calendar.date(day, minute: next))
    }

    /// Minutes after midnight at which a visit may begin: it also ends before the break.
    private var starts: [Int] {
        counter.hours.flatMap { hours in
            Array(stride(from: hours.lowerBound, through: hours.upperBound - counter.minutes, by: counter.minutes))
        }
    }

    private func earliest(at now: Date) -> Date { now.addingTimeInterval(Double(rules.leadMinutes) * 60) }

    private func last(at now: Date) -> CivilDay { calendar.day(of: now).advanced(by: rules.horizonDays) }
}
