import Foundation
import Testing

@testable import Spreadsheet

struct CSVTableTests {
    private func read(_ text: String, _ limits: SpreadsheetLimits = .standard) throws -> SheetContent {
        try CSVTable.read(Data(text.utf8), limits: limits)
    }

    @Test("quotes, doubled quotes, line breaks and blanks are kept as RFC 4180 says")
    func quoting() throws {
        let sheet = try read("a, b ,\"c,\"\"d\"\"\"\r\n\"e\r\nf\",,g\nlast")
        #expect(sheet["A1"] == .text("a"))
        #expect(sheet["B1"] == .text(" b "))
        #expect(sheet["C1"] == .text("c,\"d\""))
        #expect(sheet["A2"] == .text("e\r\nf"))
        #expect(sheet["B2"] == nil)
        #expect(sheet["C2"] == .text("g"))
        #expect(sheet["A3"] == .text("last"))
        #expect(sheet.cells.count == 6)
    }

    @Test("a combining mark behind a quote does not hide the quote")
    func combining() throws {
        #expect(throws: SpreadsheetError.quoting(line: 1)) { try read("\"x\"\u{301},y\n") }
        #expect(try read("\"\u{301}x\",y")["B1"] == .text("y"))
        #expect(CSVTable.field("a\"\u{301}") == "\"a\"\"\u{301}\"")
    }

    @Test("an open quote is an error at the line where it opens")
    func open() {
        #expect(throws: SpreadsheetError.quoting(line: 2)) { try read("a\n\"b\nc\nd") }
        #expect(throws: SpreadsheetError.quoting(line: 3)) { try read("a\nb\nc\"d\n") }
        #expect(throws: SpreadsheetError.quoting(line: 3)) { try read("a\n\"b\n\"x\n") }
    }

    @Test("UTF-8 with and without a mark, UTF-16 and GB 18030 give the same text")
    func encodings() throws {
        let text = "名称,值\r\n企业,“甲”𠮷\r\n"
        let gb = try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632)))
        let files = [
            Data(text.utf8), Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8), gb,
            Data([0xFF, 0xFE]) + (try #require(text.data(using: .utf16LittleEndian))),
            Data([0xFE, 0xFF]) + (try #require(text.data(using: .utf16BigEndian))),
        ]
        let first = try CSVTable.read(files[0])
        #expect(first["B2"] == .text("“甲”𠮷"))
        for file in files { #expect(try CSVTable.read(file) == first) }
    }

    @Test("bytes of no encoding are refused, as are files of other kinds")
    func foreign() {
        #expect(throws: SpreadsheetError.encoding) { try CSVTable.read(Data([0x41, 0xFF, 0xFF, 0x2C])) }
        #expect(throws: SpreadsheetError.otherKind(.archive)) { try CSVTable.read(Data("PK\u{3}\u{4}".utf8)) }
        #expect(throws: SpreadsheetError.otherKind(.pdf)) { try CSVTable.read(Data("%PDF-1.7".utf8)) }
        #expect(throws: SpreadsheetError.otherKind(.html)) { try CSVTable.read(Data("<html><body>".utf8)) }
        #expect(throws: SpreadsheetError.otherKind(.unknown)) { try CSVTable.read(Data([1, 2, 3, 0])) }
        #expect(throws: SpreadsheetError.encoding) {
            try CSVTable.read(Data(repeating: 0x41, count: 5000) + Data([0]))
        }
    }

    @Test("semicolons and tabs part fields only where the first line has no comma outside quotes")
    func delimiters() throws {
        #expect(try read("a;b\n\"1,5\";2")["A2"] == .text("1,5"))
        #expect(try read("a\tb\n1;2\t3")["A2"] == .text("1;2"))
        #expect(try read("\"x,y\";b")["A1"] == .text("x,y"))
        #expect(try read("a,b;c")["B1"] == .text("b;c"))
    }

    @Test("more cells, columns, characters or bytes than allowed are refused")
    func limits() {
        var few = SpreadsheetLimits()
        few.cells = 3
        few.textLength = 5
        few.fileBytes = 40
        #expect(throws: SpreadsheetError.tooLarge(.cells, allowed: 3)) { try read("1,2,3,4", few) }
        #expect(throws: SpreadsheetError.tooLarge(.textLength, allowed: 5)) { try read("123456", few) }
        #expect(throws: SpreadsheetError.tooLarge(.fileBytes, allowed: 40)) {
            try read(String(repeating: "\n", count: 41), few)
        }
        let commas = String(repeating: ",", count: 16_384) + "x"
        #expect(throws: SpreadsheetError.tooLarge(.columns, allowed: 16_384)) { try read(commas) }
        let lines = String(repeating: "\n", count: 1_048_576) + "x"
        #expect(throws: SpreadsheetError.tooLarge(.rows, allowed: 1_048_576)) { try read(lines) }
    }

    @Test("what would be a formula is guarded, and reads back as it was")
    func formulas() throws {
        let texts = [
            "=1+1", "+86 10", "-5", "@SUM(A1)", "\t=1", "\r\n=1", "＝1", "'=1", "''-", "'", "it's", "'quoted'", "",
            "plain", "a=b", " =1", "\"=1\"", "中文，", "\u{301}=", "x\"\u{301}",
        ]
        let written = CSVTable.text([texts, texts.reversed()])
        #expect(written.hasPrefix("\u{FEFF}'=1+1,'+86 10,'-5,'@SUM(A1),'\t=1,\"'\r\n=1\",'＝1,''=1,'''-,',it's,"))
        #expect(written.hasSuffix("\r\n"))
        let sheet = try CSVTable.read(Data(written.utf8))
        for (column, text) in texts.enumerated() {
            #expect(sheet[row: 0, column: column] == (text.isEmpty ? nil : .text(text)), "\(text.debugDescription)")
        }
    }

    @Test("random tables read back as they were written")
    func roundTrip() throws {
        let pieces = [
            "a", "\"", ",", "\n", "\r", "\r\n", "'", "=", "-", ";", "\t", " ", "中", "\u{301}", "😀", "\u{FEFF}",
        ]
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<2000 {
            // A first line with a comma settles what parts the fields.
            let rows =
                [["x", "y"]]
                + (0...next(4)).map { _ in
                    (0...next(4)).map { _ in (0..<next(6)).map { _ in pieces[next(pieces.count)] }.joined() }
                }
            let sheet = try CSVTable.read(Data(CSVTable.text(rows).utf8))
            for (row, cells) in rows.enumerated() {
                for (column, cell) in cells.enumerated() {
                    let found = sheet[row: row, column: column]
                    #expect(found == (cell.isEmpty ? nil : .text(cell)), "\(rows)")
                }
            }
        }
    }

    @Test("any bytes give a table or an error")
    func noise() {
        var state: UInt64 = 11
        for _ in 0..<3000 {
            let bytes = (0..<40).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return [0x22, 0x2C, 0x0A, 0x0D, 0x41, 0x81, 0x30, 0xFF, 0xE4][Int(state >> 33) % 9]
            }
            _ = try? CSVTable.read(Data(bytes))
        }
    }
}
