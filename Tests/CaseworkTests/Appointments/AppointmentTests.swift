import Foundation
import Testing

@testable import Casework

@Suite("An appointment")
struct AppointmentTests {
    private static let now = at("2026-11-23 09:30")
    private static let slot = Slot(start: at("2026-11-25 09:00"), end: at("2026-11-25 09:20"))
    private static let later = Slot(start: at("2026-11-26 14:10"), end: at("2026-11-26 14:30"))

    private static func made(
        _ state: Appointment.State, seat: Int? = 1, slot: Slot? = slot, offerEnds: Date? = nil,
        ticket: TicketNumber? = nil
    ) -> Appointment {
        Appointment(
            id: "a", company: Filing.sample().company, matter: "EE02", site: "s", counter: "c",
            visitor: .init(name: "张三", phone: "1"), note: "", bookedBy: "company", createdAt: now,
            day: CivilDay("2026-11-25")!, slot: state == .waiting ? nil : slot, seat: state.holdsSeat ? seat : nil,
            state: state, offerEnds: state == .offered ? offerEnds ?? at("2026-11-23 11:30") : nil, ticket: ticket)
    }

    private static let acts: [AppointmentAct] = [
        .move(later, seat: 2), .cancel, .offer(slot, seat: 1, until: at("2026-11-23 11:30")), .confirm, .arrive, .miss,
        .intake(.sample), .lapse,
    ]

    @Test("every act in every state: what the table allows happens, everything else is refused")
    func table() {
        // On the day, after the visit began, so that only the state decides; offers and lists are over by then.
        let table: [Appointment.State: Set<Int>] = [
            .waiting: [1, 2], .offered: [1, 3], .booked: [0, 1, 4, 5, 6], .arrived: [5, 6], .noShow: [4, 6],
            .cancelled: [], .lapsed: [],
        ]
        for state in Appointment.State.allCases {
            for (index, act) in Self.acts.enumerated() {
                let isAhead = [0, 1, 2, 3].contains(index)
                let now = isAhead ? Self.now : at("2026-11-25 10:00")
                let result = try? Self.made(state).applying(act, at: now, .china)
                let lapses = index == 7 && state == .offered
                #expect((result != nil) == (table[state]?.contains(index) == true || lapses), "\(act) in \(state)")
                guard let result else { continue }
                #expect(result.version == 2)
                #expect((result.seat != nil) == result.state.holdsSeat, "a seat is held exactly while it counts")
                #expect((result.offerEnds != nil) == (result.state == .offered))
            }
        }
    }

    @Test("what a calendar has to hear of raises the sequence, and nothing else does")
    func sequence() throws {
        let moved = try Self.made(.booked).applying(.move(Self.later, seat: 2), at: Self.now, .china)
        #expect(moved.sequence == 1 && moved.day == CivilDay("2026-11-26") && moved.slot == Self.later)
        let cancelled = try moved.applying(.cancel, at: Self.now, .china)
        #expect(cancelled.sequence == 2 && cancelled.slot == Self.later && cancelled.seat == nil)
        let offered = try Self.made(.waiting).applying(
            .offer(Self.slot, seat: 1, until: at("2026-11-23 11:30")), at: Self.now, .china)
        #expect(try offered.applying(.confirm, at: Self.now, .china).sequence == 0)
        #expect(try Self.made(.booked).applying(.arrive, at: at("2026-11-25 09:00"), .china).sequence == 0)
    }

    @Test("an offer is taken in time or not at all")
    func offers() throws {
        let offered = Self.made(.offered)
        #expect(try offered.applying(.confirm, at: at("2026-11-23 11:30"), .china).state == .booked)
        #expect(throws: AppointmentError.offerOver(at("2026-11-23 11:30"))) {
            try offered.applying(.confirm, at: at("2026-11-23 11:31"), .china)
        }
        #expect(throws: AppointmentError.stillRuns) { try offered.applying(.lapse, at: at("2026-11-23 11:30"), .china) }
        #expect(try offered.applying(.lapse, at: at("2026-11-23 11:31"), .china).state == .lapsed)
    }

    @Test("nobody arrives before the day, is missed before the time, or cancels what has begun")
    func times() {
        #expect(throws: AppointmentError.notYet(at("2026-11-25 00:00"))) {
            try Self.made(.booked).applying(.arrive, at: at("2026-11-24 23:59"), .china)
        }
        #expect(throws: AppointmentError.notYet(Self.slot.start)) {
            try Self.made(.booked).applying(.miss, at: at("2026-11-25 08:59"), .china)
        }
        #expect(throws: AppointmentError.begun(Self.slot.start)) {
            try Self.made(.booked).applying(.cancel, at: Self.slot.start, .china)
        }
        #expect(throws: AppointmentError.ticketAlready(.sample)) {
            try Self.made(.arrived, ticket: .sample).applying(.intake(.other), at: at("2026-11-25 10:00"), .china)
        }
    }

    @Test("the reminder is due at nine on the day before, and there is none for what was booked later")
    func reminder() {
        #expect(Appointment.reminder(of: Self.slot, decidedAt: Self.now, .china) == at("2026-11-24 09:00"))
        #expect(Appointment.reminder(of: Self.slot, decidedAt: at("2026-11-24 09:00"), .china) == nil)
    }
}
