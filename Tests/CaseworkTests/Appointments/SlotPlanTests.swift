import Casework
import Foundation
import Testing

@Suite("When a counter can be visited")
struct SlotPlanTests {
    private static let counter = Counter(
        id: "permits", matters: ["EE02"], minutes: 20, capacity: 2, hours: [540..<720, 810..<1050])
    private static let rules = BookingRules(horizonDays: 30, leadMinutes: 60, offer: .hours(2), openLimit: 8)
    private static let plan = SlotPlan(
        counter: counter, calendar: .china, closed: [CivilDay("2026-11-27")!], rules: rules)
    /// Monday.
    private static let now = at("2026-11-23 09:30")

    @Test("slots begin at opening, end before lunch and before closing, and there are as many as fit")
    func grid() {
        let slots = Self.plan.slots(on: CivilDay("2026-11-24")!)
        #expect(slots.count == 9 + 12)
        #expect(slots.first == Slot(start: at("2026-11-24 09:00"), end: at("2026-11-24 09:20")))
        #expect(slots[8].end == at("2026-11-24 12:00"))
        #expect(slots[9].start == at("2026-11-24 13:30"))
        #expect(slots.last?.end == at("2026-11-24 17:30"))
    }

    @Test("a visit that would run into lunch is not offered")
    func noOverlap() {
        let long = Counter(id: "c", matters: ["EE02"], minutes: 50, capacity: 1, hours: [540..<720, 810..<1050])
        let plan = SlotPlan(counter: long, calendar: .china, closed: [], rules: Self.rules)
        let ends = plan.slots(on: CivilDay("2026-11-24")!).map(\.end)
        #expect(ends.filter { $0 <= at("2026-11-24 12:00") }.count == 3)
        #expect(ends.allSatisfy { $0 <= at("2026-11-24 12:00") || $0 >= at("2026-11-24 14:20") })
    }

    @Test("holidays and weekends have no slots, make-up workdays have")
    func days() {
        #expect(Self.plan.slots(on: CivilDay("2026-10-01")!).isEmpty)
        #expect(Self.plan.slots(on: CivilDay("2026-11-28")!).isEmpty)
        #expect(!Self.plan.slots(on: CivilDay("2026-10-10")!).isEmpty, "a Saturday on which people work")
        #expect(Self.plan.slots(on: CivilDay("2026-11-27")!).isEmpty, "the site is closed")
    }

    @Test(
        "every moment at which nobody can come is refused for its own reason",
        arguments: [
            ("2026-11-23 09:00", SlotRefusal.past), ("2026-11-23 09:30", .past),
            ("2026-11-23 10:20", .tooSoon(earliest: at("2026-11-23 10:30"))),
            ("2026-12-24 09:00", .beyondHorizon(last: CivilDay("2026-12-23")!)),
            ("2026-11-28 09:00", .weekend(next: CivilDay("2026-11-30")!)),
            ("2026-11-27 09:00", .closed(next: CivilDay("2026-11-30")!)),
            ("2026-11-24 12:00", .lunch(resumes: at("2026-11-24 13:30"))),
            ("2026-11-24 13:29", .lunch(resumes: at("2026-11-24 13:30"))),
            ("2026-11-24 08:40", .outsideHours(opens: at("2026-11-24 09:00"), closes: at("2026-11-24 17:30"))),
            ("2026-11-24 17:30", .outsideHours(opens: at("2026-11-24 09:00"), closes: at("2026-11-24 17:30"))),
            ("2026-11-24 09:10", .betweenSlots(next: at("2026-11-24 09:20"))),
        ])
    func refusals(text: String, expected: SlotRefusal) {
        #expect(throws: expected) { try Self.plan.slot(at: at(text), now: Self.now) }
    }

    @Test("a holiday names the next working day, which may be a make-up Saturday")
    func holiday() {
        #expect(throws: SlotRefusal.holiday(next: CivilDay("2026-10-08")!)) {
            try Self.plan.slot(at: at("2026-10-02 09:00"), now: at("2026-09-21 09:00"))
        }
        #expect(throws: SlotRefusal.weekend(next: CivilDay("2026-11-30")!)) {
            try Self.plan.slot(at: at("2026-11-29 09:00"), now: Self.now)
        }
    }

    @Test("what the plan offers it also takes, over a year of days")
    func offeredIsTaken() throws {
        var checked = 0
        for offset in 0..<360 {
            let now = WorkingCalendar.china.date(
                CivilDay("2026-01-01")!.advanced(by: offset), minute: offset * 7 % 1440)
            for day in Self.plan.days(at: now) {
                for slot in Self.plan.slots(on: day) where Self.plan.isBookable(slot, at: now) {
                    #expect(try Self.plan.slot(at: slot.start, now: now) == slot)
                    let minute = Int(slot.start.timeIntervalSince(WorkingCalendar.china.date(day, minute: 0)) / 60)
                    #expect(!(720..<810).contains(minute) && WorkingCalendar.china.isWorkingDay(day))
                    checked += 1
                }
            }
        }
        #expect(checked > 100_000)
    }
}
