#if PostgreSQL
    import Dispatch
    import Foundation
    import Testing

    /// A PostgreSQL cluster of its own, for tests that stop it or change its settings.
    final class PrivateCluster: Sendable {
        private static let environment = ProcessInfo.processInfo.environment
        private static let programs = environment["CLOUDSTATION_TEST_POSTGRES_BIN"]
        private static let owner = environment["CLOUDSTATION_TEST_POSTGRES_USER"]

        /// Whether `Tests/Support/with-postgres` said where the server's programs are.
        static var isPossible: Bool { programs != nil && owner != nil }

        private let folder: URL
        let port: Int

        /// Makes and starts it; `station` is its superuser, without a password.
        init() async throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "cluster-\(UUID().uuidString.prefix(8))")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            port = try FreePort.find()
            if getuid() == 0 { try await Self.shell("chown \(try #require(Self.owner)) \(folder.path)") }
            try await run("initdb -D \(data) -U station -A trust -E UTF8 --locale=C.UTF-8")
            try await start()
        }

        var url: String { "postgres://station@127.0.0.1:\(port)/postgres" }

        func start() async throws {
            let settings = "-c listen_addresses=127.0.0.1 -c port=\(port) -c unix_socket_directories=\(folder.path)"
            try await run("pg_ctl -D \(data) -l \(folder.path)/log -o '\(settings)' -w start")
        }

        /// As a crash would.
        func kill() async throws { try await run("pg_ctl -D \(data) -m immediate -w stop") }

        /// Changes a setting for every connection to come, or puts it back.
        func set(_ name: String, _ value: String?) async throws {
            let change = value.map { "SET \(name) = $$\($0)$$" } ?? "RESET \(name)"
            // By PostgreSQL's own program: the station's connections pass its gate.
            try await run("psql -qXd \(url) -c 'ALTER SYSTEM \(change)' -c 'SELECT pg_reload_conf()'")
            // The postmaster tells its processes one after the other.
            try await Task.sleep(for: .milliseconds(300))
        }

        deinit {
            let (stop, done) = (try? command("pg_ctl -D \(data) -m immediate -w stop"), DispatchSemaphore(value: 0))
            Thread {
                if let stop { _ = system(stop) }
                done.signal()
            }.start()
            // Not later: nothing of it is to outlive the tests.
            done.wait()
            try? FileManager.default.removeItem(at: folder)
        }

        private var data: String { folder.appending(path: "data").path }

        private func run(_ program: String) async throws { try await Self.shell(try command(program)) }

        private func command(_ program: String) throws -> String {
            let user = getuid() == 0 ? "runuser -u \(try #require(Self.owner)) -- " : ""
            return "cd / && \(user)\(try #require(Self.programs))/\(program) >/dev/null 2>&1"
        }

        /// Not by `Process`, which would wait for the server that a program leaves behind.
        private static func shell(_ command: String) async throws {
            let status = await withCheckedContinuation { continuation in
                Thread { continuation.resume(returning: system(command)) }.start()
            }
            try #require(status == 0, "\(command)")
        }
    }
#endif
