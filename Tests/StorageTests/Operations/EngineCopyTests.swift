import Foundation
import Station
import Synchronization
import Testing

@testable import Storage

@Suite("Copying a whole station")
struct EngineCopyTests {
    private struct Killed: Error {}

    private static func copy(
        _ source: TestStation, _ target: TestStation, name: String = "source",
        report: @escaping OperationProgress.Report = { _ in }
    ) async throws -> [TableDigest] {
        try await EngineCopy(
            source: try await source.engine, target: try await target.engine, sourceName: name,
            targetName: "target", report: report
        ).run()
    }

    private static func digests(_ station: TestStation) async throws -> [TableDigest] {
        try await station.engine.transaction(.reading) { try StoredTable.digests($0) }
    }

    @Test(
        "every table arrives whole, on every engine from every engine, and is found again by a search",
        arguments: Engine.allCases, Engine.allCases)
    func whole(from: Engine, to: Engine) async throws {
        let (source, target) = (try from.open(), try to.open())
        try await WholeStation.fill(try await source.engine, tickets: 40)
        let digests = try await Self.copy(source, target)
        #expect(digests == (try await Self.digests(target)))
        #expect(digests == (try await Self.digests(source)))
        #expect(digests.map(\.name) == StoredTable.all.map(\.name))
        #expect(digests.first { $0.name == "tickets" }?.rows == 40)
        #expect(digests.first { $0.name == "sign_in_failures" }?.rows == 2)
        #expect(try await target.read { try $0.tickets.list(TicketQuery(text: "第17件")) }.items.count == 1)
        let left = try await target.engine.transaction(.reading) { try CopyProgress.table.exists($0) }
        #expect(left == false)
    }

