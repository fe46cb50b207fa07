import Casework
import Foundation
import Testing

@Suite("Working calendar")
struct WorkingCalendarTests {
    private let calendar = WorkingCalendar.china

    @Test(
        "single days: make-up days are worked, holidays are not",
        arguments: [
            ("2026-02-14", true), ("2026-02-16", false), ("2026-01-04", true), ("2026-09-20", true),
            ("2026-10-08", true), ("2026-10-04", false), ("2025-10-11", true), ("2025-10-12", false),
        ])
    func days(day: String, isWorked: Bool) throws {
        #expect(calendar.isWorkingDay(try #require(CivilDay(day))) == isWorked)
    }

    @Test(
        "working time from a start to its due time",
        arguments: [
            // Across the Spring Festival of 2026 and the National Day of 2025, with their make-up Saturdays.
            ("2026-02-13 10:00", WorkingTime.days(5), "2026-02-27 10:00"),
            ("2025-09-30 15:00", .days(3), "2025-10-11 15:00"),
            // Over lunch, up to it, up to closing, over night, over the weekend.
            ("2026-03-02 11:30", .hours(1), "2026-03-02 14:00"), ("2026-03-02 11:00", .hours(1), "2026-03-02 12:00"),
            ("2026-03-02 16:30", .hours(1), "2026-03-02 17:30"), ("2026-03-02 17:00", .hours(1), "2026-03-03 09:30"),
            ("2026-03-06 16:00", .hours(2), "2026-03-09 09:30"),
            // Started outside hours: from the next opening.
            ("2026-03-02 07:00", .hours(2), "2026-03-02 11:00"), ("2026-03-02 12:15", .hours(2), "2026-03-02 15:30"),
            ("2026-03-02 20:00", .hours(2), "2026-03-03 11:00"), ("2026-03-07 12:00", .hours(2), "2026-03-09 11:00"),
            ("2026-03-02 12:00", .hours(1), "2026-03-02 14:30"), ("2026-03-02 17:30", .hours(1), "2026-03-03 10:00"),
            // A whole day started at opening ends at closing, never at the next opening.
            ("2026-03-02 09:00", .days(1), "2026-03-02 17:30"), ("2026-03-02 08:00", .days(1), "2026-03-02 17:30"),
            ("2026-03-02 13:30", .days(1), "2026-03-03 12:00"),
            ("2026-03-02 10:10:30", .days(1), "2026-03-03 10:10:30"),
            // The filing of the contract's example: a Friday before a make-up Saturday.
            ("2026-02-13 16:00", .hours(1), "2026-02-13 17:00"), ("2026-02-13 16:00", .hours(4), "2026-02-14 11:30"),
        ])
    func due(start: String, amount: WorkingTime, due: String) {
        #expect(calendar.date(adding: amount, to: at(start)) == at(due))
    }

    @Test("nothing to add gives the start itself")
    func nothing() {
        let sunday = at("2026-03-08 12:34")
        #expect(calendar.date(addingMinutes: 0, to: sunday) == sunday)
        #expect(calendar.date(addingMinutes: -5, to: sunday) == sunday)
        #expect(calendar.workingMinutes(from: sunday, to: sunday.addingTimeInterval(-1)) == 0)
    }

    @Test("a working day has 420 minutes")
    func amounts() {
        #expect(calendar.minutesPerDay == 420)
        #expect(calendar.minutes(.days(3)) == 1260 && calendar.minutes(.hours(3)) == 180)
    }

    @Test(
        "working minutes between two moments",
        arguments: [
            ("2026-03-02 09:00", "2026-03-02 17:30", 420.0), ("2026-03-02 00:00", "2026-03-03 00:00", 420),
            ("2026-03-02 11:00", "2026-03-02 14:00", 90), ("2026-03-02 12:00", "2026-03-02 13:30", 0),
            ("2026-03-06 17:00", "2026-03-09 09:10", 40), ("2026-02-14 17:30", "2026-02-24 09:00", 0),
            ("2026-02-13 17:30", "2026-02-14 17:30", 420),
        ])
    func minutes(start: String, end: String, minutes: Double) {
        #expect(calendar.workingMinutes(from: at(start), to: at(end)) == minutes)
    }

    @Test("a year without a published plan is provisional and falls back to weekends")
    func provisional() throws {
        #expect(!calendar.isProvisional(at("2026-12-31 23:59")))
        #expect(calendar.isProvisional(at("2027-01-01 00:00")))
        #expect(calendar.isWorkingDay(try #require(CivilDay("2027-01-01"))), "a Friday nobody has declared off yet")
        #expect(!calendar.isWorkingDay(try #require(CivilDay("2027-01-02"))))
        #expect(calendar.date(adding: .days(1), to: at("2026-12-31 10:00")) == at("2027-01-01 10:00"))
    }

    @Test(
        "hours that overlap, touch, run backwards or leave the day make no calendar",
        arguments: [
            [], [540..<720, 700..<800], [540..<720, 720..<800], [810..<1050, 540..<720], [-1..<5], [0..<1441], [9..<9],
        ])
    func hours(hours: [Range<Int>]) {
        #expect(WorkingCalendar(hours: hours, years: [:], utcOffset: 0) == nil)
    }

    @Test("a calendar on which nobody ever works still answers")
    func neverWorked() throws {
        let days = Set((20_000...20_400).map(CivilDay.init))
        let years = Dictionary(
            uniqueKeysWithValues: [2024, 2025].map {
                ($0, WorkingCalendar.Year(holidays: days, makeUpWorkdays: []))
            })
        let lazy = try #require(WorkingCalendar(hours: [540..<720], years: years, utcOffset: 0))
        let due = lazy.date(adding: .hours(1), to: lazy.date(CivilDay(number: 20_000), minute: 0))
        #expect(lazy.day(of: due).number > 20_400)
    }

    @Test("adding minutes and counting them are inverse, and sums add up, on 3,000 seeded draws")
    func inverse() {
        for seed in UInt64(1)...3000 {
            var random = SplitMix64(seed: seed)
            let span = Int.random(in: 0..<2 * 365 * 86_400, using: &random)
            let start = at("2025-01-01 00:00").addingTimeInterval(Double(span))
            let (first, second) = (
                Double(Int.random(in: 1...3000, using: &random)), Double.random(in: 0.01...500, using: &random)
            )
            let due = calendar.date(addingMinutes: first, to: start)
            let back = calendar.workingMinutes(from: start, to: due)
            let later = calendar.date(addingMinutes: second, to: due)
            let direct = calendar.date(addingMinutes: first + second, to: start)
            let minute = due.timeIntervalSince(calendar.date(calendar.day(of: due), minute: 0)) / 60
            guard abs(back - first) < 1e-6, abs(later.timeIntervalSince(direct)) < 1e-3,
                calendar.isWorkingDay(calendar.day(of: due)),
                (540 < minute && minute <= 720) || (810 < minute && minute <= 1050)
            else {
                Issue.record("seed \(seed): \(first) minutes from \(start) are \(due), back \(back), then \(later)")
                return
            }
        }
    }
}
