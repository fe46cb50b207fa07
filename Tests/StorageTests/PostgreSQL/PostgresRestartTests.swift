#if PostgreSQL
    import Foundation
    import Station
    import Testing

    @testable import Storage

    @Suite("A PostgreSQL server of its own", .enabled(if: PrivateCluster.isPossible), .serialized)
    struct PostgresRestartTests {
        private static func isUnavailable(_ error: any Error) -> Bool {
            if case StoreError.unavailable = error { true } else { false }
        }

        @Test("while the server is away everything fails at once; soon after it is back everything works by itself")
        func restart() async throws {
            let cluster = try await PrivateCluster()
            let station = try await PostgresStation(url: cluster.url)
            let company = try Fixtures.company(1)
            try await station.write { try $0.companies.save(company) }
            try await cluster.kill()
            let start = ContinuousClock.now
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<200 {
                    group.addTask {
                        await #expect(
                            performing: {
                                if index % 2 == 0 {
                                    try await station.write { try $0.companies.save(company) }
                                } else {
                                    _ = try await station.read { try $0.accounts.count() }
                                }
                            }, throws: Self.isUnavailable)
                    }
                }
            }
            #expect(ContinuousClock.now - start < .seconds(5))
            try await cluster.start()
            let back = ContinuousClock.now
            while (try? await station.write { try $0.companies.save(company) }) == nil {
                try #require(ContinuousClock.now - back < .seconds(10))
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(ContinuousClock.now - back < .seconds(5))
            #expect(try await station.read { try $0.companies.company(company.code) } == company)
            for _ in 0..<100 where !station.warnings.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
            #expect(station.warnings == [])
            await station.close()
        }

        @Test("a server that may lose what it acknowledged is refused by the name of its setting")
        func startGate() async throws {
            let cluster = try await PrivateCluster()
            for name in ["fsync", "full_page_writes"] {
                try await cluster.set(name, "off")
                await #expect(throws: OpeningError.settingRefused(name: name, wanted: "on", found: "off")) {
                    try await PostgresStation(url: cluster.url)
                }
                try await cluster.set(name, nil)
            }
            try await cluster.run("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
            await #expect(throws: OpeningError.settingRefused(name: "server_encoding", wanted: "UTF8", found: "LATIN1"))
            {
                try await PostgresStation(url: "postgres://station@127.0.0.1:\(cluster.port)/latin")
            }
            try await PostgresStation(url: cluster.url).close()
        }

        @Test("a connection lost in the commit leaves it open whether the changes are stored, and that is said")
        func lostInCommit() async throws {
            let cluster = try await PrivateCluster()
            let station = try await PostgresStation(url: cluster.url)
            let company = try Fixtures.company(1)
            // Commits wait for a standby that never comes.
            try await cluster.set("synchronous_standby_names", "nobody")
            let write = Task { try await station.write { try $0.companies.save(company) } }
            try await endWaiting(cluster, by: "pg_terminate_backend")
            await #expect(performing: { try await write.value }, throws: Self.isUnknown)
            #expect(try await station.read { try $0.companies.company(company.code) } == company)
            await station.close()
        }

        @Test("a commit that the standby did not confirm is not acknowledged")
        func unconfirmed() async throws {
            let cluster = try await PrivateCluster()
            let station = try await PostgresStation(url: cluster.url)
            let company = try Fixtures.company(1)
            try await cluster.set("synchronous_standby_names", "nobody")
            let write = Task { try await station.write { try $0.companies.save(company) } }
            // The server answers COMMIT all the same, with a warning.
            try await endWaiting(cluster, by: "pg_cancel_backend")
            await #expect(performing: { try await write.value }, throws: Self.isUnknown)
            try await cluster.set("synchronous_standby_names", nil)
            try await station.write { try $0.companies.save(company) }
            await station.close()
        }

        /// Ends or cancels what waits for a standby, once something does.
        private func endWaiting(_ cluster: PrivateCluster, by function: String) async throws {
            for _ in 0..<200 {
                let ended = try await cluster.run(
                    "SELECT COUNT(\(function)(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
                if ended != ["0"] { return }
                try await Task.sleep(for: .milliseconds(50))
            }
            Issue.record("no commit waited for the standby")
        }

        private static func isUnknown(_ error: any Error) -> Bool {
            guard case StoreError.unavailable(let reason) = error else { return false }
            return reason.contains("not known whether the changes are stored")
        }
    }

    extension PrivateCluster {
        @discardableResult
        fileprivate func run(_ sql: String) async throws -> [String] {
            try await PostgresServerUnderTest.run(sql, url: url)
        }
    }
#endif
