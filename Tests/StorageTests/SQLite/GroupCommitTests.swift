import Casework
import Foundation
import GRDB
import Station
import Synchronization
import Testing

@testable import Storage

@Suite("Group commit")
struct GroupCommitTests {
    struct Refusal: Error, Equatable { let index: Int }

    /// Holds the writer's line until `open`, so that what comes meanwhile becomes one group.
    private static func gate(_ station: SQLiteStation) async throws -> (
        opened: DispatchSemaphore, held: Task<Void, any Error>
    ) {
        let opened = DispatchSemaphore(value: 0)
        let (entered, entering) = AsyncStream.makeStream(of: Void.self)
        let held = Task {
            try await station.write { _ in
                entering.finish()
                opened.wait()
            }
        }
        for await _ in entered {}
        return (opened, held)
    }

    private static func waitUntilQueued(_ count: Int, _ station: SQLiteStation) async throws {
        while station.waitingWrites < count { try await Task.sleep(for: .milliseconds(1)) }
    }

    @Test("closures that wait share one commit, and one that fails takes nobody along")
    func sharing() async throws {
        let folder = try TemporaryFolder()
        let station = try SQLiteStation(path: folder.file)
        let (opened, held) = try await Self.gate(station)
        let outcomes = Task {
            await withTaskGroup(of: (Int, Result<Void, any Error>).self) { group in
                for index in 0..<60 {
                    group.addTask {
                        do {
                            try await station.write { tx in
                                try tx.companies.save(try Fixtures.company(index))
                                if index % 3 == 0 { throw Refusal(index: index) }
                            }
                            return (index, .success(()))
                        } catch {
                            return (index, .failure(error))
                        }
                    }
                }
                return await group.reduce(into: [Int: Result<Void, any Error>]()) { $0[$1.0] = $1.1 }
            }
        }
        try await Self.waitUntilQueued(60, station)
        let before = station.commits
        opened.signal()
        try await held.value
        for (index, outcome) in await outcomes.value {
            let stored = try await station.read { try $0.companies.company(try Fixtures.code(index)) } != nil
            switch outcome {
            case .success: #expect(stored && index % 3 != 0)
            case .failure(let error): #expect(!stored && error as? Refusal == Refusal(index: index))
            }
        }
        // One each would be sixty.
        #expect(station.commits - before < 30)
    }

    @Test("a commit that fails fails everybody in it, and the next one works again")
    func failingCommit() async throws {
        let folder = try TemporaryFolder()
        let station = try SQLiteStation(path: folder.file)
        try await station.write { try $0.companies.save(try Fixtures.company(1)) }
        let (opened, held) = try await Self.gate(station)
        let good = Task { try await station.write { try $0.companies.save(try Fixtures.company(2)) } }
        try await Self.waitUntilQueued(1, station)
        // A reference that is only checked at the commit: the one way to make COMMIT itself fail on a healthy disk.
        let bad = Task {
            try await station.transaction(.writing) { connection in
                try connection.execute("PRAGMA defer_foreign_keys = ON")
                try connection.execute(
                    "INSERT INTO sessions VALUES (?, 'nobody', 0, 1)", [.text(String(repeating: "a", count: 64))])
            }
        }
        try await Self.waitUntilQueued(2, station)
        opened.signal()
        // The gate itself may be in the same group.
        _ = try? await held.value
        await #expect(throws: StoreError.self) { try await good.value }
        await #expect(throws: StoreError.self) { try await bad.value }
        #expect(try await station.read { try $0.companies.company(try Fixtures.code(2)) } == nil)
        try await station.write { try $0.companies.save(try Fixtures.company(3)) }
        #expect(try await station.read { try $0.companies.company(try Fixtures.code(3)) } != nil)
    }

    @Test("a line that is too long refuses at once and forgets nobody who waits")
    func backPressure() async throws {
        let folder = try TemporaryFolder()
        let station = try SQLiteStation(path: folder.file)
        let (opened, held) = try await Self.gate(station)
        let waiting = Task {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<SQLiteWriter.longestLine {
                    group.addTask { try await station.write { try $0.tickets.nextNumber(year: 2026).sequence } }
                }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
        }
        try await Self.waitUntilQueued(SQLiteWriter.longestLine, station)
        await #expect(throws: StoreError.busy) { try await station.write { _ in } }
        // Reading goes on meanwhile.
        #expect(try await station.read { try $0.accounts.count() } == 0)
        opened.signal()
        try await held.value
        #expect(try await waiting.value == Set(1...SQLiteWriter.longestLine))
    }

    @Test("what is committed is announced, what is undone is not")
    func announcing() async throws {
        let folder = try TemporaryFolder()
        let station = try SQLiteStation(path: folder.file)
        let changes = station.changes()
        let company = try Fixtures.company(1)
        try await station.write { try $0.companies.save(company) }
        try? await station.write { tx in
            try tx.file(Fixtures.filing(company.code))
            throw Refusal(index: 0)
        }
        let number = try await station.write { tx in try tx.file(Fixtures.filing(company.code)).number }
        var heard = changes.makeAsyncIterator()
        #expect(await heard.next() == .ticket(number))
    }

    @Test("the log is copied back as it grows, and a long reader keeps its own picture")
    func checkpoints() async throws {
        let folder = try TemporaryFolder()
        let station = try SQLiteStation(path: folder.file)
        let company = try Fixtures.company(1)
        try await station.write { try $0.companies.save(company) }
        let text = String(repeating: "供应链", count: 1500)
        for _ in 0..<40 {
            try await station.write { tx in
                for _ in 0..<30 { try tx.file(Fixtures.filing(company.code, body: text)) }
            }
        }
        let size = try FileManager.default.attributesOfItem(atPath: station.path)[.size] as? NSNumber
        // Everything would still be in the log if nobody copied.
        #expect((size?.intValue ?? 0) > 4_000_000)
        #expect(try await station.read { try $0.tickets.list(TicketQuery(text: "应链")) }.items.count == 25)
    }

    @Test("while somebody else holds the file, everybody is refused and nobody waits for ever")
    func foreignWriter() async throws {
        let folder = try TemporaryFolder()
        let station = try SQLiteStation(path: folder.file)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let stranger = try DatabaseQueue(path: folder.file, configuration: configuration)
        try await stranger.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let refused = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<3 {
                group.addTask {
                    do {
                        try await station.write { try $0.companies.save(try Fixtures.company(index)) }
                        return false
                    } catch StoreError.unavailable {
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(refused == 3)
        try await stranger.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await station.write { try $0.companies.save(try Fixtures.company(9)) }
        await station.close()
        await #expect(throws: StoreError.self) { try await station.write { _ in } }
    }
}
