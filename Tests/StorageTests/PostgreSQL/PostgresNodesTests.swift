#if PostgreSQL
    import Casework
    import Foundation
    import Station
    import Testing

    @testable import Storage

    @Suite("Several nodes on one PostgreSQL", .enabled(if: PostgresServerUnderTest.address != nil))
    struct PostgresNodesTests {
        @Test("what one node commits wakes the others, and a node hears its own once")
        func crossing() async throws {
            let schema = try TemporarySchema()
            let (one, two) = (try await schema.open(), try await schema.open())
            let stranger = try TemporarySchema()
            let elsewhere = try await stranger.open()
            #expect(one.warnings == [] && two.warnings == [])
            var heardHere = one.changes().makeAsyncIterator()
            var heardThere = two.changes().makeAsyncIterator()
            var heardElsewhere = elsewhere.changes().makeAsyncIterator()
            let company = try Fixtures.company(1)
            let numbers = try await one.write { tx in
                try tx.companies.save(company)
                return try (0..<600).map { _ in try tx.file(Fixtures.filing(company.code)).number }
            }
            let wanted = Set(numbers.map { StationChange.ticket($0) })
            // A listener may be 256 changes behind, then it loses the oldest.
            var there: Set<StationChange> = []
            while there.count < 256, let change = await heardThere.next() { there.insert(change) }
            #expect(there.isSubset(of: wanted))
            for _ in 0..<256 { _ = await heardHere.next() }
            let last = try await two.write { try $0.file(Fixtures.filing(company.code)).number }
            #expect(await heardHere.next() == .ticket(last))
            // The other station in the same database hears nothing of it.
            let own = try await elsewhere.write { tx in
                try tx.companies.save(company)
                return try tx.tickets.nextNumber(year: 2030)
            }
            _ = own
            let ticket = try await elsewhere.write { try $0.file(Fixtures.filing(company.code)).number }
            #expect(await heardElsewhere.next() == .ticket(ticket))
        }

        @Test("a lost listener comes back by itself")
        func comingBack() async throws {
            let schema = try TemporarySchema()
            let one = try await schema.open()
            let two = try await schema.open("application_name=\(schema.name)")
            let company = try Fixtures.company(1)
            let heard = Heard(two.changes())
            try await one.write { try $0.companies.save(company) }
            try await PostgresServerUnderTest.run(
                "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '\(schema.name)'"
            )
            for _ in 0..<100 where await heard.count == 0 {
                _ = try await one.write { try $0.file(Fixtures.filing(company.code)) }
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(await heard.count > 0)
            #expect(two.warnings == [])
        }

        @Test("messages survive their payload; what no station writes is left out")
        func messages() throws {
            let number = try #require(TicketNumber(year: 9999, sequence: 999_999))
            let all = try Set(
                (1...900).map { StationChange.ticket(try #require(TicketNumber(year: 9998, sequence: $0))) }
                    + [.outbox, .ticket(number)])
            let messages = ChangeMessage.messages(node: UUID().uuidString, schema: "4294967295", changes: all)
            #expect(messages.count == 3)
            #expect(messages.allSatisfy { $0.payload.utf8.count < 8000 })
            #expect(messages.map { ChangeMessage($0.payload) } == messages)
            #expect(messages.reduce(into: Set()) { $0.formUnion($1.changes) } == all)
            for payload in ["", "x", "a b t", "a b t-1 t0 tx t99999999999999999999 q t\(Int64.max)"] {
                #expect(ChangeMessage(payload)?.changes.isEmpty != false)
            }
        }

        @Test("through pgbouncer in transaction mode everything works but hearing of others at once, which is said")
        func pooler() async throws {
            guard Pooler.isInstalled else {
                print("SKIPPED: pgbouncer is not installed, so nothing is known about poolers")
                return
            }
            let database = "pooled_\(UUID().uuidString.prefix(8).lowercased())"
            try await PostgresServerUnderTest.run("CREATE DATABASE \(database)")
            do {
                let pooler = try await Pooler()
                try await check(pooler, database)
                pooler.stop()
            }
            try await PostgresServerUnderTest.run("DROP DATABASE \(database) WITH (FORCE)")
        }

        private func check(_ pooler: Pooler, _ database: String) async throws {
            let pooled = try await PostgresStation(url: try pooler.url(database))
            let direct = try await PostgresStation(
                url: try PostgresServerUnderTest.url("pool_size=2", database: database))
            let port = try PostgresServerUnderTest.port
            let both = try await PostgresStation(url: try pooler.url(database, "listen_port=\(port)"))
            #expect(pooled.warnings.count == 1 && pooled.warnings[0].contains("pooler"))
            #expect(both.warnings == [])
            var heardDirect = direct.changes().makeAsyncIterator()
            var heardBoth = both.changes().makeAsyncIterator()
            let company = try Fixtures.company(1)
            try await pooled.write { try $0.companies.save(company) }
            let numbers = try await withThrowingTaskGroup(of: TicketNumber.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        let number = try await pooled.write { try $0.file(Fixtures.filing(company.code)).number }
                        let found = try await pooled.read { try $0.tickets.ticket(number)?.number }
                        #expect(found == number)
                        return number
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(numbers.count == 100)
            // It is heard of elsewhere all the same.
            for change in [await heardDirect.next(), await heardBoth.next()] {
                guard case .ticket(let number) = change else {
                    throw StoreError.damaged("\(String(describing: change))")
                }
                #expect(numbers.contains(number))
            }
            for station in [pooled, direct, both] { await station.close() }
        }
    }

    private actor Heard {
        private(set) var count = 0

        init(_ changes: AsyncStream<StationChange>) {
            Task { for await _ in changes { await self.add() } }
        }

        private func add() { count += 1 }
    }
#endif
