import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// What people complain of when notices go out; PEERS.md §2 lists the sources. Retries, back-off and breakers are in
/// DeliveryTests.
@Suite("Complaints about dispatch and notification")
struct DispatchComplaintTests {
    @Test(
        "each destination has a state of its own: one that fails is tried again while the others are done (fixmystreet #3168, #3829)"
    )
    func eachDestination() async throws {
        let world = try await World()
        _ = try await world.station.addEndpoint(
            EndpointChange(url: "https://hooks.example/a"), by: try await world.principal(.owner))
        let messages = try await world.messages { _ = try await world.file() }
        #expect(Set(messages.map(\.destination)).count >= 3)
        _ = try await world.lease()
        let hook = try #require(messages.first { $0.channel == .webhook })
        for message in messages {
            try await world.record(
                message == hook ? .retry(at: world.clock.now + 60, error: "HTTP 500") : .delivered, message)
        }
        let failed = try await world.entries(to: hook.destination)
        #expect(failed.map(\.state) != [.delivered], "nobody may call it sent")
        world.clock.move(61)
        #expect(try await world.lease().messages.map(\.message) == [hook], "it alone is tried again")
    }

    @Test("a notice that has not gone out yet survives whatever becomes of the ticket (fixmystreet #1334)")
    func survives() async throws {
        let world = try await World()
        var number: TicketNumber?
        let messages = try await world.messages { number = try await world.file() }
        try await world.act(.withdraw(reason: ""), on: try #require(number), as: .owner)
        let leased = try await world.lease().messages.map(\.message)
        for message in messages { #expect(leased.contains(message), "\(message.kind)") }
    }

    @Test("nothing is sent to nobody: every matter and text goes to a unit that is there (fixmystreet #634)")
    func knownUnits() throws {
        let catalogue = try World.catalogue
        for matter in catalogue.matters {
            for text in ["护照", "今天的航班", "被骗", ""] {
                let decision = catalogue.routing.decide(
                    RoutingFacts(
                        matter: matter.code, matterUnit: matter.unit, title: text, body: text, urgency: .normal,
                        origin: .portal, industry: nil, grade: nil))
                #expect(catalogue.unit(decision.lead) != nil, "\(matter.code)")
            }
        }
    }

    @Test("the same need goes the same way, whoever writes it down (glpi #20506)")
    func sameForEverybody() async throws {
        let world = try await World()
        let own = try await world.ticket(try await world.file("退税申报被退回"))
        let filed = try await world.station.fileTicket(
            TicketFiling(
                matter: "TX05", title: "退税申报被退回", body: World.secretBody, origin: .window,
                company: try world.code(.owner)), by: try await world.principal(.liaison))
        #expect(filed.ticket.filing.suggestion.lead == own.filing.suggestion.lead)
        #expect(filed.ticket.promisedBy == own.promisedBy && filed.ticket.deadline == own.deadline)
    }

    @Test("everybody concerned is told, each once, and nobody of what they did themselves (glpi #4220, zammad #2923)")
    func recipients() async throws {
        let world = try await World()
        for name in ["tax-2", "tax-3"] {
            try await world.station.addAccount(
                NewAccount(
                    login: name, displayName: name, roles: [.unit], unit: "tax", company: nil,
                    email: "\(name)@example.com", password: Person.password), hashing: world.hashing)
        }
        let number = try await world.file()
        let told = try await world.messages {
            try await world.act(.accept(lead: "tax", assisting: [], rule: nil), on: number, as: .liaison)
        }
        let mails = told.filter { $0.kind == "ticket-transferred.lead" && $0.channel == .mail }.map(\.destination)
        #expect(mails.count == Set(mails).count && mails.count >= 1)
        #expect(!told.contains { $0.destination.contains("liaison@") }, "the desk did it itself")
        for login in ["tax-2", "tax-3"] {
            let principal = try await world.station.database.read { tx in
                Principal(try #require(try tx.accounts.account(login: login)))
            }
            let inbox = try await world.station.inbox(limit: 10, cursor: nil, by: principal).items
            #expect(inbox.filter { $0.kind == "ticket-transferred.lead" }.count == 1, "\(login)")
        }
    }

    @Test("one event is one message to an endpoint, also where the act is sent twice (chatwoot #11901)")
    func once() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        _ = try await world.station.addEndpoint(EndpointChange(url: "https://hooks.example/a"), by: owner)
        let key = IdempotencyKey("twice", request: Data("x".utf8))
        let messages = try await world.messages {
            _ = try await world.file(key: key)
            _ = try await world.file(key: key)
        }
        #expect(messages.filter { $0.channel == .webhook }.count == 1)
        #expect(Set(messages.map(\.id)).count == messages.count)
    }

    @Test(
        "a notice that fails over and over makes no second storm: what came of it is told once (fixmystreet #2091, zammad #2035)"
    )
    func noCircle() async throws {
        let world = try await World()
        let mail = try #require(
            try await world.messages { _ = try await world.file() }.first { $0.kind == "ticket-submitted.company" })
        try await world.station.database.write { [station = world.station] tx in
            try station.deliveryEnded(mail, DeliveryEnding(.address, DeliveryFault(.noMailbox, "550")), tx)
        }
        // What would fail again is not sent again, however much happens.
        let later = try await world.messages { for index in 0..<4 { _ = try await world.file("第\(index)件") } }
        #expect(!later.contains { $0.destination == mail.destination })
        let inbox = try await world.station.inbox(limit: 50, cursor: nil, by: try await world.principal(.liaison)).items
        #expect(inbox.filter { $0.kind == "address-refused.desk" }.count == 1, "heard, and once")
    }

    @Test("filing asks no mail server: a ticket is there although nothing has been sent (django-helpdesk #1183)")
    func notSentYet() async throws {
        let world = try await World()
        var number: TicketNumber?
        let messages = try await world.messages { number = try await world.file() }
        #expect(try await world.ticket(try #require(number)).state == .submitted)
        for message in messages {
            #expect(try await world.entries(to: message.destination).allSatisfy { $0.state == .waiting })
        }
    }
}

/// Where more than one person is at a ticket.
@Suite("Complaints about people who work at once")
struct ConcurrencyComplaintTests {
    @Test("who is looking or writing is shown and locks nobody out (osTicket #2504, zammad #246)")
    func presenceIsNoLock() async throws {
        let world = try await World()
        let number = try await world.started()
        _ = try await world.station.enter(number, isWriting: true, by: try await world.principal(.liaison))
        let others = try await world.station.present(at: number, by: try await world.principal(.tax))
        #expect(others.map(\.isWriting) == [true])
        try await world.act(.message(text: "您好"), on: number, as: .tax)
    }

    @Test("of officers who take the same ticket at once one takes it, and it is taken once (zammad #3156)")
    func taken() async throws {
        let world = try await World()
        let number = try await world.file()
        try await world.act(.accept(lead: "tax", assisting: [], rule: nil), on: number, as: .liaison)
        let done = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<6 {
                group.addTask { (try? await world.act(.take, on: number, as: .tax)) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 1)
        #expect(try await world.kinds(of: number).filter { $0 == .take }.count == 1)
    }

    @Test(
        "an act on what somebody saw moves no state back: the older page loses nothing and changes nothing (glpi #3578)"
    )
    func noRegress() async throws {
        let world = try await World()
        let number = try await world.started()
        let seen = try await world.ticket(number).version
        try await world.act(.answer(text: "办了"), on: number, as: .tax)
        await #expect(throws: StationError.self) {
            _ = try await world.station.act(
                on: number, version: seen, merging: true, by: try await world.principal(.liaison)
            ) { _ in .transfer(to: "cyber", reason: "转") }
        }
        #expect(try await world.ticket(number).state == .answered)
    }
}
