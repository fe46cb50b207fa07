import Casework
import Foundation
import Station
import Testing

@testable import Storage

@Suite("Appointments in the store")
struct AppointmentStoreTests {
    private static let day = CivilDay("2026-03-04")!

    private static func slot(_ hour: Int) -> Slot {
        let start = Fixtures.after(Double(2 * 86_400 + hour * 3600))
        return Slot(start: start, end: start.addingTimeInterval(1200))
    }

    static func appointment(
        _ id: String, company: Int = 1, state: Appointment.State = .booked, hour: Int = 0, seat: Int? = 1,
        created: Double = 0, remindAt: Date? = nil, offerEnds: Date? = nil, counter: String = "c"
    ) throws -> Appointment {
        Appointment(
            id: id, company: try Fixtures.code(company), matter: "EE02", site: "hall", counter: counter,
            visitor: .init(name: "张三", phone: "0571-1"), note: "第一行\n二", bookedBy: "company",
            createdAt: Fixtures.after(created), day: day, slot: state == .waiting ? nil : slot(hour),
            seat: state.holdsSeat ? seat : nil, state: state, offerEnds: offerEnds, remindAt: remindAt)
    }

    private static func opened(_ engine: Engine) async throws -> TestStation {
        let station = try engine.open()
        try await station.write { tx in
            for company in 1...3 { try tx.companies.save(try Fixtures.company(company)) }
        }
        return station
    }

    @Test(
        "read back as stored, by time, who waits last; what was taken back is not on the day",
        arguments: Engine.allCases)
    func order(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let all = [
            try Self.appointment("late", hour: 3), try Self.appointment("early", hour: 0, remindAt: Fixtures.after(9)),
            try Self.appointment("second-waiting", company: 2, state: .waiting, created: 2),
            try Self.appointment("first-waiting", company: 3, state: .waiting, created: 1),
            try Self.appointment("gone", state: .cancelled, hour: 1),
            try Self.appointment("offered", state: .offered, hour: 2, offerEnds: Fixtures.after(60)),
        ]
        try await station.write { tx in for one in all { try tx.visits.add(one) } }
        let day = try await station.read { try $0.visits.appointments(at: "hall", on: Self.day) }
        #expect(day.map(\.id) == ["early", "offered", "late", "first-waiting", "second-waiting"])
        #expect(Set(day).isSubset(of: Set(all)), "read back as stored")
        #expect(try await station.read { try $0.visits.appointment("gone") } == all[4])
        let waiting = try await station.read { try $0.visits.waiting("hall", "c", on: Self.day) }
        #expect(waiting.map(\.id) == ["first-waiting", "second-waiting"])
        let taken = try await station.read { try $0.visits.taken("hall", "c", from: Self.day, to: Self.day) }
        #expect(taken == [Self.slot(0).start: [1], Self.slot(2).start: [1], Self.slot(3).start: [1]])
        #expect(try await station.read { try $0.visits.countOpen(of: Fixtures.code(1)) } == 3)
        #expect(try await station.read { try $0.visits.toRemind(at: Fixtures.after(9), limit: 5) } == ["early"])
        #expect(try await station.read { try $0.visits.toRemind(at: Fixtures.after(8), limit: 5) } == [])
        let later = Fixtures.after(3 * 86_400)
        let over = try await station.read {
            try $0.visits.toLapse(at: later, today: Self.day.advanced(by: 1), limit: 9)
        }
        #expect(Set(over) == ["offered", "first-waiting", "second-waiting"])
    }

    @Test(
        "a company's own are listed newest day first, within a day the latest first and what has no time yet last",
        arguments: Engine.allCases)
    func ofCompany(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        try await station.write { tx in
            for one in [
                try Self.appointment("waiting", state: .waiting), try Self.appointment("early", hour: 0),
                try Self.appointment("late", hour: 3),
            ] { try tx.visits.add(one) }
        }
        let own = try await station.read { try $0.visits.appointments(of: Fixtures.code(1)) }
        #expect(own.map(\.id) == ["late", "early", "waiting"])
    }

    @Test("a seat is given once, and free again when it is given back", arguments: Engine.allCases)
    func seats(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        try await station.write { try $0.visits.add(try Self.appointment("a")) }
        await #expect(throws: StoreError.alreadyExists("seat")) {
            try await station.write { try $0.visits.add(try Self.appointment("b", company: 2)) }
        }
        try await station.write { try $0.visits.add(try Self.appointment("b", company: 2, seat: 2)) }
        try await station.write { try $0.visits.add(try Self.appointment("c", company: 2, counter: "other")) }
        let cancelled = try Self.appointment("a").applying(.cancel, at: Fixtures.monday, Fixtures.policy.calendar)
        try await station.write { try $0.visits.update(cancelled) }
        try await station.write { try $0.visits.add(try Self.appointment("d", company: 3)) }
    }

    @Test("the schema itself refuses a second visitor on a seat", arguments: Engine.allCases)
    func index(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        try await station.write { try $0.visits.add(try Self.appointment("a")) }
        await #expect(throws: StoreError.self) {
            try await station.engine.transaction(.writing) { connection in
                try connection.execute(
                    "INSERT INTO appointments SELECT 'z', company, matter, site, counter, day, start_at, end_at, seat, "
                        + "state, visitor_name, visitor_phone, note, offer_ends_at, remind_at, ticket, sequence, "
                        + "version, booked_by, created_at FROM appointments WHERE id = 'a'")
            }
        }
    }

    @Test("a change needs the version that stands", arguments: Engine.allCases)
    func versions(engine: Engine) async throws {
        let station = try await Self.opened(engine)
        let made = try Self.appointment("a")
        try await station.write { try $0.visits.add(made) }
        let arrived = try made.applying(.cancel, at: Fixtures.monday, Fixtures.policy.calendar)
        try await station.write { try $0.visits.update(arrived) }
        await #expect(throws: StoreError.staleVersion) { try await station.write { try $0.visits.update(arrived) } }
        #expect(try await station.read { try $0.visits.appointment("a") } == arrived)
    }
}
