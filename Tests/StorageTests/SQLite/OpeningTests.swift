import Foundation
import GRDB
import Station
import Testing

@testable import Storage

@Suite("Opening a SQLite store")
struct OpeningTests {
    @Test("a store starts only with a write-ahead log, full synchronisation and checked references")
    func startGate() throws {
        let folder = try TemporaryFolder()
        let pool = try DatabasePool(path: folder.file, configuration: SQLiteSettings.configuration(readOnly: false))
        // As GRDB leaves it: the very reason why the gate exists.
        #expect(throws: OpeningError.settingRefused(name: "synchronous", wanted: "2", found: "1")) {
            try pool.writeWithoutTransaction { try SQLiteSettings.verify($0) }
        }
        try pool.writeWithoutTransaction { database in
            try SQLiteSettings.makeDurable(database)
            try SQLiteSettings.verify(database)
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
        }
        #expect(throws: OpeningError.settingRefused(name: "foreign_keys", wanted: "1", found: "0")) {
            try pool.writeWithoutTransaction { try SQLiteSettings.verify($0) }
        }
        #expect(throws: OpeningError.settingRefused(name: "journal_mode", wanted: "wal", found: "memory")) {
            try DatabaseQueue().inDatabase { try SQLiteSettings.verify($0) }
        }
    }

    @Test("a second owner is refused and told the file and the process; the first one's end frees it")
    func ownerLock() throws {
        let folder = try TemporaryFolder()
        var station: SQLiteStation? = try SQLiteStation(path: folder.file)
        let path = try #require(station?.path)
        let refusal = OpeningError.inUse(path: path, pid: getpid())
        #expect(throws: refusal) { try SQLiteStation(path: folder.file) }
        #expect(refusal.description.contains(path) && refusal.description.contains("\(getpid())"))
        let link = folder.url.appending(path: "link.sqlite").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.file)
        #expect(throws: refusal) { try SQLiteStation(path: link) }
        station = nil
        #expect(throws: Never.self) { try SQLiteStation(path: folder.file) }
    }

    @Test("reading beside the owner works and never writes")
    func readOnly() async throws {
        let folder = try TemporaryFolder()
        let owner = try SQLiteStation(path: folder.file)
        let reader = try SQLiteStation.openReadOnly(path: folder.file)
        let company = try Fixtures.company(1)
        try await owner.write { try $0.companies.save(company) }
        #expect(try await reader.read { try $0.companies.company(company.code) } == company)
        await #expect(throws: StoreError.self) { try await reader.write { try $0.companies.save(company) } }
        await #expect(throws: StoreError.self) { try await reader.read { try $0.companies.save(company) } }
    }

    @Test("a store that is not there, or not migrated, is not opened for reading")
    func readOnlyRefusals() throws {
        let folder = try TemporaryFolder()
        #expect(throws: OpeningError.noSuchFile(path: folder.file)) {
            try SQLiteStation.openReadOnly(path: folder.file)
        }
        try folder.tamper("CREATE TABLE strange (x TEXT)")
        #expect(throws: OpeningError.notMigrated(pending: Migration.all.map(\.step))) {
            try SQLiteStation.openReadOnly(path: folder.file)
        }
    }

    @Test("a file that is no database is refused by name")
    func notADatabase() throws {
        let folder = try TemporaryFolder()
        try Data(String(repeating: "text, not a database. ", count: 200).utf8).write(to: URL(filePath: folder.file))
        #expect(throws: OpeningError.self) { try SQLiteStation(path: folder.file) }
        do {
            _ = try SQLiteStation(path: folder.file)
        } catch {
            guard case .notADatabase = error else { throw error }
        }
    }

    @Test("a folder that takes no files is a sentence, not a crash")
    func notWritable() throws {
        // Holds also for the superuser, who may write in a folder without write permission.
        do {
            _ = try SQLiteStation(path: "/proc/cloudstation/station.sqlite")
            Issue.record("opened a store in /proc")
        } catch {
            guard case .notWritable = error else { throw error }
            #expect(error.description.contains("/proc/cloudstation"))
        }
        let folder = try TemporaryFolder()
        do {
            _ = try SQLiteStation(path: folder.url.path)
            Issue.record("opened a folder as a store")
        } catch {
            guard case .notWritable = error else { throw error }
        }
    }

    @Test("a new store makes its folder and is readable by its owner only")
    func permissions() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "new/deep/station.sqlite").path
        let station = try SQLiteStation(path: path)
        for suffix in ["", "-wal", ".owner"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: station.path + suffix)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(suffix)")
        }
    }
}
