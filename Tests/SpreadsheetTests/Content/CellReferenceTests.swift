import Foundation
import Testing

@testable import Spreadsheet

struct CellReferenceTests {
    @Test(
        "a reference names row and column, and reads back",
        arguments: [("A1", 0, 0), ("Z1", 0, 25), ("AA10", 9, 26), ("XFD1048576", 1_048_575, 16_383)])
    func parses(text: String, row: Int, column: Int) throws {
        let cell = try #require(CellReference(text))
        #expect((cell.row, cell.column) == (row, column))
        #expect(cell.description == text)
        #expect(CellReference(row: row, column: column) == cell)
    }

    @Test("every column's letters read back")
    func letters() {
        for column in 0..<CellReference.columns {
            let cell = CellReference(row: 6, column: column)
            #expect(cell != nil && cell.map { CellReference($0.description) } == cell)
        }
    }

    @Test("letters may be small, nothing else is loose")
    func strict() {
        #expect(CellReference("b7") == CellReference("B7"))
        let wrong = [
            "", "A", "1", "A0", "A01", "$A$1", "A1 ", " A1", "A-1", "1A", "A1A", "XFE1", "A1048577", "R1C1",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1", "A99999999999999999999999", "Ａ1", "A１",
        ]
        for text in wrong { #expect(CellReference(text) == nil, "\(text)") }
        #expect(CellReference(row: -1, column: 0) == nil)
        #expect(CellReference(row: 0, column: 16_384) == nil)
    }

    @Test("a range reads back, contains its corners, and never runs backwards")
    func ranges() throws {
        let range = try #require(CellRange("B2:C40"))
        #expect(range.description == "B2:C40")
        #expect(CellRange("B2")?.description == "B2")
        #expect(CellReference("C40").map(range.contains) == true)
        #expect(CellReference("D40").map(range.contains) == false)
        for wrong in ["C40:B2", "B2:", ":B2", "B2:C3:D4", ""] { #expect(CellRange(wrong) == nil, "\(wrong)") }
    }

    @Test(
        "days count as sheets count them, with the leap day of 1900 that never was",
        arguments: [
            ("1900-01-01", 1), ("1900-02-28", 59), ("1900-03-01", 61), ("1970-01-01", 25_569), ("2026-03-01", 46_082),
            ("9999-12-31", 2_958_465),
        ])
    func days(text: String, serial: Double) throws {
        let date = try Date(text, strategy: Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day())
        #expect(SerialDay(date)?.serial == serial)
        #expect(SerialDay(serial: serial)?.date == date)
        #expect(SerialDay(serial: serial + 0.75)?.startOfDay == date)
    }

    @Test("days that no sheet shows are none")
    func outside() {
        for serial in [-1, 0, 0.99, 2_958_466, .infinity, .nan] as [Double] {
            #expect(SerialDay(serial: serial) == nil)
        }
        #expect(SerialDay(Date.distantPast) == nil)
        #expect(SerialDay(Date.distantFuture)?.serial != nil)
    }

    @Test("a number is read from decimal text only")
    func numbers() {
        #expect(SheetValue.text(" -12.5 ").number == -12.5)
        #expect(SheetValue.text("1e3").number == 1000)
        for text in ["", "nan", "inf", "0x10", "1e999", "12%", "一", "1,000"] {
            #expect(SheetValue.text(text).number == nil, "\(text)")
        }
        #expect(SheetValue.number(40).text == "40")
        #expect(SheetValue.number(6.4).text == "6.4")
        #expect(SerialDay(serial: 46_082).map { SheetValue.day($0).text } == "2026-03-01")
    }
}
