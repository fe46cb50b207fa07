import Casework
import Dispatch
import Foundation
import Station
import Testing

@Suite("Many at once")
struct StoreConcurrencyTests {
    @Test("of many changes to one version of a ticket one is stored, the others are stale", arguments: Engine.allCases)
    func sameTicket(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let filed = try await station.write { tx in
            try tx.companies.save(company)
            return try tx.file(Fixtures.filing(company.code))
        }
        let outcomes = await withTaskGroup(of: StoreError?.self) { group in
            for index in 0..<20 {
                group.addTask {
                    do {
                        try await station.write { tx in
                            guard let read = try tx.tickets.ticket(filed.number), read.version == 1 else {
                                throw StoreError.staleVersion
                            }
                            try tx.act(.note(text: "\(index)"), on: read, by: .desk, at: Fixtures.after(1))
                        }
                        return nil
                    } catch {
                        return error as? StoreError ?? .damaged("\(error)")
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == nil }.count == 1)
        #expect(outcomes.filter { $0 == .staleVersion }.count == 19)
        #expect(try await station.read { try $0.tickets.events(of: filed.number).count } == 2)
    }

    @Test("a ticket that is held is changed by one after the other, and no change is lost", arguments: Engine.allCases)
    func held(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let number = try await station.write { tx in
            try tx.companies.save(company)
            return try tx.file(Fixtures.filing(company.code)).number
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<20 {
                group.addTask {
                    try await station.write { tx in
                        try tx.tickets.hold(number)
                        guard let read = try tx.tickets.ticket(number) else { throw StoreError.damaged("gone") }
                        try tx.act(.note(text: "\(index)"), on: read, by: .desk, at: Fixtures.after(1))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await station.read { try $0.tickets.ticket(number)?.version } == 21)
        #expect(try await station.read { try $0.tickets.events(of: number).count } == 21)
    }

    @Test("the same idempotency key used at once does its work once", arguments: Engine.allCases)
    func sameKey(engine: Engine) async throws {
        let station = try engine.open()
        let replies = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await station.write { tx in
                        if let known = try tx.audit.reply(account: "1", key: "k") { return known.reply }
                        // Long enough for the others to look too.
                        Thread.sleep(forTimeInterval: 0.1)
                        let reply = IdempotentReply(
                            account: "1", key: "k", requestHash: "h",
                            reply: try tx.tickets.nextNumber(year: 2026).description, at: Fixtures.monday)
                        try tx.audit.add(reply)
                        return reply.reply
                    }
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(replies.count == 1)
        #expect(try await station.write { try $0.tickets.nextNumber(year: 2026).sequence } == 2)
    }

    @Test("a lease taken by many at once is held by one", arguments: Engine.allCases)
    func sameLease(engine: Engine) async throws {
        let station = try engine.open()
        for round in 0..<3 {
            let now = Fixtures.after(Double(round) * 30)
            let holders = try await withThrowingTaskGroup(of: String?.self) { group in
                for index in 0..<10 {
                    group.addTask {
                        let holder = "\(round)-\(index)"
                        return try await station.write {
                            try $0.leases.take("clock", for: holder, until: now + 30, at: now)
                        } ? holder : nil
                    }
                }
                return try await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
            }
            #expect(holders.count == 1)
            let holder = try #require(holders.first)
            #expect(try await station.write { try $0.leases.take("clock", for: holder, until: now + 30, at: now + 1) })
        }
    }

    @Test("workers that lease at once share the messages, none gets what another has", arguments: Engine.allCases)
    func leasing(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for index in 0..<60 {
                try tx.outbox.add(
                    OutboxMessage(
                        id: "\(index)", channel: .webhook, destination: "to-\(index % 5)", company: nil, ticket: nil,
                        kind: "ticket-accepted", payload: .init(subject: "受理", body: "正文"),
                        createdAt: Fixtures.monday))
            }
        }
        for round in 0..<3 {
            let leased = try await withThrowingTaskGroup(of: [LeasedMessage].self) { group in
                for worker in 0..<8 {
                    group.addTask {
                        try await station.write {
                            try $0.outbox.lease(
                                LeaseRequest(
                                    now: Fixtures.after(Double(round)), end: Fixtures.after(60),
                                    token: "\(round)-\(worker)", limit: 4)
                            ).messages
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(leased.count == 10)
            #expect(Set(leased.map(\.message.id)).count == 10)
            let perDestination = Dictionary(grouping: leased, by: \.message.destination).mapValues(\.count)
            #expect(perDestination == ["to-0": 2, "to-1": 2, "to-2": 2, "to-3": 2, "to-4": 2])
            for message in leased {
                let (id, token) = (message.message.id, message.leaseToken)
                #expect(
                    try await station.write {
                        try $0.outbox.record(.delivered, for: id, token: token, at: Fixtures.after(Double(round)))
                    })
            }
        }
    }

    @Test("a read sees one moment, whatever is written meanwhile, and does not wait for it", arguments: Engine.allCases)
    func snapshot(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        try await station.write { try $0.companies.save(company) }
        let (entered, mayGoOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let names = station.read { tx in
            let before = try tx.companies.company(company.code)?.name
            entered.signal()
            guard mayGoOn.wait(timeout: .now() + 20) == .success else { throw StoreError.damaged("the write waited") }
            return [before, try tx.companies.company(company.code)?.name]
        }
        await entered.signalled()
        let renamed = try Fixtures.company(1, name: "改名")
        try await station.write { try $0.companies.save(renamed) }
        mayGoOn.signal()
        #expect(try await names == [company.name, company.name])
        #expect(try await station.read { try $0.companies.company(company.code)?.name } == "改名")
    }
}
