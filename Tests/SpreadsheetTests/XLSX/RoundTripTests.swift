#if Spreadsheets
    import Foundation
    import Testing

    @testable import Spreadsheet

    struct RoundTripTests {
        private let properties = Workbook.Properties(
            title: "企业自测 <结果> & “报告”", author: "助企云站", language: "zh-Hans",
            created: Date(timeIntervalSince1970: 1_770_000_000))

        private func book(_ rows: [[Cell]], rules: [CellRule] = []) -> Workbook {
            Workbook(sheets: [Sheet(name: "答卷", rows: rows, rules: rules)], properties: properties)
        }

        private func readBack(_ workbook: Workbook) throws -> [SheetContent] {
            try XLSXFile.read(try XLSXFile.data(of: workbook))
        }

        @Test("every kind of cell reads back as it was written, in every style")
        func kinds() throws {
            let day = Date(timeIntervalSince1970: 1_772_323_200)
            for style in Cell.Style.allCases {
                let row = [
                    Cell(.text("文字\n第二行"), style, wraps: true), Cell(.number(-6.4), style, format: .decimals(1)),
                    Cell(.number(0.125), style, format: .percent), Cell(.day(day), style), Cell(.boolean(true), style),
                    Cell(.boolean(false), style), Cell(.empty, style), Cell(.number(1e300), style),
                    Cell(.text("007"), style, format: .text), Cell(.number(46_082), style, format: .day),
                ]
                let sheet = try #require(try readBack(book([row])).first)
                #expect(sheet.name == "答卷")
                #expect(!sheet.isHidden)
                #expect(sheet["A1"] == .text("文字\n第二行"))
                #expect(sheet["B1"] == .number(-6.4))
                #expect(sheet["C1"] == .percent(0.125))
                #expect(sheet["D1"]?.text == "2026-03-01")
                #expect(sheet["E1"] == .boolean(true))
                #expect(sheet["F1"] == .boolean(false))
                #expect(sheet["G1"] == nil)
                #expect(sheet["H1"] == .number(1e300))
                #expect(sheet["I1"] == .text("007"))
                #expect(sheet["J1"] == sheet["D1"])
                #expect(sheet.cells.count == 9)
            }
        }

        @Test(
            "texts read back to the last character and are never formulas",
            arguments: [
                "=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "=HYPERLINK(\"http://example.org\")", "http://example.org",
                " 前后 ",
                "\ttab", "a\r\nb", "_x000D_", "_x005F_x000D_", "_x41_", "\u{1}\u{1F}", "<&>\"'", "]]>", "😀𠮷",
                "e\u{301}", "\u{FEFF}", "true", "12", "#N/A", String(repeating: "长", count: 32_767),
            ])
        func texts(text: String) throws {
            let sheet = try #require(try readBack(book([[.text(text)]])).first)
            #expect(sheet["A1"] == .text(text))
        }

        @Test("a list of choices whose characters fit a rule but whose bytes do not is written all the same")
        func longLists() throws {
            let cell = try #require(CellRange("A1"))
            for count in 1...6 {
                let choices = (0..<count).map { "\($0)" + String(repeating: "选", count: 40) }
                let rule = CellRule(cell, .choices(choices))
                #expect(try readBack(book([[.text("x")]], rules: [rule])).first?["A1"] == .text("x"))
            }
        }

        @Test("what XML cannot hold is replaced, not passed on")
        func unholdable() throws {
            let sheet = try #require(try readBack(book([[.text("a\0b\u{FFFE}c\u{FFFF}")]])).first)
            #expect(sheet["A1"] == .text("a\u{FFFD}b\u{FFFD}c\u{FFFD}"))
        }

        @Test("numbers read back exactly")
        func numbers() throws {
            let numbers: [Double] = [
                0, -0.5, 0.1 + 0.2, 1 / 3, .pi * 1e-7, 123_456_789_012_345, 1e-300, 4.35, 100.0 / 7,
            ]
            let sheet = try #require(try readBack(book([numbers.map { .number($0) }])).first)
            for (column, number) in numbers.enumerated() {
                let found = try #require(sheet[row: 0, column: column]?.number)
                #expect(abs(found - number) <= abs(number) * 1e-15, "\(number)")
            }
        }

        @Test("the same workbook gives the same bytes, another instant other ones")
        func deterministic() throws {
            let workbook = book([[.text("甲"), .number(1)]])
            let first = try XLSXFile.data(of: workbook)
            #expect(try XLSXFile.data(of: workbook) == first)
            var later = workbook
            later.properties.created += 1
            #expect(try XLSXFile.data(of: later) != first)
        }

        @Test("a list that is too long for its rule stands on a hidden sheet, once")
        func lists() throws {
            let short = ["是", "否"]
            let long = (1...40).map { "选项 \($0)，说明文字较长的选项" }
            let range = try #require(CellRange("B2:B9"))
            let other = try #require(CellRange("C2"))
            let third = try #require(CellRange("D2"))
            let rules = [
                CellRule(range, .choices(short), promptTitle: String(repeating: "题", count: 40), prompt: "请选择"),
                CellRule(other, .choices(long)), CellRule(third, .choices(long)),
            ]
            let sheets = try readBack(book([[.text("甲")]], rules: rules))
            #expect(sheets.map(\.name) == ["答卷", "_lists1"])
            #expect(sheets[1].isHidden)
            #expect(sheets[1].cells.count == 40)
            #expect(sheets[1]["A40"] == .text(long[39]))
            #expect(try readBack(book([], rules: [rules[0]])).count == 1)
        }

        @Test("a choice with a comma, a quote or a blank at its end is not put into the rule")
        func choices() {
            #expect(ChoiceLists.fitsCell(["是", "否"]))
            for choice in ["a,b", "\"", "a ", "\n"] { #expect(!ChoiceLists.fitsCell(["x", choice])) }
            #expect(ChoiceLists.fitsCell([String(repeating: "a", count: 255)]))
            #expect(!ChoiceLists.fitsCell([String(repeating: "a", count: 254), "b"]))
        }

        @Test("what no spreadsheet can hold is refused at its place")
        func invalid() throws {
            func refused(_ sheets: [Sheet], at cell: String? = nil) {
                #expect {
                    try XLSXFile.data(of: Workbook(sheets: sheets, properties: properties))
                } throws: { error in
                    guard case .invalid(_, let place, _)? = error as? SpreadsheetError else { return false }
                    return place?.description == cell
                }
            }
            refused([])
            for name in ["", "a/b", "[a]", "'a", "a'", "a:b", "a\0b", "History", String(repeating: "名", count: 32)] {
                refused([Sheet(name: name)])
            }
            refused([Sheet(name: "a"), Sheet(name: "A")])
            refused([Sheet(name: "a", rows: [[], [Cell(), .number(.nan)]])], at: "B2")
            refused([Sheet(name: "a", rows: [[.number(.infinity)]])], at: "A1")
            refused([Sheet(name: "a", rows: [[.text(String(repeating: "a", count: 32_768))]])], at: "A1")
            refused([Sheet(name: "a", rows: [[Cell(.day(.distantPast))]])], at: "A1")
            refused([Sheet(name: "a", rows: [Array(repeating: .text("x"), count: 16_385)])])
            refused([Sheet(name: "a", columns: [300])])
            refused([Sheet(name: "a", frozenRows: -1)])
            let range = try #require(CellRange("C3"))
            refused([Sheet(name: "a", rules: [CellRule(range, .choices([]))])], at: "C3")
        }

        @Test("nothing is left in the temporary folder, and one that cannot be written is an error")
        func leavesNothing() throws {
            let folder = try PrivateFolder(in: FileManager.default.temporaryDirectory)
            defer { folder.remove() }
            let parent = URL(fileURLWithPath: folder.path)
            let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int
            #expect(mode == 0o700)
            let direct = try XLSXWriter.data(of: book([[.text("甲")]]), in: parent)
            #expect(try XLSXFile.data(of: book([[.text("甲")]])) == direct)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
            #expect {
                try XLSXWriter.data(of: book([]), in: parent.appendingPathComponent("absent"))
            } throws: { error in
                if case .writing? = error as? SpreadsheetError { true } else { false }
            }
        }
    }
#endif
