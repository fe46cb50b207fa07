#if PostgreSQL
    import Dispatch
    import Foundation
    import Synchronization

    @testable import Storage

    /// A schema that is dropped with its last owner.
    final class TemporarySchema: Sendable {
        let name: String
        private let isMade = Mutex(false)

        init() throws { name = "test_\(UUID().uuidString.lowercased().replacing("-", with: ""))" }

        /// The server's address with this schema as the search path; `query` as in `name=value&…`.
        func url(_ query: String = "pool_size=4") throws -> String {
            try PostgresServerUnderTest.url("options=-csearch_path%3D\(name)&" + query)
        }

        func make() async throws {
            guard
                isMade.withLock({ isMade in
                    defer { isMade = true }; return !isMade
                })
            else { return }
            await OpenSchemas.shared.enter()
            try await PostgresServerUnderTest.run("CREATE SCHEMA \(name)")
        }

        func open(
            _ query: String = "pool_size=4", writing: PostgresPatience = .writing, reading: PostgresPatience = .reading
        ) async throws -> PostgresStation {
            try await make()
            return try await PostgresStation(
                url: try url(query), readOnly: false, utcOffset: 28_800, writing: writing, reading: reading)
        }

        /// Changes the store behind the station's back; gives the first row.
        @discardableResult
        func tamper(_ sql: String) async throws -> [String] {
            try await PostgresServerUnderTest.run(sql, url: try url())
        }

        deinit {
            guard isMade.withLock({ $0 }) else { return }
            Task { await OpenSchemas.shared.leave() }
            // A private server vanishes as a whole.
            guard !PostgresServerUnderTest.isPrivate else { return }
            let (name, done) = (name, DispatchSemaphore(value: 0))
            Thread {
                _ = try? PostgresServerUnderTest.runNow(
                    "SET client_min_messages = error; DROP SCHEMA \(name) CASCADE",
                    url: try PostgresServerUnderTest.url())
                done.signal()
            }.start()
            // Not later: libpq must not connect while the process ends.
            done.wait()
        }
    }

    /// Keeps tests that run at once from using up the server's connections.
    private actor OpenSchemas {
        static let shared = OpenSchemas()

        private var free = 16
        private var waiting: [CheckedContinuation<Void, Never>] = []

        func enter() async {
            if free > 0 {
                free -= 1
            } else {
                await withCheckedContinuation { waiting.append($0) }
            }
        }

        func leave() {
            if waiting.isEmpty {
                free += 1
            } else {
                waiting.removeFirst().resume()
            }
        }
    }
#endif
