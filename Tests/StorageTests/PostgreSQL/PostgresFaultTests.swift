#if PostgreSQL
    import Dispatch
    import Casework
    import Foundation
    import Station
    import Synchronization
    import Testing

    @testable import Storage

    @Suite("A PostgreSQL server in trouble", .enabled(if: PostgresServerUnderTest.address != nil), .serialized)
    struct PostgresFaultTests {
        private static func isUnavailable(_ error: any Error) -> Bool {
            if case StoreError.unavailable = error { true } else { false }
        }

        /// Ends every connection of a store from outside, as an operator or a failover does.
        private static func terminate(_ application: String) async throws {
            try await PostgresServerUnderTest.run(
                "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '\(application)'"
            )
        }

        @Test("connections that were ended between two transactions are replaced unnoticed")
        func endedBetween() async throws {
            let schema = try TemporarySchema()
            let station = try await schema.open("application_name=\(schema.name)&pool_size=1")
            for expected in 1...3 {
                #expect(try await station.write { try $0.tickets.nextNumber(year: 2026).sequence } == expected)
                try await Self.terminate(schema.name)
            }
        }

        @Test("a connection that is ended within a transaction fails it, leaves nothing, and the next one works")
        func endedWithin() async throws {
            let schema = try TemporarySchema()
            let station = try await schema.open("application_name=\(schema.name)&pool_size=1")
            let company = try Fixtures.company(1)
            let (entered, mayGoOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            let write = Task {
                try await station.write { tx in
                    try tx.companies.save(company)
                    entered.signal()
                    mayGoOn.wait()
                    try? tx.companies.save(company)
                }
            }
            await entered.signalled()
            try await Self.terminate(schema.name)
            mayGoOn.signal()
            await #expect(performing: { try await write.value }, throws: Self.isUnavailable)
            #expect(try await station.read { try $0.companies.company(company.code) } == nil)
            try await station.write { try $0.companies.save(company) }
        }

        @Test("a write that waits too long for a lock is given up, and says so")
        func lockTimeout() async throws {
            let schema = try TemporarySchema()
            let patience = PostgresPatience(statement: .seconds(15), lock: .milliseconds(200), idle: .seconds(30))
            let station = try await schema.open("pool_size=4", writing: patience)
            let (entered, mayGoOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            let holder = Task {
                try await station.write { tx in
                    let number = try tx.tickets.nextNumber(year: 2026)
                    entered.signal()
                    mayGoOn.wait()
                    return number.sequence
                }
            }
            await entered.signalled()
            await #expect(
                performing: { try await station.write { try $0.tickets.nextNumber(year: 2026).sequence } },
                throws: { error in
                    guard case StoreError.unavailable(let reason) = error else { return false }
                    return reason.contains("lock timeout")
                })
            // Reading goes on meanwhile.
            #expect(try await station.read { try $0.accounts.count() } == 0)
            mayGoOn.signal()
            #expect(try await holder.value == 1)
        }

        @Test("a statement that takes too long is given up, and says so")
        func statementTimeout() async throws {
            let schema = try TemporarySchema()
            let patience = PostgresPatience(statement: .milliseconds(200), lock: .seconds(5), idle: .seconds(30))
            let station = try await schema.open(reading: patience)
            await #expect(
                performing: {
                    try await station.transaction(.reading) { try $0.query("SELECT 1 AS x FROM pg_sleep(5)") }
                },
                throws: { error in
                    guard case StoreError.unavailable(let reason) = error else { return false }
                    return reason.contains("statement timeout")
                })
            #expect(try await station.read { try $0.accounts.count() } == 0)
        }

        @Test("two that wait for each other are both stored: one of them runs again")
        func deadlock() async throws {
            let schema = try TemporarySchema()
            let station = try await schema.open()
            let runs = RunCounter()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for years in [[2026, 2027], [2027, 2026]] {
                    group.addTask {
                        try await station.write { tx in
                            runs.add()
                            _ = try tx.tickets.nextNumber(year: years[0])
                            Thread.sleep(forTimeInterval: 0.3)
                            _ = try tx.tickets.nextNumber(year: years[1])
                        }
                    }
                }
                try await group.waitForAll()
            }
            // Two runs, and one more for each time they met.
            #expect(runs.count > 2)
            let next = try await station.write { tx in
                try [2026, 2027].map { try tx.tickets.nextNumber(year: $0).sequence }
            }
            #expect(next == [3, 3])
        }

        @Test("statements go on when another program changed the tables beneath their names")
        func changedTables() async throws {
            let schema = try TemporarySchema()
            let station = try await schema.open("pool_size=1")
            let account = Fixtures.account("1")
            try await station.write { try $0.accounts.add(account) }
            for _ in 0..<3 { #expect(try await station.read { try $0.accounts.account("1") } == account) }
            try await schema.tamper("ALTER TABLE accounts ADD COLUMN later TEXT")
            #expect(try await station.read { try $0.accounts.account("1") } == account)
            try await schema.tamper("ALTER TABLE accounts ADD COLUMN latest TEXT")
            #expect(try await station.write { try $0.accounts.account("1") } == account)
        }

        @Test("many different statements do not fill the server's memory without end")
        func manyStatements() async throws {
            let schema = try TemporarySchema()
            let station = try await schema.open("pool_size=1")
            for index in 0..<700 {
                try await station.transaction(.reading) { connection in
                    for _ in 0..<2 { _ = try connection.query("SELECT \(index) AS x WHERE 1 = ?", [.int(1)]) }
                }
            }
            let named = try await station.transaction(.reading) {
                try $0.first("SELECT COUNT(*) AS total FROM pg_prepared_statements", [])?.int("total")
            }
            #expect((named ?? 9999) <= 512)
        }

        @Test("a line that is full refuses at once and what waits is still done")
        func fullLine() async throws {
            let schema = try TemporarySchema()
            let station = try await schema.open("pool_size=1")
            let (entered, mayGoOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            let first = Task {
                try await station.write { tx in
                    entered.signal()
                    mayGoOn.wait()
                    return try tx.accounts.count()
                }
            }
            await entered.signalled()
            let refused = RunCounter()
            let others = (0..<PostgresLine.longest + 5).map { _ in
                Task {
                    do {
                        _ = try await station.write { try $0.accounts.count() }
                    } catch StoreError.busy { refused.add() }
                }
            }
            for _ in 0..<200 where refused.count < 5 { try await Task.sleep(for: .milliseconds(50)) }
            mayGoOn.signal()
            #expect(try await first.value == 0)
            for other in others { try await other.value }
            #expect(refused.count == 5)
        }

        @Test("reads go on while every connection that writes is taken, and the other way round")
        func reserved() async throws {
            let schema = try TemporarySchema()
            let station = try await schema.open("pool_size=4")
            for mode in [TransactionMode.writing, .reading] {
                let mayGoOn = DispatchSemaphore(value: 0)
                let taken = (0..<10).map { _ in
                    Task { try await station.transaction(mode) { _ in mayGoOn.wait() } }
                }
                try await Task.sleep(for: .milliseconds(300))
                let other: TransactionMode = mode == .writing ? .reading : .writing
                let answer = Task { try await station.transaction(other) { try $0.query("SELECT 1 AS x").count } }
                let limit = Task {
                    try await Task.sleep(for: .seconds(5))
                    Issue.record("\(other) waited for \(mode)")
                    for _ in taken { mayGoOn.signal() }
                }
                #expect(try await answer.value == 1)
                limit.cancel()
                for _ in taken { mayGoOn.signal() }
                for task in taken { try await task.value }
            }
        }

        @Test("while a server is known to be away nobody asks it, until a pause has passed")
        func pauses() throws {
            let reconnection = PostgresReconnection()
            var asked = 0
            func connect(works: Bool) throws(StoreError) {
                try reconnection.connect { () throws(OpeningError) in
                    asked += 1
                    guard works else { throw .server("s", reason: "away") }
                }
            }
            for _ in 0..<50 {
                #expect(throws: StoreError.unavailable("s cannot be used: away.")) { try connect(works: false) }
            }
            #expect(asked == 1)
            Thread.sleep(forTimeInterval: 0.2)
            try connect(works: true)
            try connect(works: true)
            #expect(asked == 3)
        }
    }

    /// Counts across threads.
    private final class RunCounter: Sendable {
        private let runs = Mutex(0)

        func add() { runs.withLock { $0 += 1 } }
        var count: Int { runs.withLock(\.self) }
    }
#endif
