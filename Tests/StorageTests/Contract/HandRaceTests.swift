import Casework
import Foundation
import HealthCheck
import Station
import Testing

@testable import Storage

/// A ticket changes hands while somebody else moves or judges it, on both engines.
@Suite("Handing on and reviewing while others act")
struct HandRaceTests {
    private static let manager = Principal(Fixtures.account("manager", roles: [.manager]))
    private static let liaison = Principal(Fixtures.account("liaison", roles: [.liaison]))

    /// A ticket of `u1`, which has two officers; `u2` has one.
    private static func scene(_ engine: Engine) async throws -> (Station, TicketNumber, TestStation) {
        let store = try engine.open()
        let company = try Fixtures.company(1)
        let number = try await store.write { tx in
            try tx.companies.save(company)
            for account in [manager.account, liaison.account] { try tx.accounts.add(account) }
            for (officer, unit) in [("a", "u1"), ("b", "u1"), ("c", "u2")] {
                try tx.accounts.add(Fixtures.account(officer, roles: [.unit], unit: UnitID(rawValue: unit)))
            }
            let ticket = try tx.start(
                try tx.file(Fixtures.filing(company.code)), unit: "u1", at: Fixtures.after(60))
            try tx.team.assign(
                Holding(
                    ticket: ticket.number, unit: "u1", officer: "a", at: Fixtures.after(60), by: "system",
                    reason: .leastOpen(open: 0, here: 2)))
            return ticket.number
        }
        return (try await StationScene.station(over: store, at: Fixtures.after(600)), number, store)
    }

    @Test(
        "handed to a colleague while it is handed to another unit, it ends with somebody of the unit that leads",
        arguments: Engine.allCases)
    func handing(engine: Engine) async throws {
        let (station, number, store) = try await Self.scene(engine)
        // The team is held long enough for the handing to have looked at the ticket, and for the transfer to overtake it.
        let teamHeld = DispatchSemaphore(value: 0)
        async let holding: Void = store.write { tx in
            try tx.team.hold("u1")
            teamHeld.signal()
            Thread.sleep(forTimeInterval: 0.6)
        }
        await teamHeld.signalled()
        async let handing: Void = station.hand(number, to: "b", by: Self.manager)
        try await Task.sleep(for: .milliseconds(200))
        async let transferring = station.act(on: number, version: nil, by: Self.liaison) { _ in
            .transfer(to: "u2", reason: "归二队")
        }
        try await holding
        // Refused where the transfer came first.
        _ = try? await handing
        _ = try await transferring
        let (ticket, holder) = try await store.read { tx in
            (try tx.tickets.ticket(number), try tx.team.holder(of: number))
        }
        #expect(ticket?.lead == "u2" && holder?.unit == "u2" && holder?.officer == "c", "\(String(describing: holder))")
    }

    @Test(
        "an approval found wrong is written down although others write into its ticket at the same moment",
        arguments: Engine.allCases)
    func reviewing(engine: Engine) async throws {
        let (station, number, store) = try await Self.scene(engine)
        try await store.write { tx in
            try tx.approvals.add(ApprovalReview(ticket: number, rule: "A01", drawnAt: Fixtures.after(60)))
        }
        // Somebody's note is half written when the review looks at the ticket.
        let noteHalfWay = DispatchSemaphore(value: 0)
        async let note: Void = store.write { tx in
            let ticket = try #require(try tx.tickets.ticket(number))
            try tx.act(.note(text: "同时写的"), on: ticket, by: .desk, at: Fixtures.after(300))
            noteHalfWay.signal()
            Thread.sleep(forTimeInterval: 0.4)
        }
        await noteHalfWay.signalled()
        try await station.concludeApproval(of: number, .wrong, comment: "缺签名", by: Self.manager)
        try await note
        let (review, events) = try await store.read { tx in
            (try tx.approvals.review(number), try tx.tickets.events(of: number))
        }
        #expect(review?.finding == .wrong && review?.comment == "缺签名")
        #expect(events.map(\.event.action.kind).suffix(2) == [.note, .note])
    }
}
