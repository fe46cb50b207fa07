import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Within what somebody may do, what they get to see.
struct VisibilityTests {
    @Test("a list shows a company its own tickets, a unit its own duties, and desk, managers and auditors all")
    func lists() async throws {
        let world = try await World()
        let own = try await world.started()
        let other = try await world.file(as: .stranger)
        try await world.act(.openLeg(unit: "entry-exit", question: "是否属实"), on: own, as: .tax)
        let seen: [Person: Set<TicketNumber>] = [
            .owner: [own], .stranger: [other], .tax: [own], .entryExit: [own], .liaison: [own, other],
            .manager: [own, other], .auditor: [own, other],
        ]
        for (person, numbers) in seen {
            // Asking for more than one's own does not help.
            let query = TicketQuery(company: nil, involving: nil, limit: 100)
            let page = try await world.station.tickets(query, by: try await world.principal(person))
            #expect(Set(page.items.map(\.ticket.number)) == numbers, "\(person)")
        }
        try await world.act(.giveOpinion(leg: 1, stance: .agree, text: "属实"), on: own, as: .entryExit)
        let after = try await world.station.tickets(TicketQuery(), by: try await world.principal(.entryExit))
        #expect(after.items.isEmpty, "an opinion given is no duty any more")
        _ = try await world.station.ticket(own, by: try await world.principal(.entryExit))
    }

    @Test("asking for another company's tickets by name gives one's own")
    func restricted() async throws {
        let world = try await World()
        _ = try await world.file(as: .stranger)
        let query = TicketQuery(company: try world.code(.stranger))
        #expect(try await world.station.tickets(query, by: try await world.principal(.owner)).items.isEmpty)
    }

    @Test("an absent ticket and somebody else's are the same answer, for reading and for acting")
    func absentIsForeign() async throws {
        let world = try await World()
        let foreign = try await world.file(as: .stranger)
        let absent = try #require(TicketNumber(year: 2026, sequence: 987_654))
        for number in [foreign, absent] {
            for person in [Person.owner, .entryExit, .expert] {
                let who = try await world.principal(person)
                await #expect(throws: StationError.notFound) { try await world.station.ticket(number, by: who) }
                await #expect(throws: StationError.notFound) {
                    try await world.act(.message(text: "在吗"), on: number, as: person, version: 1)
                }
            }
        }
    }

    @Test("officers see of a company's history only the profiles it shares")
    func sharedHistory() async throws {
        let world = try await World()
        let code = try world.code(.owner)
        let hidden = try await world.submit(World.noLicence).record
        world.clock.move(60)
        let shared = try await world.submit(share: true).record
        let owner = try await world.station.profile(shared.id, by: try await world.principal(.owner))
        #expect(owner.history.map(\.id) == [shared.id, hidden.id])
        for person in [Person.liaison, .manager] {
            let who = try await world.principal(person)
            #expect(try await world.station.profile(shared.id, by: who).history.map(\.id) == [shared.id])
            #expect(try await world.station.trend(code, by: who).map(\.id) == [shared.id])
            #expect(try await world.station.companyProfile(code, by: who).newest.map(\.id) == [shared.id])
        }
        world.clock.move(60)
        _ = try await world.submit()
        let liaison = try await world.principal(.liaison)
        #expect(try await world.station.companyProfile(code, by: liaison).newest.isEmpty, "the newest is not shared")
    }

    @Test("a company's notification log shows what was sent to it and nothing that was sent about it")
    func notifications() async throws {
        let world = try await World()
        _ = try await world.started()
        _ = try await world.file(as: .stranger)
        let owner = try await world.principal(.owner)
        let page = try await world.station.notifications(OutboxQuery(), limit: 100, cursor: nil, by: owner)
        #expect(!page.items.isEmpty)
        #expect(page.items.allSatisfy { $0.message.destination == "owner@company.example" })
    }

    @Test("only an officer can say that a company came or called, and nobody that a warning was raised")
    func doors() async throws {
        let world = try await World()
        let allowed: [Person: Set<Origin>] = [.owner: [.portal, .api], .liaison: [.portal, .window, .hotline, .api]]
        for (person, doors) in allowed {
            let who = try await world.principal(person)
            for origin in Origin.allCases {
                let filing = TicketFiling(
                    matter: "TX05", title: "一", body: "二", origin: origin, company: try world.code(.owner))
                let isTaken = (try? await world.station.fileTicket(filing, by: who)) != nil
                #expect(isTaken == doors.contains(origin), "\(person) \(origin)")
            }
        }
    }

    @Test("risk figures leave out what could be traced to one of fewer than three companies")
    func smallCells() async throws {
        let world = try await World()
        let manager = try await world.principal(.manager)
        _ = try await world.submit()
        _ = try await world.submit(as: .stranger)
        #expect(try await world.station.summary(from: nil, to: nil, unit: nil, by: manager).risks.isEmpty)
        let third = try World.code(9)
        let base = try world.company(.owner, "第三家", .zhHans)
        try await world.save(
            Company(
                code: third, name: base.name, industry: "trade", size: "small", contactName: "王五", contactPhone: "1",
                contactEmail: "third@company.example", language: .zhHans))
        try await world.station.addAccount(
            NewAccount(
                login: "third", displayName: "第三", roles: [.company], unit: nil, company: third, email: "t@example.com",
                password: Person.password), hashing: world.hashing)
        let signedIn = try await world.station.signIn(
            login: "third", password: Person.password, address: "a", hashing: world.hashing)
        _ = try await world.station.submitSelfTest(
            "staff", answers: try world.answers(), consent: Consent(shareWithOfficers: false, openTickets: false),
            by: signedIn.principal)
        let risks = try await world.station.summary(from: nil, to: nil, unit: nil, by: manager).risks
        #expect(!risks.isEmpty && risks.allSatisfy { $0.companies == 3 && $0.industry == "trade" })
    }
}
