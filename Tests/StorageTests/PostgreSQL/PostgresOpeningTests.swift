#if PostgreSQL
    import Casework
    import Foundation
    import Station
    import Testing

    @testable import Storage

    @Suite("Opening a PostgreSQL store", .enabled(if: PostgresServerUnderTest.address != nil))
    struct PostgresOpeningTests {
        /// The reason the operator reads; it must never hold the password.
        private static func refusal(_ url: String) async throws -> String {
            do {
                _ = try await PostgresStation(url: url)
            } catch {
                #expect(!error.description.contains(try PostgresServerUnderTest.password))
                return error.description
            }
            Issue.record("opened \(StoreLocation.postgres(url: url))")
            return ""
        }

        @Test("a wrong password, an unknown database or role, a closed port, an unknown host: a sentence for each")
        func refusals() async throws {
            typealias Server = PostgresServerUnderTest
            let closed = Int.random(in: 1...1023)
            let examples: [(String, String)] = [
                (try Server.url { $0.password = "wrong" }, "password authentication failed for user \"station\""),
                (try Server.url { $0.user = "nobody" }, "password authentication failed for user \"nobody\""),
                (try Server.url { $0.path = "/nowhere" }, "database \"nowhere\" does not exist"),
                (try Server.url { $0.port = closed }, "Connection refused"),
                (try Server.url { $0.host = "no-such-host.invalid" }, "could not translate host name"),
                (try Server.url("sslmode=require"), "server does not support SSL, but SSL was required"),
                (try Server.url("sslmode=verify-full&sslrootcert=/nowhere"), "SSL"),
                (try Server.url("target_session_attrs=standby"), "server is not in hot standby mode"),
                (try Server.url("pool_size=0"), "pool_size is not a number from 1 to 64"),
                (try Server.url("pool_sizes=4"), "invalid URI query parameter"),
                (try Server.url("options=-csearch_path%3Dabsent"), "no schema of the search path exists"),
            ]
            for (url, expected) in examples {
                let refusal = try await Self.refusal(url)
                #expect(refusal.contains(expected), "\(refusal)")
                #expect(!refusal.contains("\n"), "\(refusal)")
                #expect(refusal.hasPrefix("postgres://") && refusal.contains(" cannot be used: "))
            }
        }

        @Test(
            "an address that is written wrongly is refused without repeating the password",
            arguments: [
                "postgres://station:se%zzcret@h/d", "postgres://u:secret@word@h/d", "postgres://u:sec[ret@[h/d",
                "postgres://secret:secret", "postgres://u@h:secret/d", "postgres://u:p@h/d?secret",
            ])
        func addresses(url: String) throws {
            do {
                _ = try PostgresAddress(url)
                Issue.record("took \(url)")
            } catch {
                guard case .server(_, let reason) = error else { throw error }
                #expect(!reason.contains("secret") && !reason.contains("zzcret"), "\(reason)")
            }
        }

        @Test("the address's own parameters win over the usual ones")
        func parameters() throws {
            let address = try PostgresAddress(
                "postgres://u:p%40ss@a:1,b:2/d?connect_timeout=9&pool_size=3&application_name=x&listen_port=7&listen_host=c"
            )
            #expect(address.poolSize == 3)
            #expect(address.parameters["host"] == "a,b" && address.parameters["port"] == "1,2")
            #expect(address.parameters["password"] == "p@ss" && address.parameters["connect_timeout"] == "9")
            #expect(address.parameters["keepalives_idle"] == "30" && address.parameters["client_encoding"] == "UTF8")
            #expect(address.parameters["options"] == nil && address.parameters["pool_size"] == nil)
            #expect(address.listening["host"] == "c" && address.listening["port"] == "7")
        }

        @Test("pending steps are listed without changing anything, then applied once; two may start at the same moment")
        func migrating() async throws {
            let schema = try TemporarySchema()
            try await schema.make()
            let url = try schema.url()
            #expect(try await PostgresStation.inspect(url: url).pending == Migration.all.map(\.step))
            await #expect(throws: OpeningError.notMigrated(pending: Migration.all.map(\.step))) {
                try await PostgresStation(url: url, readOnly: true)
            }
            #expect(try await schema.tamper("SELECT to_regclass('schema_migrations') IS NULL") == ["1"])
            async let first = PostgresStation(url: url)
            async let second = PostgresStation(url: url)
            let (one, two) = try await (first, second)
            #expect([one.plan.pending.count, two.plan.pending.count].contains(Migration.all.count))
            #expect(try await PostgresStation.inspect(url: url).applied == Migration.all.map(\.step))
            #expect(try await PostgresStation(url: url).plan.pending == [])
            for station in [one, two] { await station.close() }
        }

        @Test("a store opened for reading refuses every write at once")
        func readOnly() async throws {
            let schema = try TemporarySchema()
            let station = try await schema.open()
            let company = try Fixtures.company(1)
            try await station.write { try $0.companies.save(company) }
            let reader = try await PostgresStation(url: try schema.url(), readOnly: true)
            #expect(try await reader.read { try $0.companies.company(company.code) } == company)
            let refusal = StoreError.unavailable("\(reader.name) was opened for reading only")
            await #expect(throws: refusal) { try await reader.write { try $0.companies.save(company) } }
        }

        @Test("a history this program does not know keeps the station from starting")
        func alteredHistory() async throws {
            let schema = try TemporarySchema()
            await (try schema.open()).close()
            let url = try schema.url()
            try await schema.tamper("UPDATE schema_migrations SET checksum = 'x' WHERE number = 1")
            let refusal = OpeningError.migration(.altered(number: 1, name: "first schema"))
            await #expect(throws: refusal) { try await PostgresStation(url: url) }
            await #expect(throws: refusal) { try await PostgresStation.inspect(url: url) }
            try await schema.tamper(
                "INSERT INTO schema_migrations SELECT 99, 'later', checksum, 0 FROM schema_migrations WHERE number = 2")
            try await schema.tamper(
                "UPDATE schema_migrations SET checksum = '\(Migration.first.checksum)' WHERE number = 1")
            await #expect(throws: OpeningError.migration(.unknown(number: 99, name: "later"))) {
                try await PostgresStation(url: url)
            }
        }

        @Test("a role that may not create tables is told so before anything is tried")
        func rights() async throws {
            let schema = try TemporarySchema()
            // Everybody may look into it, nobody may create in it.
            let refusal = try await Self.refusal(try PostgresServerUnderTest.url("options=-csearch_path%3Dpg_catalog"))
            #expect(refusal.contains("station may not create tables in schema pg_catalog"), "\(refusal)")
            _ = schema
        }

        @Test("recorded events cannot be changed, deleted or emptied, not even beside the station")
        func appendOnly() async throws {
            let schema = try TemporarySchema()
            let station = try await schema.open()
            let company = try Fixtures.company(1)
            _ = try await station.write { tx in
                try tx.companies.save(company)
                return try tx.file(Fixtures.filing(company.code)).number
            }
            for statement in [
                "UPDATE ticket_events SET actor = 'x'", "DELETE FROM ticket_events", "TRUNCATE ticket_events",
                "DELETE FROM audit", "UPDATE questionnaires SET body = ''", "DELETE FROM submissions",
                "UPDATE profiles SET body = ''",
            ] {
                await #expect(throws: PostgresFailure.self, "\(statement)") { try await schema.tamper(statement) }
            }
        }

        @Test("closing ends every connection, and so does letting go")
        func closing() async throws {
            let schema = try TemporarySchema()
            let name = "closing-\(schema.name)"
            @Sendable func connections() async throws -> String? {
                try await PostgresServerUnderTest.run(
                    "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = '\(name)'"
                ).first
            }
            func areGone() async throws -> Bool {
                for _ in 0..<100 {
                    if try await connections() == "0" { return true }
                    try await Task.sleep(for: .milliseconds(50))
                }
                return false
            }
            let station = try await schema.open("application_name=\(name)")
            let value = Task { try await station.write { try $0.tickets.nextNumber(year: 2026).sequence } }
            _ = try await value.value
            #expect(try await connections() != "0")
            await station.close()
            #expect(try await areGone())
            await #expect(throws: StoreError.self) { try await station.read { try $0.accounts.count() } }
            var other: PostgresStation? = try await schema.open("application_name=\(name)")
            #expect(try await other?.read { try $0.accounts.count() } == 0)
            other = nil
            #expect(try await areGone())
        }
    }
#endif
