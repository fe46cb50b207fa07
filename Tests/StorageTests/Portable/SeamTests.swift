import Casework
import Foundation
import Station
import Testing

@testable import Storage

@Suite("The portable seam")
struct SeamTests {
    @Test("placeholders are numbered for the engine that wants them numbered")
    func placeholders() {
        #expect(Dialect.postgres.statement("a = ? AND b IN (?, ?)") == "a = $1 AND b IN ($2, $3)")
        #expect(Dialect.sqlite.statement("a = ?") == "a = ?")
    }

    @Test("a row tells damage instead of trapping")
    func rows() throws {
        let row = SQLRow(columns: ["text", "integer", "none"], values: [.text("x"), .integer(.max), .null])
        #expect(throws: StoreError.damaged("text is not a number")) { try row.int("text") }
        #expect(throws: StoreError.damaged("integer is not text")) { try row.text("integer") }
        #expect(throws: StoreError.damaged("none is missing")) { try row.text("none") }
        #expect(throws: StoreError.damaged("absent is not in the result")) { try row.text("absent") }
        #expect(throws: StoreError.damaged("text is not a credit code: x")) { try row.code("text") }
        #expect(throws: StoreError.damaged("integer is not a ticket number: \(Int64.max)")) {
            try row.number("integer")
        }
        #expect(throws: StoreError.damaged("text is not a TicketState: x")) {
            try row.word("text", as: TicketState.self)
        }
        #expect(try row.optionalText("none") == nil)
    }

    @Test("dates beyond what the store can hold are clamped, order is kept")
    func moments() {
        #expect(Date(timeIntervalSince1970: 1.0004).milliseconds == 1000)
        #expect(Date(timeIntervalSince1970: .infinity).milliseconds == .max)
        #expect(Date(timeIntervalSince1970: -.infinity).milliseconds == .min)
        #expect(Date.distantPast.milliseconds < Date.distantFuture.milliseconds)
    }

    @Test("a ticket number survives its key")
    func keys() throws {
        let number = try #require(TicketNumber(year: 2026, sequence: 123))
        #expect(number.key == 2_026_000_123)
        #expect(TicketNumber(key: number.key) == number)
        #expect(TicketNumber(key: -1) == nil)
    }

    @Test("every pair of neighbours is one word, and a part's words are among the whole's")
    func terms() {
        #expect(SearchText.terms(["税"]) == "")
        #expect(SearchText.terms(["ab", "ab"]) == "000061000062")
        let whole = Set(SearchText.terms(["出口退税😀了"]).split(separator: " "))
        #expect(whole.count == 5)
        for part in ["出口", "口退税", "税😀了"] {
            #expect(Set(SearchText.terms([part]).split(separator: " ")).isSubset(of: whole))
        }
        #expect(SearchText.pattern("5%_\\") == "%5\\%\\_\\\\%")
    }

    @Test(
        "an address is shown without its passwords, wherever libpq would find one",
        arguments: [
            ("postgres://me:secret@db/station", "postgres://me:…@db/station"),
            ("postgres://me@db:5432,db2/station", "postgres://me@db:5432,db2/station"),
            ("postgres://me:2024?secret@db/station", "postgres://me:…@db/station"),
            ("postgresql://me:2024#secret@db/s?sslmode=require", "postgresql://me:…@db/s?sslmode=require"),
            ("postgres://db/s?password=secret&a=b&sslpassword=secret", "postgres://db/s?password=…&a=b&sslpassword=…"),
            ("postgres://db/s?%70assword=secret", "postgres://db/s?%70assword=…"),
        ])
    func masking(address: String, shown: String) throws {
        #expect(try #require(StoreLocation(address)).description == shown)
    }
}
