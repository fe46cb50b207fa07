import Foundation
import Station
import Testing

@testable import Storage

@Suite("Restoring")
struct RestorationTests {
    /// A backup of three tickets.
    private static func backup(_ folder: TemporaryFolder) async throws -> String {
        try await WholeStation.make(folder, tickets: 3)
        let file = folder.url.appending(path: "x.backup").path
        _ = try await StoreBackup(of: .sqlite(path: folder.file), to: file).write { _ in }
        return file
    }

    private static func tickets(_ path: String) async throws -> Int {
        try await SQLiteStation.openReadOnly(path: path).transaction(.reading) {
            try StoredTable.tickets.count($0)
        }
    }

    @Test("a store that stands there is kept unless it is to be replaced, and then under a dated name")
    func replacing() async throws {
        let (from, to) = (try TemporaryFolder(), try TemporaryFolder())
        let file = try await Self.backup(from)
        try await WholeStation.make(to, tickets: 1)
        await #expect(throws: OperationError.holdsStation(to.file)) {
            try await StoreRestoration(from: file, to: .sqlite(path: to.file)).run { _ in }
        }
        #expect(try await Self.tickets(to.file) == 1)
        var kept: [String] = []
        for _ in 0..<2 {
            let outcome = try await StoreRestoration(from: file, to: .sqlite(path: to.file), replaces: true).run { _ in
            }
            kept.append(try #require(outcome.kept))
        }
        #expect(Set(kept).count == 2)
        #expect(try await Self.tickets(to.file) == 3)
        #expect(try await Self.tickets(kept[0]) == 1)
        #expect(try await Self.tickets(kept[1]) == 3)
    }

    @Test("what only the old store's write-ahead log held is kept too, and never meets the new file")
    func oldLog() async throws {
        let (from, to) = (try TemporaryFolder(), try TemporaryFolder())
        let file = try await Self.backup(from)
        // A copy of file and log as they stand while the station runs: as after a power cut.
        let running = try TemporaryFolder()
        let station = try SQLiteStation(path: running.file)
        try await WholeStation.fill(station, tickets: 2)
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: running.file + suffix, toPath: to.file + suffix)
        }
        let outcome = try await StoreRestoration(from: file, to: .sqlite(path: to.file), replaces: true).run { _ in }
        #expect(try await Self.tickets(to.file) == 3)
        #expect(try await Self.tickets(try #require(outcome.kept)) == 2)
    }

    @Test("a store that cannot be read any more is put aside as it is")
    func rubbish() async throws {
        let (from, to) = (try TemporaryFolder(), try TemporaryFolder())
        let file = try await Self.backup(from)
        let rubbish = Data(String(repeating: "rubbish ", count: 1000).utf8)
        for suffix in ["", "-wal"] { try rubbish.write(to: URL(filePath: to.file + suffix)) }
        let outcome = try await StoreRestoration(from: file, to: .sqlite(path: to.file), replaces: true).run { _ in }
        let kept = try #require(outcome.kept)
        for suffix in ["", "-wal"] { #expect(try Data(contentsOf: URL(filePath: kept + suffix)) == rubbish) }
        #expect(try await Self.tickets(to.file) == 3)
    }

    @Test("a store that a process owns is not replaced; the process is named")
    func owned() async throws {
        let (from, to) = (try TemporaryFolder(), try TemporaryFolder())
        let file = try await Self.backup(from)
        let station = try SQLiteStation(path: to.file)
        for replaces in [false, true] {
            await #expect(throws: OperationError.opening(.inUse(path: station.path, pid: getpid()))) {
                try await StoreRestoration(from: file, to: .sqlite(path: to.file), replaces: replaces).run { _ in }
            }
        }
        #expect(try await station.transaction(.reading) { try StoredTable.tickets.count($0) } == 0)
    }

    #if PostgreSQL
        @Test("a station goes from SQLite to PostgreSQL and back by backups", .enabled(if: Engine.allCases.count > 1))
        func acrossEngines() async throws {
            let (from, to) = (try TemporaryFolder(), try TemporaryFolder())
            let file = try await Self.backup(from)
            let schema = try TemporarySchema()
            try await schema.make()
            let server = StoreLocation.postgres(url: try schema.url())
            let first = try await StoreRestoration(from: file, to: server).run { _ in }
            let error = await #expect(throws: OperationError.self) {
                try await StoreRestoration(from: file, to: server, replaces: true).run { _ in }
            }
            guard case .holdsStation = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            let second = to.url.appending(path: "y.backup").path
            let manifest = try await StoreBackup(of: server, to: second).write { _ in }
            #expect(manifest.engine == "PostgreSQL" && manifest.tables == first.manifest.tables)
            _ = try await StoreRestoration(from: second, to: .sqlite(path: to.file)).run { _ in }
            #expect(try await Self.tickets(to.file) == 3)
        }
    #endif
}
