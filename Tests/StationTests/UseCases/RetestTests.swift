import Casework
import Foundation
import HealthCheck
import Station
import Testing

@testable import Storage

/// When a company is asked to take a self-test again.
struct RetestTests {
    private static let day: TimeInterval = 86_400

    @Test("an issued profile plans a reminder by its grade, in the same transaction; a new one takes its place")
    func planning() async throws {
        let world = try await World()
        let code = try world.code(.owner)
        func planned() async throws -> RetestReminder? {
            try await world.station.database.read { tx in try tx.cohorts.reminder(code, "staff") }
        }
        let bad = try await world.submit(World.noLicence).record
        let first = try #require(try await planned())
        #expect(first.profile == bad.id)
        // Grade D or E: three months after Monday 2026-11-23, at nine in Beijing.
        let calendar = world.station.catalogue.policy.calendar
        #expect(first.dueAt == calendar.date(try #require(CivilDay("2027-02-23")), minute: 540))
        world.clock.move(60)
        let good = try await world.submit().record
        #expect(good.profile.grade == .a)
        let second = try #require(try await planned())
        #expect(second.profile == good.id)
        #expect(second.dueAt == calendar.date(try #require(CivilDay("2027-11-23")), minute: 540))
        #expect(second.sentAt == nil)
    }

    @Test("a month that is too short ends the wait on its last day")
    func shortMonth() async throws {
        let world = try await World()
        let november = try #require(CivilDay("2026-11-30"))
        world.clock.set(world.station.catalogue.policy.calendar.date(november, minute: 600))
        let record = try await world.submit(World.noLicence).record
        #expect(world.station.retestDay(after: record) == CivilDay("2027-02-28"))
    }

    @Test("the reminder goes out once, when it is due, and says nothing but test and grade")
    func reminding() async throws {
        let world = try await World()
        _ = try await world.submit(World.noLicence)
        #expect(try await world.station.remindOfRetests(holder: "a") == 0)
        world.clock.move(92 * Self.day)
        let mails = try await world.messages {
            let sent = try await [
                world.station.remindOfRetests(holder: "a"), world.station.remindOfRetests(holder: "a"),
            ]
            #expect(sent == [1, 0])
        }
        #expect(mails.map(\.kind) == ["retest-due.company"])
        #expect(mails.map(\.destination) == ["owner@company.example"])
        let text = try #require(mails.first).payload.body
        #expect(text.contains("人员"))
        #expect(text.contains("\(World.baseURL)/self-tests/staff"))
        #expect(!text.contains("{"))
    }

    @Test("a hundred reminders that cannot be read are told and stand in nobody's way")
    func unreadable() async throws {
        let world = try await World()
        let (code, now) = (try world.code(.owner), world.clock.now)
        let broken = try await world.submit(World.noLicence).record.id
        try await world.station.database.write { tx in
            for number in 1...100 {
                try tx.cohorts.plan(
                    RetestReminder(profile: broken, company: code, selfTest: "old-\(number)", dueAt: now, sentAt: nil))
            }
            let store = try #require(tx.cohorts as? SQLCohortStore)
            // Profiles cannot be changed by the station; a disk can change them.
            try store.connection.execute("DROP TRIGGER profiles_no_update", [])
            try store.connection.execute("UPDATE profiles SET body = '{}' WHERE id = ?", [.text(broken)])
        }
        let good = try await world.submit(World.noLicence, as: .stranger).record
        world.clock.move(92 * Self.day)
        await #expect(throws: StoreError.self) { try await world.station.remindOfRetests(holder: "a") }
        let later = try await world.station.database.read { tx in
            try tx.cohorts.due(at: world.clock.now, limit: 200).map(\.profile)
        }
        #expect(later.contains(good.id) && later.count < 100)
        world.clock.move(60)
        _ = try? await world.station.remindOfRetests(holder: "a")
        let sent = try await world.station.database.read { tx in
            try tx.cohorts.reminder(good.company, "staff")?.sentAt
        }
        #expect(sent == world.clock.now)
    }

    @Test("of two processes at once one sends it")
    func twoProcesses() async throws {
        let world = try await World()
        _ = try await world.submit(World.noLicence)
        world.clock.move(92 * Self.day)
        let mails = try await world.messages {
            async let one = world.station.remindOfRetests(holder: "a")
            async let two = world.station.remindOfRetests(holder: "b")
            let sent = try await one + two
            #expect(sent == 1)
        }
        #expect(mails.count == 1)
    }

    @Test("a test taken again before the day is not reminded of")
    func takenAgain() async throws {
        let world = try await World()
        _ = try await world.submit(World.noLicence)
        world.clock.move(80 * Self.day)
        _ = try await world.submit()
        world.clock.move(20 * Self.day)
        #expect(try await world.station.remindOfRetests(holder: "a") == 0)
    }

    @Test(
        "a closed ticket of a finding proposes the re-test until the test is taken again, on page, list and in the mail"
    )
    func afterTheTicket() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let number = try #require(try await world.submit(World.danger).tickets.first)
        #expect(try await world.station.retestProposals(by: owner).isEmpty)
        world.clock.move(60)
        let lead = try await world.act(.accept(lead: "tax", assisting: [], rule: nil), on: number, as: .liaison)
        #expect(try await world.station.retest(after: lead, by: owner) == nil)
        try await world.act(.take, on: number, as: .tax)
        try await world.act(.answer(text: "已安全回国"), on: number, as: .tax)
        var closed: Ticket?
        let mails = try await world.messages { closed = try await world.act(.confirm(.solved), on: number, as: .owner) }
        let ticket = try #require(closed)
        #expect(try await world.station.retest(after: ticket, by: owner)?.id == "staff")
        #expect(
            try await world.station.retestProposals(by: owner).map(\.reason) == [.ticketClosed(number)])
        #expect(mails.first { $0.kind == "ticket-closed.company" }?.payload.body.contains("重测") == true)
        world.clock.move(60)
        _ = try await world.submit()
        #expect(try await world.station.retest(after: ticket, by: owner) == nil)
        #expect(try await world.station.retestProposals(by: owner).isEmpty)
    }

    @Test("a ticket that came from no finding proposes nothing")
    func ordinaryTicket() async throws {
        let world = try await World()
        let number = try await world.started()
        try await world.act(.answer(text: "可以退"), on: number, as: .tax)
        let mails = try await world.messages { try await world.act(.confirm(.solved), on: number, as: .owner) }
        let ticket = try await world.ticket(number)
        #expect(try await world.station.retest(after: ticket, by: try await world.principal(.owner)) == nil)
        #expect(mails.allSatisfy { !$0.payload.body.contains("重测") && !$0.payload.body.contains("{") })
    }

    @Test("a profile that has reached its age proposes itself")
    func age() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        _ = try await world.submit(World.noLicence)
        world.clock.move(91 * Self.day)
        #expect(try await world.station.retestProposals(by: owner).isEmpty)
        world.clock.move(2 * Self.day)
        let day = try #require(CivilDay("2027-02-23"))
        #expect(
            try await world.station.retestProposals(by: owner).map(\.reason) == [.due(day)]
        )
    }
}
