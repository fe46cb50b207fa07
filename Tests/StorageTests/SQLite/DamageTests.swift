import Casework
import Foundation
import Station
import Testing

@testable import Storage

@Suite("A damaged store")
struct DamageTests {
    private static func filed(_ folder: TemporaryFolder) async throws -> TicketNumber {
        let station = try SQLiteStation(path: folder.file)
        let company = try Fixtures.company(1)
        let number = try await station.write { tx in
            try tx.companies.save(company)
            return try tx.file(Fixtures.filing(company.code)).number
        }
        await station.close()
        return number
    }

    private static func isDamaged(_ error: any Error) -> Bool {
        if case StoreError.damaged = error { true } else { false }
    }

    @Test(
        "a value that cannot be read back is told as damaged and does not crash",
        arguments: ["{", "", "{}", #"{"number":"2026-000001-0"}"#])
    func json(body: String) async throws {
        let folder = try TemporaryFolder()
        let number = try await Self.filed(folder)
        try folder.tamper("UPDATE tickets SET body = '\(body)'")
        let station = try SQLiteStation(path: folder.file)
        await #expect(
            performing: { _ = try await station.read { try $0.tickets.ticket(number) } }, throws: Self.isDamaged)
        await #expect(
            performing: { _ = try await station.read { try $0.tickets.list(TicketQuery()) } }, throws: Self.isDamaged)
    }

    @Test(
        "a column of the wrong type is damage too",
        arguments: ["companies SET folded = x'00'", "tickets SET sort_due = 1.5", "tickets SET sort_due = 'x'"])
    func columns(change: String) async throws {
        let folder = try TemporaryFolder()
        _ = try await Self.filed(folder)
        try folder.tamper("UPDATE \(change)")
        let station = try SQLiteStation(path: folder.file)
        await #expect(
            performing: { _ = try await station.read { try $0.tickets.list(TicketQuery()) } }, throws: Self.isDamaged)
    }

    @Test("the schema refuses words outside a closed list and tickets without a running deadline")
    func constraints() async throws {
        let folder = try TemporaryFolder()
        _ = try await Self.filed(folder)
        for change in [
            "companies SET language = 'fr'", "companies SET code = 'short'", "tickets SET state = 'lost'",
            "tickets SET due_at = NULL", "tickets SET state = 'closed'", "tickets SET lead = ''",
        ] {
            #expect(throws: (any Error).self, "\(change)") { try folder.tamper("UPDATE \(change)") }
        }
    }

    @Test("recorded events cannot be changed or deleted, not even beside the station")
    func appendOnly() async throws {
        let folder = try TemporaryFolder()
        _ = try await Self.filed(folder)
        #expect(throws: (any Error).self) { try folder.tamper("UPDATE ticket_events SET actor = 'x'") }
        #expect(throws: (any Error).self) { try folder.tamper("DELETE FROM ticket_events") }
    }
}
