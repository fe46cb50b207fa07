import Casework
import Foundation
import Station
import Testing

@testable import Storage

@Suite("Changes")
struct ChangeTests {
    @Test("a change is announced after its commit, and only then", arguments: Engine.allCases)
    func announced(engine: Engine) async throws {
        let station = try engine.open()
        let opened = try await station.engine
        let company = try Fixtures.company(1)
        var heard = opened.changes().makeAsyncIterator()
        await #expect(throws: StoreError.busy) {
            try await station.write { tx in
                try tx.companies.save(company)
                try tx.file(Fixtures.filing(company.code))
                throw StoreError.busy
            }
        }
        let first = try await station.write { tx in
            try tx.companies.save(company)
            return try tx.file(Fixtures.filing(company.code)).number
        }
        // The refused one had the same number: what is heard first is what is stored.
        #expect(await heard.next() == .ticket(first))
        #expect(try await station.read { try $0.tickets.ticket(first) } != nil)
        let second = try await station.write { try $0.file(Fixtures.filing(company.code)).number }
        #expect(await heard.next() == .ticket(second))
    }

    @Test("what a listener hears of is there to be read", arguments: Engine.allCases)
    func readable(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        try await station.write { try $0.companies.save(company) }
        let changes = try await station.engine.changes()
        let reader = Task {
            var seen: Set<TicketNumber> = []
            for await case .ticket(let number) in changes {
                if try await station.read({ try $0.tickets.ticket(number) }) != nil { seen.insert(number) }
                if seen.count == 20 { break }
            }
            return seen
        }
        for _ in 0..<20 { _ = try await station.write { try $0.file(Fixtures.filing(company.code)) } }
        #expect(try await reader.value.count == 20)
    }
}
