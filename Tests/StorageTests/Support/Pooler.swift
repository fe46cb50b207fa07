#if PostgreSQL
    import Foundation
    import Testing

    /// A private pgbouncer in transaction mode before the server under test.
    final class Pooler: Sendable {
        private static let program = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer"]
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        static var isInstalled: Bool { program != nil }

        private let folder: URL
        private let port: Int
        private let process: Process

        /// Fewer connections to the server than a station opens, so that they are shared for certain.
        private static let serverConnections = 3

        init() async throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "pooler-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            port = try FreePort.find()
            let users = folder.appending(path: "users.txt")
            try Data("\"station\" \"\(try PostgresServerUnderTest.password)\"\n".utf8).write(to: users)
            let settings = folder.appending(path: "pgbouncer.ini")
            try Data(
                """
                [databases]
                * = host=127.0.0.1 port=\(try PostgresServerUnderTest.port)
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = \(port)
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = \(users.path)
                pool_mode = transaction
                default_pool_size = \(Self.serverConnections)
                logfile = \(folder.appending(path: "log").path)

                """.utf8
            ).write(to: settings)
            process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            // It refuses to run as root.
            var owner: [String] = []
            if getuid() == 0 {
                owner = ["runuser", "-u", "nobody", "--"]
                for file in [folder, users, settings] { chown(file.path, 65534, 65534) }
            }
            process.arguments = owner + [try #require(Self.program), "-q", settings.path]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            for _ in 0..<100 {
                if (try? await PostgresServerUnderTest.run("SELECT 1", url: try url("station"))) != nil { return }
                try await Task.sleep(for: .milliseconds(50))
            }
            let log = try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)
            throw CocoaError(.fileNoSuchFile, userInfo: ["pgbouncer": log ?? "no log"])
        }

        func url(_ database: String, _ query: String = "") throws -> String {
            let port = port
            return try PostgresServerUnderTest.url {
                $0.port = port
                $0.path = "/" + database
                $0.query = query.isEmpty ? nil : query
            }
        }

        func stop() { process.terminate() }

        deinit {
            if process.isRunning { process.terminate() }
            try? FileManager.default.removeItem(at: folder)
        }
    }
#endif
