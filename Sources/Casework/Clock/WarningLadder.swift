public import Foundation

/// When somebody is reminded of a running deadline, when a late ticket climbs, and when nobody is written to.
public struct WarningLadder: Hashable, Sendable {
    /// Percent of the time at which the owner is reminded; ascending, below 100.
    public let reminders: [Int]
    /// Percent of the time at which an overdue ticket climbs one level; ascending, 100 or more. 100 is the deadline.
    public let climbs: [Int]
    /// Minutes after local midnight from which nobody is written to, and until when; may span midnight.
    public let quiet: (from: Int, to: Int)

    /// Nil unless the percentages are ascending and on their side of 100, and the minutes within a day.
    public init?(reminders: [Int], climbs: [Int], quiet: (from: Int, to: Int)) {
        guard reminders.allSatisfy({ (1..<100).contains($0) }), climbs.allSatisfy({ (100...1000).contains($0) }),
            zip(reminders, reminders.dropFirst()).allSatisfy(<), zip(climbs, climbs.dropFirst()).allSatisfy(<),
            (0...1440).contains(quiet.from), (0...1440).contains(quiet.to)
        else { return nil }
        (self.reminders, self.climbs, self.quiet) = (reminders, climbs, quiet)
    }

    private init() { (reminders, climbs, quiet) = ([50, 80], [100, 200], (1200, 480)) }

    /// Reminders at half and at four fifths; one level at the deadline and one at twice the time; quiet 20:00–8:00.
    public static let standard = WarningLadder()

    /// Whether nobody is written to at `minute` after local midnight.
    public func isQuiet(_ minute: Int) -> Bool {
        quiet.from <= quiet.to
            ? (quiet.from..<quiet.to).contains(minute) : minute >= quiet.from || minute < quiet.to
    }

    /// The rungs of one kind of deadline, without the deadline itself: work climbs, the company is reminded once.
    func rungs(of deadline: Deadline) -> [Int] {
        if deadline.owner == .company { return reminders.suffix(1) }
        return deadline.kind == .handling ? reminders + climbs.filter { $0 > 100 } : reminders
    }

    /// How high a ticket stands for which so many percent of the time are gone.
    func level(at percent: Int) -> Level {
        Level(rawValue: climbs.filter { $0 <= percent }.count) ?? .government
    }

    public static func == (lhs: WarningLadder, rhs: WarningLadder) -> Bool {
        lhs.reminders == rhs.reminders && lhs.climbs == rhs.climbs && lhs.quiet == rhs.quiet
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(reminders)
        hasher.combine(climbs)
        hasher.combine(quiet.from)
        hasher.combine(quiet.to)
    }
}

extension CaseworkPolicy {
    /// Whether nobody is written to at `date`.
    public func isQuiet(_ date: Date) -> Bool {
        let midnight = calendar.date(calendar.day(of: date), minute: 0)
        return warnings.isQuiet(Int(date.timeIntervalSince(midnight) / 60))
    }

    /// A deadline with its first rung.
    func deadline(_ kind: Deadline.Kind, _ owner: Deadline.Owner, from start: Date, due: Date) -> Deadline {
        var deadline = Deadline(kind: kind, owner: owner, start: start, due: due)
        deadline.nextRung = rung(after: 0, of: deadline)
        return deadline
    }

    /// A deadline that starts now and runs for `time`.
    func deadline(_ kind: Deadline.Kind, _ owner: Deadline.Owner, from start: Date, for time: WorkingTime) -> Deadline {
        deadline(kind, owner, from: start, due: calendar.date(adding: time, to: start))
    }

    /// The next rung above `percent`; a deadline that began overdue has none.
    func rung(after percent: Int, of deadline: Deadline) -> Deadline.Rung? {
        guard deadline.due > deadline.start else { return nil }
        guard let next = warnings.rungs(of: deadline).first(where: { $0 > percent }) else { return nil }
        let minutes = calendar.workingMinutes(from: deadline.start, to: deadline.due) * Double(next) / 100
        // Whole seconds, so that the store's milliseconds hold the moment exactly.
        let at = calendar.date(addingMinutes: minutes, to: deadline.start).timeIntervalSince1970.rounded(.up)
        return Deadline.Rung(percent: next, at: Date(timeIntervalSince1970: at))
    }
}
