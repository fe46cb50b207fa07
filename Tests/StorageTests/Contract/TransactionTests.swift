import Casework
import Foundation
import Station
import Testing

@Suite("Transactions")
struct TransactionTests {
    struct Refusal: Error, Equatable { let reason: String }

    @Test("what is written is read back, and the closure's value is given", arguments: Engine.allCases)
    func roundTrip(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        let value = try await station.write { tx in
            try tx.companies.save(company)
            return 42
        }
        #expect(value == 42)
        #expect(try await station.read { try $0.companies.company(company.code) } == company)
    }

    @Test("a failing closure leaves nothing and its error comes through unchanged", arguments: Engine.allCases)
    func failingClosure(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        await #expect(throws: Refusal(reason: "changed my mind")) {
            try await station.write { tx in
                try tx.companies.save(company)
                try tx.file(Fixtures.filing(company.code))
                throw Refusal(reason: "changed my mind")
            }
        }
        #expect(try await station.read { try $0.companies.company(company.code) } == nil)
        let number = try await station.write { try $0.tickets.nextNumber(year: 2026) }
        #expect(number.sequence == 1)
    }

    @Test("a write inside a read is refused", arguments: Engine.allCases)
    func readOnly(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1)
        await #expect(throws: StoreError.self) { try await station.read { try $0.companies.save(company) } }
    }

    @Test("writes from many tasks all arrive, one after the other", arguments: Engine.allCases)
    func manyWriters(engine: Engine) async throws {
        let station = try engine.open()
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<200 {
                group.addTask { try await station.write { try $0.tickets.nextNumber(year: 2026).sequence } }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(numbers == Set(1...200))
    }

    @Test("a reference to a company that is not there is refused", arguments: Engine.allCases)
    func foreignKeys(engine: Engine) async throws {
        let station = try engine.open()
        let filing = Fixtures.filing(try Fixtures.code(9))
        await #expect(throws: StoreError.self) { try await station.write { try $0.file(filing) } }
    }
}