    @Test(
        "killed after any number of batches it goes on and ends the same", arguments: Engine.allCases, [1, 6, 13, 16])
    func resumed(to engine: Engine, batches: Int) async throws {
        let (source, target) = (try Engine.sqlite.open(), try engine.open())
        try await WholeStation.fill(try await source.engine, tickets: 230)
        let seen = Mutex(0)
        await #expect(throws: Killed.self) {
            try await Self.copy(source, target) { progress in
                guard !progress.subject.contains(" ") else { return }
                let count = seen.withLock { seen in
                    seen += 1
                    return seen
                }
                if count == batches { throw Killed() }
            }
        }
        #expect(try await target.engine.transaction(.reading) { try CopyProgress.unfinished($0) } == "source")
        await #expect(throws: OpeningError.self) { try await target.engine.refuseUnfinishedCopy(name: "target") }
        #expect(try await Self.copy(source, target) == (try await Self.digests(source)))
        try await target.engine.refuseUnfinishedCopy(name: "target")
        let all = try await target.read { try $0.tickets.countOpen(lead: nil) }
        #expect(try await source.read { try $0.tickets.countOpen(lead: nil) } == all)
    }

    @Test("an unfinished copy is not taken up from another source, nor by two processes")
    func otherSource() async throws {
        let (source, target) = (try Engine.sqlite.open(), try Engine.sqlite.open())
        try await WholeStation.fill(try await source.engine, tickets: 3)
        await #expect(throws: Killed.self) {
            try await Self.copy(source, target) { if $0.subject == "accounts" { throw Killed() } }
        }
        await #expect(throws: OperationError.otherCopy(target: "target", source: "source")) {
            try await Self.copy(source, target, name: "elsewhere")
        }
        let stale = CopyProgress.Part(table: StoredTable.all[0])
        await #expect(throws: OperationError.copiedTwice(target: "target")) {
            try await target.engine.transaction(.writing) {
                try CopyProgress.advance(stale, to: stale, $0, target: "target")
            }
        }
    }

    @Test("a target that holds anything is refused and left as it is", arguments: Engine.allCases)
    func occupied(engine: Engine) async throws {
        let (source, target) = (try Engine.sqlite.open(), try engine.open())
        try await WholeStation.fill(try await source.engine, tickets: 1)
        try await target.write { try $0.companies.save(try Fixtures.company(7)) }
        let before = try await Self.digests(target)
        await #expect(throws: OperationError.holdsStation("target")) { try await Self.copy(source, target) }
        #expect(try await Self.digests(target) == before)
    }

    @Test(
        "a source that changes while it is copied is noticed", arguments: ["companies", "audit", "verifying tickets"])
    func changed(when subject: String) async throws {
        let folder = try TemporaryFolder()
        let opened = try SQLiteStation(path: folder.file)
        let source = TestStation(keeping: folder) { opened }
        let target = try Engine.sqlite.open()
        try await WholeStation.fill(opened, tickets: 3)
        let error = await #expect(throws: OperationError.self) {
            try await Self.copy(source, target) { progress in
                guard progress.subject == subject, progress.isComplete else { return }
                try folder.tamper("UPDATE outbox SET attempts = attempts + 1")
            }
        }
        guard case .sourceChanged(let copied, let found) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(copied.name == "outbox" && found.name == "outbox" && copied != found)
    }

    @Test("a target that lost or changed a row is noticed")
    func spoiled() async throws {
        let folder = try TemporaryFolder()
        let opened = try SQLiteStation(path: folder.file)
        let target = TestStation(keeping: folder) { opened }
        let source = try Engine.sqlite.open()
        try await WholeStation.fill(try await source.engine, tickets: 3)
        let error = await #expect(throws: OperationError.self) {
            try await Self.copy(source, target) { progress in
                guard progress.subject == "leases" else { return }
                try folder.tamper("UPDATE accounts SET email = 'x' WHERE id = 'c1'")
            }
        }
        guard case .differs(let expected, let found) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(expected.name == "accounts" && found.rows == expected.rows)
    }

    @Test("a ticket missing from the search index is noticed")
    func unsearchable() async throws {
        let folder = try TemporaryFolder()
        let opened = try SQLiteStation(path: folder.file)
        let target = TestStation(keeping: folder) { opened }
        let source = try Engine.sqlite.open()
        try await WholeStation.fill(try await source.engine, tickets: 3)
        await #expect(throws: OperationError.notSearchable(ticket: "2026-000001-7")) {
            try await Self.copy(source, target) { progress in
                guard progress.subject == "leases" else { return }
                try folder.tamper("INSERT INTO ticket_search (ticket_search) VALUES ('delete-all')")
            }
        }
    }
}

@Suite("Copying between two places")
struct StoreCopyTests {
    @Test("a source in use is refused by process, an absent one by name, the same store twice too")
    func refusals() async throws {
        let (from, to) = (try TemporaryFolder(), try TemporaryFolder())
        let copy = StoreCopy(from: .sqlite(path: from.file), to: .sqlite(path: to.file))
        await #expect(throws: OperationError.opening(.noSuchFile(path: from.file))) { try await copy.run { _ in } }
        let owner = try SQLiteStation(path: from.file)
        await #expect(throws: OperationError.opening(.inUse(path: owner.path, pid: getpid()))) {
            try await copy.run { _ in }
        }
        #expect(!FileManager.default.fileExists(atPath: to.file))
        let twice = StoreCopy(from: .sqlite(path: from.file), to: .sqlite(path: from.url.path + "/./station.sqlite"))
        let error = await #expect(throws: OperationError.self) { try await twice.run { _ in } }
        guard case .sameStore = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("nobody can write to the source while it is copied; afterwards both stores open")
    func owned() async throws {
        let (from, to) = (try TemporaryFolder(), try TemporaryFolder())
        try await WholeStation.make(from, tickets: 5)
        let digests = try await StoreCopy(from: .sqlite(path: from.file), to: .sqlite(path: to.file)).run { _ in
            #expect(throws: OpeningError.self) { try SQLiteStation(path: from.file) }
        }
        #expect(digests.first { $0.name == "tickets" }?.rows == 5)
        for folder in [from, to] { #expect(throws: Never.self) { try OwnerLock(path: folder.file) } }
    }
}
