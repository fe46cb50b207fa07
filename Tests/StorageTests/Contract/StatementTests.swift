import Casework
import Foundation
import Station
import Testing

@testable import Storage

@Suite("Statements and values")
struct StatementTests {
    @Test("a closure that goes on after a failed statement is stored whole or not at all", arguments: Engine.allCases)
    func swallowed(engine: Engine) async throws {
        let station = try engine.open()
        let companies = try (1...3).map { try Fixtures.company($0) }
        let pirate = try Fixtures.company(4, industry: "piracy")
        let isStored: Bool
        do {
            try await station.write { tx in
                try tx.companies.save(companies[0])
                try? tx.companies.save(pirate)
                try? tx.companies.save(companies[1])
            }
            isStored = true
        } catch {
            isStored = false
        }
        let found = try await station.read { tx in try companies.map { try tx.companies.company($0.code) != nil } }
        #expect(found == [isStored, isStored, false])
        // The connection is good for the next one.
        try await station.write { try $0.companies.save(companies[2]) }
        #expect(try await station.read { try $0.companies.company(companies[2].code) } == companies[2])
    }

    @Test(
        "text comes back as it went in",
        arguments: Engine.allCases,
        [
            "'; DROP TABLE companies; --", "it's \"quoted\" ``", "what? ?1 $1 :a @b", "back\\slash \\' \\\\ \\n",
            "😀👩‍👩‍👧‍👦🇨🇳 𠮷野家", "e\u{301} ａｂｃ \u{200B}\u{FEFF}", "tab\tline\nreturn\r\u{1}\u{7F}", "%_", " ", "NULL", "{1,2}",
            String(repeating: "企业出海", count: 200_000),
        ])
    func text(engine: Engine, name: String) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1, name: name)
        try await station.write { try $0.companies.save(company) }
        let read = try await station.read { try $0.companies.company(company.code)?.name }
        // Scalar by scalar: two texts may be equal and yet not the same.
        #expect(read.map { Array($0.unicodeScalars) } == Array(name.unicodeScalars))
    }

    @Test("text that holds the character NUL is refused, never cut in silence", arguments: Engine.allCases)
    func nul(engine: Engine) async throws {
        let station = try engine.open()
        let company = try Fixtures.company(1, name: "before\0after")
        await #expect(throws: StoreError.unavailable("text that holds the character NUL cannot be stored")) {
            try await station.write { try $0.companies.save(company) }
        }
        #expect(try await station.read { try $0.companies.company(company.code) } == nil)
    }

    @Test("whole numbers keep all their 64 bits", arguments: Engine.allCases)
    func numbers(engine: Engine) async throws {
        let station = try engine.open()
        let engine = try await station.engine
        let numbers: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]
        let read = try await engine.transaction(.writing) { connection in
            try connection.execute("CREATE TABLE numbers (place BIGINT NOT NULL, value BIGINT)")
            for (place, number) in numbers.enumerated() {
                let changed = try connection.execute(
                    "INSERT INTO numbers (place, value) VALUES (?, ?)", [.int(place), .integer(number)])
                #expect(changed == 1)
            }
            try connection.execute("INSERT INTO numbers (place, value) VALUES (?, ?)", [.int(99), .null])
            #expect(try connection.execute("UPDATE numbers SET value = value WHERE place < ?", [.int(5)]) == 5)
            return try connection.query("SELECT value FROM numbers ORDER BY place").map {
                try $0.optionalInteger("value")
            }
        }
        #expect(read == numbers + [nil])
    }

    @Test("a value of a type the station never writes is damage", arguments: Engine.allCases)
    func types(engine: Engine) async throws {
        let station = try engine.open()
        let engine = try await station.engine
        await #expect(
            performing: {
                _ = try await engine.transaction(.reading) { try $0.query("SELECT CAST(1.5 AS REAL) AS value") }
            }, throws: { if case StoreError.damaged = $0 { true } else { false } })
    }

    @Test("a taken key says so, and nothing of the row it would have held", arguments: Engine.allCases)
    func takenKey(engine: Engine) async throws {
        let station = try engine.open()
        let entry = AuditEntry(id: "1", at: Fixtures.monday, who: "机密", action: "a", subject: "s", result: "ok")
        try await station.write { try $0.audit.add(entry) }
        await #expect(
            performing: { try await station.write { try $0.audit.add(entry) } },
            throws: { error in
                guard case StoreError.alreadyExists(let reason) = error else { return false }
                return !reason.contains("机密")
            })
    }
}
