import Casework
import Foundation
import Testing

@Suite("Ticket numbers")
struct TicketNumberTests {
    @Test("the sample of the design is a number")
    func sample() throws {
        let number = try #require(TicketNumber("2026-000123-7"))
        #expect(number.year == 2026 && number.sequence == 123)
        #expect(number.description == "2026-000123-7")
        #expect(TicketNumber(year: 2026, sequence: 999_999)?.description == "2026-999999-8")
    }

    @Test("every single wrong digit is caught", arguments: [(2026, 123), (2026, 999_999), (2000, 1), (9999, 54_321)])
    func singleErrors(year: Int, sequence: Int) throws {
        let right = Array(try #require(TicketNumber(year: year, sequence: sequence)).description)
        var tried = 0
        for place in right.indices where right[place] != "-" {
            for digit in "0123456789" where digit != right[place] {
                var wrong = right
                wrong[place] = digit
                #expect(TicketNumber(String(wrong)) == nil, "\(String(wrong))")
                tried += 1
            }
        }
        #expect(tried == 99)
    }

    @Test("of ten check digits exactly one fits")
    func oneCheckDigit() {
        for sequence in 1...2000 {
            let padded = String(repeating: "0", count: 6 - String(sequence).count) + String(sequence)
            let fitting = (0...9).filter { TicketNumber("2026-\(padded)-\($0)") != nil }
            #expect(fitting.count == 1, "\(sequence)")
        }
    }

    @Test(
        "misspelt numbers are refused",
        arguments: [
            "", "2026-000123", "2026-123-7", "2026-000123-77", "2026 000123 7", "2026-000123-7 ", "2026--00123-7",
            "+026-000123-7", "2026-00012３-7", "2026-000000-6", "20260001237",
        ])
    func misspelt(text: String) {
        #expect(TicketNumber(text) == nil)
    }

    @Test("year and sequence have their ranges")
    func ranges() {
        #expect(TicketNumber(year: 1999, sequence: 1) == nil && TicketNumber(year: 10_000, sequence: 1) == nil)
        #expect(TicketNumber(year: 2026, sequence: 0) == nil && TicketNumber(year: 2026, sequence: 1_000_000) == nil)
    }

    @Test("JSON is the written form, and a wrong one is refused")
    func json() throws {
        #expect(
            String(decoding: try JSONEncoder().encode([TicketNumber.sample]), as: UTF8.self) == #"["2026-000123-7"]"#)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([TicketNumber].self, from: Data(#"["2026-000123-8"]"#.utf8))
        }
    }
}
